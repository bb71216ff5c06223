using Groundswell.Deciding;

namespace Groundswell.Masters.ReasonLists;

/// <summary>A list of reasons as a step names it, for a reader: what it is called, and what can be chosen from it.</summary>
/// <param name="Version">The one that the reasons are of; 0: the list is not known.</param>
/// <param name="IsNamed">The step names this version; otherwise each site's own holds.</param>
public sealed record ReasonListShown(Id<ReasonList> List, string Name, int Version, bool IsNamed, IReadOnlyList<Reason> Reasons)
{
    /// <param name="site">Whose own version holds where the step names none; null: nobody's, then it is the newest that no change has shaped.</param>
    public static async ValueTask<ReasonListShown> Of(Id<ReasonList> named, string? site, States states, CancellationToken stop)
    {
        var read = new Reading(states, Logs.Enterprise, stop);
        var (id, version) = NamedReasonList.Of(named);
        var list = await read.Of(id);
        var own = site is null ? ActiveReasonList.Unknown : await read.In(Logs.OfSite(site), ActiveReasonList.IdOf(id));
        var shown = version ?? list.AtSite(own);
        return new ReasonListShown(id, list.Name.Length > 0 ? list.Name : id.Value, shown, version is not null, list.ReasonsOf(shown));
    }
}

/// <summary>What became of one reason between two versions of its list.</summary>
/// <param name="Before">Null: it was added.</param>
/// <param name="After">Null: it was taken out.</param>
public sealed record ReasonDifference(string Code, Reason? Before, Reason? After)
{
    /// <summary>Each reason that says something else: in the order of the later list, what was taken out last.</summary>
    public static IReadOnlyList<ReasonDifference> Between(IReadOnlyList<Reason> before, IReadOnlyList<Reason> after)
    {
        var was = before.ToDictionary(reason => reason.Code, StringComparer.Ordinal);
        var now = after.Select(reason => reason.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. after.Select(reason => new ReasonDifference(reason.Code, was.GetValueOrDefault(reason.Code), reason)).Where(one => one.Before is null || one.Differs),
            .. before.Where(reason => !now.Contains(reason.Code)).Select(reason => new ReasonDifference(reason.Code, reason, null)),
        ];
    }

    /// <summary>Whether what is in both stands in another order.</summary>
    public static bool IsReordered(IReadOnlyList<Reason> before, IReadOnlyList<Reason> after) =>
        !Kept(before, after).SequenceEqual(Kept(after, before), StringComparer.Ordinal);

    /// <summary>The languages in which it is said otherwise, or only in one of the two.</summary>
    public IEnumerable<string> Languages => Tags(Before).Union(Tags(After))
        .Where(language => Before?.Text.GetValueOrDefault(language) != After?.Text.GetValueOrDefault(language)).Order(StringComparer.Ordinal);

    /// <summary>Whether reports add it up under something else.</summary>
    public bool IsRegrouped => Before is not null && After is not null && Before.Group != After.Group;

    private bool Differs => IsRegrouped || Languages.Any();

    private static IEnumerable<string> Tags(Reason? reason) => reason?.Text.Keys ?? [];

    private static IEnumerable<string> Kept(IReadOnlyList<Reason> of, IReadOnlyList<Reason> other) =>
        of.Select(reason => reason.Code).Where(code => other.Any(one => one.Code == code));
}
