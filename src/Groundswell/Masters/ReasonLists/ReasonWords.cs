using Groundswell.Showing;

namespace Groundswell.Masters.ReasonLists;

/// <summary>Lists of reasons in a reader's words.</summary>
internal static class ReasonWords
{
    /// <summary>The list and which version of it: one that the step names, or each site's own.</summary>
    public static string Of(Words words, ReasonListShown list) => list.IsNamed
        ? words.Say("version.title", ("name", list.Name), ("number", list.Version))
        : words.Say("reasons.at-site", ("list", list.Name));
}
