using Groundswell.Deciding;
using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Days;
using Groundswell.Demonstration.Plants;
using Groundswell.Identifying;
using Groundswell.Identifying.Storing;
using Groundswell.Projecting;
using Groundswell.Record;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Demonstration;

/// <summary>How far a demonstration is.</summary>
/// <param name="Share">From 0 to 1.</param>
public sealed record DemoProgress(string Doing, double Share);

/// <summary>Makes a demonstration's plants and their history, and lets them live on for as long as the server runs.</summary>
public sealed class DemoLife(
    DemoFolder folder, DemoClock clock, Door door, Acts acts, States states, Journal journal, IDbContextFactory<DirectoryDb> directory, SlowHash hash,
    Views views, IViewsProgress progress, Sessions sessions, ILogger<DemoLife> log) : BackgroundService
{
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan TakenFor = TimeSpan.FromMinutes(20);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DemoProgress _at = new("beginning", 0);

    /// <summary>Completes when the history is there and the clock runs.</summary>
    public Task Ready => _ready.Task;

    /// <summary>What is being done before that.</summary>
    public DemoProgress At => Volatile.Read(ref _at);

    /// <summary>How many acts this run has recorded.</summary>
    internal long Recorded { get; private set; }

    /// <summary>What was refused meanwhile, by code: people try what does not go.</summary>
    internal IReadOnlyDictionary<string, int> Refused { get; private set; } = new Dictionary<string, int>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Not on a caller's context: everything runs where it is resumed, one thing after the other.
            await Task.Run(() => Go(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _ready.TrySetCanceled(stoppingToken);
        }
        catch (Exception failure)
        {
            log.LogCritical(failure, "The demonstration's plants stand still.");
            if (!_ready.TrySetException(failure))
                throw;
        }
    }

    private async Task Go(CancellationToken stop)
    {
        var state = folder.Read();
        var company = new Company(state.Seed);
        var stage = new Stage(door, acts, states, clock, state.Seed);
        if (!state.Founded)
        {
            await Found(company, stage, stop);
            folder.Write(state = state with { Founded = true });
        }

        var begins = clock.GetUtcNow();
        var timeline = new Timeline(stage, clock, begins);
        var lives = company.Plants.Select(cast => new PlantLife(cast, timeline, states, state.Seed, begins)).ToList();
        foreach (var life in lives)
            await life.Warm(stop);
        if (state.Complete || await IsTakenUpAgain(state, stop))
            await LookUp(lives, stop);
        var until = Now(state);
        foreach (var life in lives)
            life.Begin(state.Complete ? null : begins + (until - begins) * 0.55);
        if (!state.Complete)
            new Tales(lives[0], lives[1]).Begin(share => begins + ((until - begins) * share));

        // Making takes its time; what has become due meanwhile is made as well.
        Say("making the plants' history", 0);
        await timeline.Run(until, new Reporting(at => Say("making the plants' history", (at - begins) / (until - begins))), stop);
        await timeline.Run(Now(state), null, stop);
        folder.Write(state with { Complete = true, At = clock.GetUtcNow(), RealAt = clock.Real.GetUtcNow() });
        (Recorded, Refused) = (stage.Recorded, stage.Refused);
        clock.Run(state.Speed);
        _ready.TrySetResult();

        foreach (var life in lives)
            timeline.Begin(() => LookAroundIn(life, timeline, state.Speed));
        await timeline.Live(clock.Real, stop);
    }

    private async Task Found(Company company, Stage stage, CancellationToken stop)
    {
        Say("founding the plants", 0);
        if ((await journal.Logs(stop)).Any(one => one.Size > 0))
            throw new IOException("This demonstration was not finished being made. Remove its folder and begin again.");
        File.WriteAllText(folder.GroundTruth, System.Text.Json.JsonSerializer.Serialize(company.Truth, DemoJson.Default.GroundTruth));
        await new Founding(company, stage, clock, await Drawings.TakeIn(journal, stop), stop).Found();
        await new DemoDirectory(directory, hash).Write(company, clock.GetUtcNow(), stop);
    }

    /// <summary>Whether making its history was broken off: there are orders already.</summary>
    private async Task<bool> IsTakenUpAgain(DemoState state, CancellationToken stop) =>
        await journal.NewestRecordedAt(stop) is { } newest && newest - state.Begins > TimeSpan.FromDays(1.5);

    private async Task LookUp(List<PlantLife> lives, CancellationToken stop)
    {
        Say("looking up what is under way", 0);
        foreach (var one in await journal.Logs(stop))
        {
            while (!await progress.WaitFor(one.Log, one.Size, TimeSpan.FromSeconds(5), stop))
                stop.ThrowIfCancellationRequested();
        }

        foreach (var life in lives)
        {
            await using var db = views.Open();
            await ShopFromViews.Orders(life, db, stop);
            await ShopFromViews.Lots(life, db, stop);
        }
    }

    /// <summary>Again and again: where are real people, and what have they begun?</summary>
    private async Task LookAroundIn(PlantLife life, Timeline timeline, double speed)
    {
        while (true)
        {
            await timeline.Do(async stop =>
            {
                var now = clock.GetUtcNow();
                var open = await sessions.OpenOnes(null, null, stop);
                life.Shop.TakenStations.Clear();
                life.Shop.TakenStations.UnionWith(open
                    .Where(session => session.Station is not null && session.Site == life.Site && now - session.LastUsedAt < TakenFor * speed)
                    .Select(session => session.Station!));
                await using var db = views.Open();
                await ShopFromViews.Orders(life, db, stop);
            });
            await timeline.For(LookAround * speed);
        }
    }

    private DateTimeOffset Now(DemoState state) => state.At + (clock.Real.GetUtcNow() - state.RealAt) * state.Speed;

    private void Say(string doing, double share) => Volatile.Write(ref _at, new DemoProgress(doing, Math.Clamp(share, 0, 1)));

    private sealed class Reporting(Action<DateTimeOffset> report) : IProgress<DateTimeOffset>
    {
        public void Report(DateTimeOffset value) => report(value);
    }
}
