using System.Text.Json.Serialization;
using Groundswell.Influence.Disclosures;
using Groundswell.Networks;
using Groundswell.Networks.Choosing;
using Groundswell.Networks.Spreading;

namespace Groundswell.Influence.Maps;

/// <summary>How a change could spread on this site's own network, in two ways. It is what follows from what is assumed, and no forecast.</summary>
/// <param name="People">Whom it concerns.</param>
/// <param name="Assumed">What the curves stand on; it belongs beside them.</param>
public sealed record WhatIf(int People, IReadOnlyList<WhatIfCurve> Curves, WhatIfAssumed Assumed);

/// <param name="Mean">Share of people who have taken it up by the end of each week.</param>
/// <param name="Low">Nine of ten runs lie above.</param>
/// <param name="High">Nine of ten runs lie below.</param>
public sealed record WhatIfCurve(BroughtBy By, int Beginners, IReadOnlyList<double> Mean, IReadOnlyList<double> Low, IReadOnlyList<double> High);

/// <param name="Contacts">So many of those somebody turns to have to have taken it up before any passes it on.</param>
/// <param name="Push">From above: so likely somebody takes it up in a week without any contact.</param>
/// <param name="KeptBack">Of the champions, the share asked only where it has stalled.</param>
/// <param name="IsFitted">Whether the numbers come from this site's own changes.</param>
public sealed record WhatIfAssumed(int Contacts, double Push, double KeptBack, int Runs, bool IsFitted);

[JsonConverter(typeof(JsonStringEnumConverter<BroughtBy>))]
public enum BroughtBy
{
    /// <summary>Champions in waves: some begin, the others where it stalls.</summary>
    Champions = 1,

    /// <summary>Those with rank begin, and everybody feels a push.</summary>
    Rank,
}

/// <summary>Plays both ways many times.</summary>
public static class Playing
{
    private const int Weeks = 26, Runs = 400, OneFor = 6;
    private const double Push = 0.03, KeptBack = 0.2;

    public static WhatIf Of(SiteReading reading, MayBeTold told)
    {
        var network = reading.OfGroups;
        int[] concerned = [.. Enumerable.Range(0, network.People.Count).Where(at => told.Has(network.People[at].Id))];
        var assumed = new WhatIfAssumed(2, Push, KeptBack, Runs, IsFitted: false);
        if (concerned.Length == 0 || network.IsEmpty)
            return new WhatIf(concerned.Length, [], assumed);
        var place = concerned.Index().ToDictionary(one => one.Item, one => one.Index);
        var builder = new NetworkBuilder(concerned.Length);
        foreach (var from in concerned)
        {
            foreach (var to in network.Combined.Successors(from))
            {
                if (place.TryGetValue(to, out var at))
                    builder.Add(place[from], at, Math.Min(1, network.Combined.Weight(from, to)));
            }
        }

        var influence = builder.Build();
        var size = Math.Max(2, concerned.Length / OneFor);
        var champions = GroupChooser.Choose(new Coverage(influence, Contacts: 2, Tie: 0.1), size, seed: 1).Members;
        var first = Math.Max(1, (int)Math.Round(champions.Count * (1 - KeptBack)));
        int[] ranked = [.. Enumerable.Range(0, concerned.Length).Where(at => network.People[concerned[at]].HasRank)];
        return new WhatIf(
            concerned.Length,
            [
                Curve(BroughtBy.Champions, new Rollout(influence, Weeks) { Contacts = 2, Beginners = [.. champions.Take(first)], Reserve = [.. champions.Skip(first)] }),
                Curve(BroughtBy.Rank, new Rollout(influence, Weeks) { Contacts = 2, Beginners = ranked, Push = Push }),
            ],
            assumed);

        WhatIfCurve Curve(BroughtBy by, Rollout rollout)
        {
            var curve = RolloutSimulation.Play(rollout, Runs, seed: 1);
            return new WhatIfCurve(by, rollout.Beginners.Count + rollout.Reserve.Count, [.. curve.Mean.Select(Share)], [.. curve.Low.Select(Share)], [.. curve.High.Select(Share)]);
        }

        double Share(double people) => Math.Round(100 * people / concerned.Length) / 100;
    }
}
