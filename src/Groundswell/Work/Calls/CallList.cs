using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Calls;

/// <summary>Calls and hand-overs as they stand: what is open, how old it is, who is on it.</summary>
public sealed class CallList : IProjection
{
    public string Name => "calls";

    public int Version => 1;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<HelpCallRow>(row =>
        {
            row.ToTable("help_call").HasKey(r => new { r.Site, r.Call });
            row.HasIndex(r => new { r.Site, r.Status });
        });
        tables.Entity<HandOverRow>().ToTable("hand_over").HasKey(r => new { r.Site, r.HandOver });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case HelpCallRaised e:
                tables.Of<HelpCallRow>().Put(new HelpCallRow
                {
                    Site = fact.Site!,
                    Call = e.Call.Value,
                    About = e.About,
                    WorkCenter = e.WorkCenter.Value,
                    Job = e.Job?.Value,
                    Step = e.Step,
                    RaisedBy = fact.Entry.Actor,
                    RaisedAt = fact.At,
                    Status = HelpCallStatus.Open,
                });
                break;
            case HelpCallTaken e:
                await Change(e.Call, row => (row.Status, row.TakenBy, row.TakenAt) = (HelpCallStatus.Taken, fact.Entry.Actor, fact.At));
                break;
            case HelpCallGivenBack e:
                await Change(e.Call, row => (row.Status, row.TakenBy, row.TakenAt) = (HelpCallStatus.Open, null, null));
                break;
            case HelpCallAnswered e:
                await Change(e.Call, row => (row.Status, row.Solved) = (HelpCallStatus.Answered, e.Solved));
                break;
            case HelpCallClosed e:
                await Change(e.Call, row => (row.Status, row.Solved, row.ClosedAt) = (HelpCallStatus.Closed, e.Solved, fact.At));
                break;
            case HandOverWritten e:
                tables.Of<HandOverRow>().Put(new HandOverRow
                {
                    Site = fact.Site!,
                    HandOver = e.HandOver.Value,
                    Kind = e.Kind,
                    WorkCenter = e.WorkCenter.Value,
                    Job = e.Job?.Value,
                    Note = e.Note,
                    WrittenBy = fact.Entry.Actor,
                    WrittenAt = fact.At,
                });
                break;
            case HandOverRead e:
                var notes = tables.Of<HandOverRow>();
                var note = await notes.Find(fact.Site!, e.HandOver.Value)
                    ?? throw new InvalidOperationException($"Hand-over {e.HandOver} was never written (entry {fact.Entry.Position}).");
                (note.FirstReadBy, note.FirstReadAt) = (note.FirstReadBy ?? fact.Entry.Actor, note.FirstReadAt ?? fact.At);
                notes.Put(note);
                break;
        }

        async ValueTask Change(Id<HelpCall> call, Action<HelpCallRow> change)
        {
            var calls = tables.Of<HelpCallRow>();
            var row = await calls.Find(fact.Site!, call.Value)
                ?? throw new InvalidOperationException($"Call {call} was never raised (entry {fact.Entry.Position} of {fact.Entry.Log}).");
            change(row);
            calls.Put(row);
        }
    }

    public static void List(Queries queries)
    {
        queries.Add("/sites/{site}/help-calls", "Calls that are not closed, oldest first.", Rights.Everyone, Open);
        queries.Add("/sites/{site}/work-centers/{workCenter}/hand-overs", "The last notes left at a work center.", Rights.Everyone, Notes);
    }

    private static async Task<Ok<List<HelpCallRow>>> Open(string site, ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<HelpCallRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Status != HelpCallStatus.Closed).OrderBy(row => row.RaisedAt).ToListAsync(stop));

    private static async Task<Ok<List<HandOverRow>>> Notes(string site, string workCenter, ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<HandOverRow>().AsNoTracking()
            .Where(row => row.Site == site && row.WorkCenter == workCenter).OrderByDescending(row => row.WrittenAt).Take(50).ToListAsync(stop));
}

/// <summary>A help call as boards show it.</summary>
public sealed class HelpCallRow
{
    public required string Site { get; init; }
    public required string Call { get; init; }
    public required string About { get; init; }
    public required string WorkCenter { get; init; }
    public string? Job { get; init; }
    public string? Step { get; init; }
    public required string RaisedBy { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public required HelpCallStatus Status { get; set; }
    public string? TakenBy { get; set; }
    public DateTimeOffset? TakenAt { get; set; }
    public bool? Solved { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>A hand-over note as the terminal shows it.</summary>
public sealed class HandOverRow
{
    public required string Site { get; init; }
    public required string HandOver { get; init; }
    public required HandOverKind Kind { get; init; }
    public required string WorkCenter { get; init; }
    public string? Job { get; init; }
    public required string Note { get; init; }
    public required string WrittenBy { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public string? FirstReadBy { get; set; }
    public DateTimeOffset? FirstReadAt { get; set; }
}
