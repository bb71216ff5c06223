using Groundswell.Deciding;
using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Cast;
using Groundswell.Demonstration.Plants;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Work.Jobs;

namespace Groundswell.Demonstration.Days;

/// <summary>One plant's life: everybody's days, and what is common to them.</summary>
internal sealed class PlantLife
{
    private readonly Dictionary<string, Chance> _chances = new(StringComparer.Ordinal);
    private readonly Chance _voices;
    private readonly States _states;
    private long _number;

    public PlantLife(PlantCast cast, Timeline timeline, States states, ulong seed, DateTimeOffset begins)
    {
        (Cast, Timeline, _states, Shop) = (cast, timeline, states, new Shop(cast.Plant));
        Zone = TimeZoneInfo.FindSystemTimeZoneById(cast.Plant.TimeZone);
        Shifts = new Shifts(Zone);
        Luck = new Chance(seed, FormattableString.Invariant($"luck of {cast.Plant.Site} from {begins:O}"));
        foreach (var person in cast.People)
            _chances[person.Id] = new Chance(seed, FormattableString.Invariant($"{person.Id} from {begins:O}"));
        _voices = new Chance(seed, FormattableString.Invariant($"voices of {cast.Plant.Site} from {begins:O}"));
        Rounds = new Rounds(this, new Chance(seed, FormattableString.Invariant($"rounds of {cast.Plant.Site} from {begins:O}")));
        Stances = new Stances(cast);
        Marker = FormattableString.Invariant($"{begins.ToUnixTimeSeconds() / 60 % 100_000_000:X}");
    }

    public PlantCast Cast { get; }

    public DemoPlant Plant => Cast.Plant;

    public string Site => Cast.Plant.Site;

    public Shop Shop { get; }

    public Timeline Timeline { get; }

    public TimeZoneInfo Zone { get; }

    public Shifts Shifts { get; }

    public Stances Stances { get; }

    public Rounds Rounds { get; }

    /// <summary>Chance that is nobody's own.</summary>
    public Chance Luck { get; }

    /// <summary>In the ids made in this run, so that no other run makes the same.</summary>
    private string Marker { get; }

    public DateTimeOffset Now => Timeline.Now;

    public Chance ChanceOf(CastPerson person) => _chances[person.Id];

    /// <summary>The next number of something that is counted through: orders, lots, calls.</summary>
    public string NextId(string prefix) => FormattableString.Invariant($"{prefix}-{Marker}-{++_number:0000}");

    /// <summary>Begins everybody's days.</summary>
    public void Begin(DateTimeOffset? nextVersionAt)
    {
        foreach (var person in Cast.People)
            Timeline.Begin(() => new Day(this, person).Run());
        Timeline.Begin(new Planning(this).Run);
        Timeline.Begin(new Supply(this).Run);
        Timeline.Begin(new Upkeep(this).Run);
        Timeline.Begin(new Voices(this, _voices).Run);
        Timeline.Begin(Rounds.Run);
        if (nextVersionAt is { } at)
            Timeline.Begin(() => new NextVersion(this).Run(at));
    }

    /// <summary>Asks for an act in a person's name, at a terminal or at a desk.</summary>
    public Task<Answer> Ask(CastPerson person, SiteCommand command, string? workUnit = null, params IReadOnlyList<Signs> signatures) =>
        Timeline.Ask(command with { Site = Site }, Founding.CallerOf(person, workUnit is null ? null : DemoPlant.StationOf(workUnit)), signatures);

    /// <summary>A state as the record has it; null where it would have to be waited for.</summary>
    public TState? Peek<TState>(Id<TState> id) where TState : class, IState<TState> =>
        _states.Cached<TState>(new StreamName(Logs.OfSite(Site), id.Stream))?.State;

    /// <summary>A state that all sites share, as the record has it; null where it would have to be waited for.</summary>
    public TState? PeekShared<TState>(Id<TState> id) where TState : class, IState<TState> =>
        _states.Cached<TState>(new StreamName(Logs.Enterprise, id.Stream))?.State;

    /// <summary>A version of a master, where it is at hand.</summary>
    public WorkMasterVersion? Version(Id<WorkMasterVersion> id) =>
        _states.Cached<WorkMasterVersion>(new StreamName(Logs.Enterprise, id.Stream))?.State;

    /// <summary>Looks up what everybody needs at hand.</summary>
    public async Task Warm(CancellationToken stop)
    {
        foreach (var master in Plant.Masters.Select(master => master.Id).Concat(Routines.All.Select(routine => routine.Id)))
        {
            var effective = await Reading(stop).Of(EffectiveVersion.IdOf(new(master)));
            foreach (var given in effective.Provisions)
                await Reading(stop).Shared(given.Version);
        }
    }

    /// <summary>Sees what was done at a job by somebody else.</summary>
    public async Task Refresh(ShopJob job, CancellationToken stop)
    {
        var now = await Reading(stop).Of(new Id<Job>(job.Id));
        job.Done.Clear();
        job.Done.UnionWith(now.Steps.Keys);
        job.Ended = now.HasEnded || now.Status == JobStatus.Unknown;
        job.WorkUnit = now.WorkUnit?.Value;
        job.Output = now.Output;
    }

    internal Deciding.Reading Reading(CancellationToken stop) => new(_states, Logs.OfSite(Site), stop);
}
