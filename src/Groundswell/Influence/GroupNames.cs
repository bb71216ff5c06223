using Groundswell.Deciding;
using Groundswell.Influence.Disclosures;
using Groundswell.Showing;

namespace Groundswell.Influence;

/// <summary>What groups are called where people read it: functions by their words, and several small ones put together by how many they are.</summary>
internal static class GroupNames
{
    /// <summary>More names are no name.</summary>
    private const int Most = 2;

    private const string Between = " · ";

    /// <summary>All of the groups it is put together of.</summary>
    public static string Whole(this Words words, string group) => string.Join(Cell.And, group.Split(Cell.And).Select(one => One(words, one)));

    /// <summary>The same where it stands among others.</summary>
    public static string Short(this Words words, string group) => group.Split(Cell.And) is { Length: > Most and var many } ? words.Say("map.together", ("groups", many)) : words.Whole(group);

    private static string One(Words words, string group)
    {
        var parts = group.Split(Between, 2);
        return Enum.TryParse<Function>(parts[0], out var function) && Enum.IsDefined(function) ? string.Join(Between, [words.Of(function), .. parts.Skip(1)]) : group;
    }
}
