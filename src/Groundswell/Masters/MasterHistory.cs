using System.Text;
using Groundswell.Masters.Contents;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters;

/// <summary>Who did what to which master and version, line by line.</summary>
public sealed class MasterHistory : IProjection
{
    public string Name => "master-history";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<MasterHistoryRow>(row =>
    {
        row.ToTable("work_master_history").HasKey(r => r.Position);
        row.HasIndex(r => new { r.WorkMaster, r.Position });
        row.Property(r => r.Person).NamesAPerson();
    });

    public ValueTask Apply(Fact fact, Tables tables)
    {
        var line = fact.Event switch
        {
            WorkMasterCreated e => Line(e.WorkMaster.Value, null),
            WorkMasterChanged e => Line(e.WorkMaster.Value, null, e.Name),
            VersionOpened e => Line(e.WorkMaster.Value, e.Version.Value, e.BasedOn?.Value),
            VersionTakenOver e => Line(e.WorkMaster.Value, e.Version.Value, e.Evidence),
            DraftEdited e => Line(MasterOf(e.Version.Value), e.Version.Value, null, ChangesText(e.Changes)),
            DraftDiscarded e => Line(MasterOf(e.Version.Value), e.Version.Value, e.Reason),
            VersionSentToReview e => Line(MasterOf(e.Version.Value), e.Version.Value, e.Remark),
            VersionReviewed e => Line(MasterOf(e.Version.Value), e.Version.Value, e.Remark),
            VersionReturnedToDraft e => Line(MasterOf(e.Version.Value), e.Version.Value, e.Reason),
            VersionApproved e => Line(MasterOf(e.Version.Value), e.Version.Value, e.ContentHash),
            VersionRetired e => Line(MasterOf(e.Version.Value), e.Version.Value, e.Reason),
            _ => null,
        };
        if (line is not null)
            tables.Of<MasterHistoryRow>().Add(line);
        return ValueTask.CompletedTask;

        MasterHistoryRow Line(string master, string? version, string? detail = null, string? changes = null) => new()
        {
            Position = fact.Entry.Position,
            WorkMaster = master,
            Version = version,
            What = fact.Entry.Name,
            At = fact.At,
            Person = fact.Entry.Actor,
            Detail = detail,
            Changes = changes,
        };
    }

    /// <summary>GET /masters/{master}/history</summary>
    public static async Task<Ok<List<MasterHistoryRow>>> Of(string master, ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<MasterHistoryRow>().AsNoTracking()
            .Where(row => row.WorkMaster == master).OrderBy(row => row.Position).ToListAsync(stop));

    private static string MasterOf(string version) => VersionIds.MasterOf(version);

    private static string ChangesText(IReadOnlyList<ContentChange> changes) =>
        Encoding.UTF8.GetString(ContentText.Write(changes, MastersJson.Default.IReadOnlyListContentChange));
}

/// <summary>One line of a master's history.</summary>
public sealed class MasterHistoryRow
{
    /// <summary>The entry's, in the enterprise's log.</summary>
    public required long Position { get; init; }

    public required string WorkMaster { get; init; }
    public string? Version { get; init; }

    /// <summary>The event's recorded name.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The id of who did it.</summary>
    public required string Person { get; init; }

    /// <summary>A reason, a remark, what it was based on, or the hash that was signed.</summary>
    public string? Detail { get; init; }

    /// <summary>JSON: what an edit changed.</summary>
    public string? Changes { get; init; }
}
