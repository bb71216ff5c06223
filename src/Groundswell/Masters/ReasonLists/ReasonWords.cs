using Groundswell.Showing;

namespace Groundswell.Masters.ReasonLists;

/// <summary>Lists of reasons in a reader's words.</summary>
internal static class ReasonWords
{
    /// <summary>The list and which version of it: one that the step names, or each site's own.</summary>
    public static string Of(Words words, ReasonListShown list) => words.Say(list.IsNamed ? "reasons.version" : "reasons.at-site", ("list", list.Name), ("version", list.Version));
}
