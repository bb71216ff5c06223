using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Signs;
using Groundswell.People.Persons;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Questions;

/// <summary>What pilot groups were asked about signs.</summary>
public sealed class PilotQuestionList : IProjection
{
    public string Name => "pilot-questions";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<PilotQuestionRow>().ToTable("pilot_question").HasKey(r => new { r.Site, r.Pilot, r.Week, r.Sign, r.Group });

    public ValueTask Apply(Fact fact, Tables tables)
    {
        if (fact.Event is SignPut e)
        {
            tables.Of<PilotQuestionRow>().Put(new PilotQuestionRow
            {
                Site = fact.Site!,
                Pilot = e.Questions.Value,
                Week = e.Week,
                Sign = e.Sign,
                Group = e.Group,
                Share = e.Share,
                Before = e.Before,
                PutAt = fact.At,
            });
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>A sign that a pilot group was asked about.</summary>
public sealed class PilotQuestionRow
{
    public required string Site { get; init; }
    public required string Pilot { get; init; }
    public required DateOnly Week { get; init; }
    public required SignKind Sign { get; init; }
    public required string Group { get; init; }
    public required decimal Share { get; init; }
    public required decimal Before { get; init; }
    public required DateTimeOffset PutAt { get; init; }
}

/// <summary>A question as the group's members see it.</summary>
/// <param name="Share">How often, of how many; for a rate in a hundred steps.</param>
/// <param name="Before">The same in the weeks before.</param>
/// <param name="Finding">What came of asking; null: nothing is recorded yet.</param>
public sealed record PilotQuestion(DateOnly Week, SignKind Sign, string Group, decimal Share, decimal Before, DateTimeOffset PutAt, Finding? Finding, string? Note);

/// <summary>Reads what a pilot group was asked: for its members and its facilitator, and for nobody who has people reporting to them.</summary>
public sealed class PilotQuestionReading(ViewsDb views, States states, TimeProvider time) : IPilotsToAsk
{
    private const int Most = 200;

    public async Task<(IReadOnlyList<PilotQuestion>? Questions, Refusal? Refusal)> Of(string site, Pilot pilot, string person, CancellationToken stop)
    {
        if (!pilot.IsMember(person) && pilot.Facilitator != person)
            return (null, new NotOfPilotGroup(pilot.Id, person));
        if ((await new Reading(states, Logs.OfSite(site), stop).Of(new Id<Person>(person))).IsManager(time.GetUtcNow()))
            return (null, new LooksAsLineManager());
        var rows = await views.Set<PilotQuestionRow>().AsNoTracking().Where(row => row.Site == site && row.Pilot == pilot.Id.Value)
            .OrderByDescending(row => row.Week).ThenBy(row => row.Group).ThenBy(row => row.Sign).Take(Most).ToListAsync(stop);
        var findings = await views.Set<SignFindingRow>().AsNoTracking().Where(row => row.Site == site).ToListAsync(stop);
        return (
            rows.ConvertAll(row =>
            {
                var found = findings.Find(one => one.Week == row.Week && one.Sign == row.Sign && one.Group == row.Group);
                return new PilotQuestion(row.Week, row.Sign, row.Group, row.Share, row.Before, row.PutAt, found?.Finding, found?.Note);
            }),
            null);
    }

    public async Task<IReadOnlyList<PilotToAsk>> Of(string site, CancellationToken stop)
    {
        var pilots = await views.Set<PilotRow>().AsNoTracking().Where(row => row.Site == site && row.Status != PilotStatus.Ended).OrderByDescending(row => row.Since).Take(Most)
            .Select(row => new { row.Pilot, row.Change }).ToListAsync(stop);
        var changes = pilots.ConvertAll(one => one.Change);
        var titles = await views.Set<ChangeRow>().AsNoTracking().Where(row => changes.Contains(row.Change)).ToDictionaryAsync(row => row.Change, row => row.Title, stop);
        var asked = (await views.Set<PilotQuestionRow>().AsNoTracking().Where(row => row.Site == site).ToListAsync(stop)).ToLookup(row => row.Pilot);
        return pilots.ConvertAll(one => new PilotToAsk(
            one.Pilot, titles.GetValueOrDefault(one.Change, one.Pilot), asked[one.Pilot].Select(row => (row.Week, row.Sign, row.Group)).ToHashSet()));
    }
}
