using Groundswell.Influence.Layers;

namespace Groundswell.Influence.Choosing;

/// <summary>
/// Who carries too much already: whoever has lately answered far more calls than they used to is helped by not being asked for more. It is their own past that they are held against:
/// those whom most turn to answer more than others always.
/// </summary>
public static class Load
{
    /// <summary>Answering so many times as much as before is too much.</summary>
    public const double TooMuch = 1;

    private const int LeastAnswers = 8;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(28);
    private static readonly TimeSpan Before = TimeSpan.FromDays(84);

    /// <summary>How far each is above their own past: 0 as before, 1 twice as much.</summary>
    public static IReadOnlyDictionary<string, double> Of(SiteEvidence evidence)
    {
        var since = evidence.At - Lately;
        var answers = evidence.Contacts.Where(one => one.Layer == Layer.Help && one.At > since - Before).GroupBy(one => one.From);
        var load = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var person in answers)
        {
            var (lately, before) = (person.Count(one => one.At > since), person.Count(one => one.At <= since));
            if (lately >= LeastAnswers && before >= LeastAnswers)
                load[person.Key] = Math.Max(0, (lately / Lately.TotalDays / (before / Before.TotalDays)) - 1);
        }

        return load;
    }
}
