using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Credit;

/// <summary>Who shaped a version, as a terminal tells it beside each of its steps.</summary>
/// <param name="Change">Null where the version came with no change.</param>
/// <param name="Site">The name of the site where it began.</param>
/// <param name="People">Printed names of those who proposed, shaped or tried it and do not mind being named.</param>
public sealed record ShapedBy(string? Change, string? Title, string? Site, IReadOnlyList<string> People);

/// <summary>Answers whose work a version is.</summary>
internal static class ShapedByQuery
{
    public static void List(Queries queries) => queries.Add(
        "/sites/{site}/versions/{version}/shaped-by", "Who proposed, shaped and tried what a version brought, and where; nobody who asked not to be named.", Rights.Everyone, Of);

    private static async Task<Ok<ShapedBy>> Of(string site, string version, ViewsDb views, Names names, CancellationToken stop)
    {
        // A frozen revision is of its draft.
        var draft = version.LastIndexOf('.') > version.LastIndexOf('@') ? version[..version.LastIndexOf('.')] : version;
        var change = await (
            from opened in views.Set<CreditedDraftRow>().AsNoTracking()
            where opened.Version == draft
            join row in views.Set<ChangeRow>().AsNoTracking() on opened.Change equals row.Change
            select row).FirstOrDefaultAsync(stop);
        if (change is null)
            return TypedResults.Ok(new ShapedBy(null, null, null, []));
        var people = (await CreditReading.Of([change.Change], views, stop)).Select(one => one.Row).Where(row => !row.Unnamed && row.For != CreditFor.Carried)
            .OrderBy(row => row.For).ThenBy(row => row.Since).Select(row => row.Person).Distinct().ToList();
        var called = await names.Of(people, stop);
        var origin = await views.Set<SiteRow>().AsNoTracking().Where(row => row.Code == change.Origin).Select(row => row.Name).FirstOrDefaultAsync(stop);
        return TypedResults.Ok(new ShapedBy(change.Change, change.Title, origin ?? change.Origin, people.ConvertAll(person => called.GetValueOrDefault(person) ?? person)));
    }
}
