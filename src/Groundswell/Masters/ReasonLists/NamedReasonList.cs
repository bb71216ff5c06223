using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Masters.Contents;

namespace Groundswell.Masters.ReasonLists;

/// <summary>The list that a step names: the one that the site uses, or, as <c>scrap@3</c>, one version of it.</summary>
/// <remarks>
/// A version that is named goes where the work master's version goes: it is tried in its pilot, accepted with it, launched by line and shift with it, and gone back from
/// with it. So a list's version is part of what a pilot group accepts, and there is one gate for both.
/// </remarks>
/// <param name="Version">Null: whichever the site uses.</param>
internal readonly record struct NamedReasonList(Id<ReasonList> List, int? Version)
{
    private const char Mark = '@';

    public static NamedReasonList Of(Id<ReasonList> named)
    {
        var mark = named.Value.LastIndexOf(Mark);
        return mark > 0 && int.TryParse(named.Value.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new NamedReasonList(new Id<ReasonList>(named.Value[..mark]), version)
            : new NamedReasonList(named, null);
    }

    /// <summary>What a step asks for the reasons of; null where it names no list.</summary>
    public static NamedReasonList? In(Step step) => step.Does is ReportOutput { Reasons: { } named } ? Of(named) : null;

    /// <summary>Whether an id can be a list's own.</summary>
    public static bool Fits(Id<ReasonList> list) => list.Value?.Contains(Mark) == false;

    /// <summary>As a step names it.</summary>
    public Id<ReasonList> Named => Version is { } version ? new(string.Create(CultureInfo.InvariantCulture, $"{List.Value}{Mark}{version}")) : List;
}
