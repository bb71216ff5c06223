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

    public int Version => 2;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<HelpCallRow>(row =>
        {
            row.ToTable("help_call").HasKey(r => new { r.Site, r.Call });
            row.HasIndex(r => new { r.Site, r.Status });
            row.HasIndex(r => new { r.Site, r.Job });
            row.Property(r => r.AskedFor).NamesAPerson();
            row.Property(r => r.SentTo).NamesAPerson();
            row.Property(r => r.RaisedBy).NamesAPerson();
            row.Property(r => r.TakenBy).NamesAPerson();
        });
        tables.Entity<HandOverRow>(row =>
        {
            row.ToTable("hand_over").HasKey(r => new { r.Site, r.HandOver });
            row.HasIndex(r => new { r.Site, r.Job });
            row.Property(r => r.WrittenBy).NamesAPerson();
            row.Property(r => r.FirstReadBy).NamesAPerson();
        });
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
                    Remark = e.Remark,
                    AskedFor = e.For,
                    RaisedBy = fact.Entry.Actor,
                    RaisedAt = fact.At,
                    Status = HelpCallStatus.Open,
                });
                break;
            case HelpCallRouted e:
                await Change(e.Call, row => row.SentTo = string.Join(' ', e.To));
                break;
            case HelpCallTaken e:
                await Change(e.Call, row => (row.Status, row.TakenBy, row.TakenAt, row.Answering) = (HelpCallStatus.Taken, fact.Entry.Actor, fact.At, e.Answering));
                break;
            case HelpCallGivenBack e:
                await Change(e.Call, row => (row.Status, row.TakenBy, row.TakenAt, row.Answering) = (HelpCallStatus.Open, null, null, null));
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

        ValueTask Change(Id<HelpCall> call, Action<HelpCallRow> change) => tables.Of<HelpCallRow>().Change(fact, change, fact.Site!, call.Value);
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
    public string? Remark { get; init; }

    /// <summary>The person who is asked for by name; null where whoever can help is.</summary>
    public string? AskedFor { get; init; }

    /// <summary>To whom it was sent last: persons' ids, separated by spaces.</summary>
    public string? SentTo { get; set; }

    public required string RaisedBy { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public required HelpCallStatus Status { get; set; }
    public string? TakenBy { get; set; }
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>Why whoever took it did; null while nobody has.</summary>
    public Answering? Answering { get; set; }

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
