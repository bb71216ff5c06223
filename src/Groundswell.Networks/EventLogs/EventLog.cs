namespace Groundswell.Networks.EventLogs;

/// <summary>Who did what, case by case, each case in the order in which it happened. The definitions over it are van der Aalst, Reijers and Song's (CSCW 2005).</summary>
public sealed class EventLog
{
    private EventLog(string[] performers, string[] activities, (int Activity, int Performer)[][] cases) =>
        (Performers, Activities, Cases) = (new NodeTable(performers), activities, cases);

    /// <summary>In the order of their names.</summary>
    public NodeTable Performers { get; }

    public IReadOnlyList<string> Activities { get; }

    internal (int Activity, int Performer)[][] Cases { get; }

    /// <summary>Events of a case come in the order in which they happened; cases may be mixed with one another.</summary>
    public static EventLog Of(IEnumerable<(string Case, string Activity, string Performer)> events)
    {
        var all = events.ToArray();
        string[] performers = [.. all.Select(happened => happened.Performer).Distinct().Order(StringComparer.Ordinal)];
        string[] activities = [.. all.Select(happened => happened.Activity).Distinct().Order(StringComparer.Ordinal)];
        var (performer, activity) = (Places(performers), Places(activities));
        return new EventLog(
            performers,
            activities,
            [.. all.GroupBy(happened => happened.Case, StringComparer.Ordinal)
                .Select(group => group.Select(happened => (activity[happened.Activity], performer[happened.Performer])).ToArray())]);

        static Dictionary<string, int> Places(string[] names) => names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
    }

    /// <summary>
    /// One activity leads to the other as the log shows it: it is directly followed by it somewhere, and never the other way round (the alpha relation). A routing says
    /// it better, where there is one.
    /// </summary>
    public Func<int, int, bool> Causality()
    {
        var follows = new HashSet<(int, int)>();
        foreach (var one in Cases)
        {
            for (var at = 1; at < one.Length; at++)
                follows.Add((one[at - 1].Activity, one[at].Activity));
        }

        return (before, after) => follows.Contains((before, after)) && !follows.Contains((after, before));
    }
}
