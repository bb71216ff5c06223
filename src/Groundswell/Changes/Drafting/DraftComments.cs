using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Drafting;

/// <summary>What members of pilot groups have said of drafts, each under their name.</summary>
public sealed class DraftComments : IProjection
{
    public string Name => "draft-comments";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<DraftCommentRow>(row =>
    {
        row.ToTable("draft_comment").HasKey(r => r.Position);
        row.HasIndex(r => new { r.Version, r.Position });
        row.Property(r => r.Person).NamesAPerson();
    });

    public ValueTask Apply(Fact fact, Tables tables)
    {
        if (fact.Event is DraftCommented e)
        {
            tables.Of<DraftCommentRow>().Add(new DraftCommentRow
            {
                Position = fact.Entry.Position,
                Change = e.Change.Value,
                Version = e.Version.Value,
                Step = e.Step,
                Person = fact.Entry.Actor,
                At = fact.At,
                Words = e.Words,
            });
        }

        return ValueTask.CompletedTask;
    }

    public static void List(Queries queries) =>
        queries.Add("/versions/{version}/comments", "What members of pilot groups have said of a draft, oldest first.", Deciding.Rights.Everyone, Of);

    private static async Task<Ok<List<DraftCommentRow>>> Of(string version, ViewsDb views, CancellationToken stop) => TypedResults.Ok(await Read(version, views, stop));

    internal static Task<List<DraftCommentRow>> Read(string version, ViewsDb views, CancellationToken stop) =>
        views.Set<DraftCommentRow>().AsNoTracking().Where(row => row.Version == version).OrderBy(row => row.Position).ToListAsync(stop);
}

/// <summary>One comment.</summary>
public sealed class DraftCommentRow
{
    /// <summary>The entry's, in the enterprise's log.</summary>
    public required long Position { get; init; }

    public required string Change { get; init; }
    public required string Version { get; init; }

    /// <summary>The step's id; null: of the draft as a whole.</summary>
    public string? Step { get; init; }

    public required string Person { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Words { get; init; }
}
