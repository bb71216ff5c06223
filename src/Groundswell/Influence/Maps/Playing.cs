using Groundswell.Influence.Choosing;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Spread;
using Groundswell.Networks;
using Groundswell.Networks.Choosing;
using Groundswell.Networks.Spreading;

namespace Groundswell.Influence.Maps;

/// <summary>Plays both ways many times, with the numbers the site's own launches tell, where they tell any.</summary>
public static class Playing
{
    private const int Weeks = 26, Runs = 400, OneFor = 6, LeastWeeks = 4;
    private const double Push = 0.03, KeptBack = 0.2;
    private const int Contacts = 2;

    /// <summary>Below such a difference of log likelihoods it can't be told that anything passes along ties.</summary>
    private const double Tells = 2;

    public static WhatIf Of(SiteReading reading, MayBeTold told, IReadOnlyList<PastRollout> past)
    {
        var (network, number) = (reading.OfGroups, told.Number);
        int[] concerned = [.. Enumerable.Range(0, network.People.Count).Where(at => told.Has(network.People[at].Id))];
        var ids = Array.ConvertAll(concerned, at => network.People[at].Id);
        var influence = Among(network.Combined, concerned);
        var fits = Fits.To(influence, ids, past, reading.Least);
        var before = Before(ids, past, reading.Least);
        var assumed = fits.Assumed(before is var (bass, _) ? new BassBefore(Of(bass.Curve.P, bass.P), Of(bass.Curve.Q, bass.Q), Of(bass.Curve.Pull, bass.Pull)) : null);
        if (concerned.Length == 0 || network.IsEmpty)
            return new WhatIf(number.People, [], assumed, number.AllButFew);

        var size = Math.Min(concerned.Length, Math.Max(2, number.People / OneFor));
        var champions = GroupChooser.Choose(new Coverage(influence, Contacts: 2, Tie: CandidateChooser.Tie), size, seed: 1).Members;
        var first = Math.Max(1, (int)Math.Round(champions.Count * (1 - KeptBack)));
        // Who has rank everybody knows: of few of them it would tell how far something goes that begins with each. Then it comes from above and begins with nobody.
        int[] ranked = told.Chosen is [true] ? [.. Enumerable.Range(0, concerned.Length).Where(at => network.People[concerned[at]].HasRank)] : [];
        var withRank = ranked.Length == 0 ? 0 : told.NumberOf(ranked.Length, network.People.Count(person => person.HasRank && told.HasGroup(person.Group))).People;
        List<WhatIfCurve> curves =
        [
            Curve(BroughtBy.Champions, fits.Champions, first, champions.Count, rollout => rollout with { Beginners = [.. champions.Take(first)], Reserve = [.. champions.Skip(first)] }),
            Curve(BroughtBy.Rank, fits.Above, withRank, withRank, rollout => rollout with { Beginners = ranked }),
        ];
        if (before is var (fit, people))
            curves.Add(AsBefore(fit, people));
        return new WhatIf(number.People, curves, assumed, number.AllButFew);

        WhatIfCurve Curve(BroughtBy by, Fitted fitted, int begins, int beginners, Func<Rollout, Rollout> begun)
        {
            var rollouts = fitted.Drawn.Select(drawn => begun(new Rollout(Passing(influence, drawn.Passes), Weeks) { Contacts = fitted.Contacts, Push = drawn.Push })).ToList();
            var curve = RolloutSimulation.Play(rollouts, Runs, seed: 1);
            var (least, from) = (rollouts[0].Beginners.Count, (double)begins / number.People);
            return new WhatIfCurve(
                by, beginners == 0 ? null : beginners, [.. curve.Mean.Select(Share)], [.. curve.Low.Select(Share)], [.. curve.High.Select(Share)]);

            // Where all but a few are counted the share that begins would tell how many are: those who are not are taken to be like those who do not begin.
            double Share(double people) => Math.Round(100 * (from + ((1 - from) * (people - least) / Math.Max(1, concerned.Length - least)))) / 100;
        }

    }

    private static WhatIfNumber Of(double value, (double Low, double High) between) => new(Rounded(value), Rounded(between.Low), Rounded(between.High));

    private static double Rounded(double value) => Math.Round(Math.Min(value, 9_999), 3);

    private static Network Among(Network combined, int[] concerned)
    {
        var place = concerned.Index().ToDictionary(one => one.Item, one => one.Index);
        var builder = new NetworkBuilder(concerned.Length);
        foreach (var from in concerned)
        {
            foreach (var to in combined.Successors(from))
            {
                if (place.TryGetValue(to, out var at))
                    builder.Add(place[from], at, Math.Min(1, combined.Weight(from, to)));
            }
        }

        return builder.Build();
    }

    /// <summary>Where nothing passes there are no arcs: a weight is above zero.</summary>
    private static Network Passing(Network influence, double passes) => passes == 0 || influence.Arcs == 0
        ? new NetworkBuilder(influence.Nodes).Build()
        : influence.Reweighted((_, _, weight) => Math.Min(1, passes * weight));

    /// <summary>The launches taken together, each from its own first day, over as many weeks as all have run.</summary>
    private static (BassInterval Fit, int People)? Before(string[] ids, IReadOnlyList<PastRollout> past, int least)
    {
        var launches = past.Where(one => one.By == BroughtBy.Champions && Fits.Tells(one, ids, least)).ToList();
        if (launches.Count == 0)
            return null;
        var weeks = Math.Min(Weeks, launches.Min(one => one.Weeks));
        var people = launches.Sum(one => ids.Count(one.Concerned.Contains));
        int[] cumulated = [.. Enumerable.Range(1, Math.Max(0, weeks)).Select(week => launches.Sum(one => ids.Count(id => one.WeekOf(id) <= week)))];
        return weeks < LeastWeeks || cumulated[^1] < 3 ? null : (BassFit.Interval(cumulated, people, seed: 1), people);
    }

    private static WhatIfCurve AsBefore(BassInterval fit, int people)
    {
        var (mean, low, high) = (new double[Weeks], new double[Weeks], new double[Weeks]);
        for (var week = 0; week < Weeks; week++)
        {
            double[] sorted = [.. fit.Resampled.Select(curve => curve.At(week + 1) / people).Order()];
            (mean[week], low[week], high[week]) = (Hundredth(fit.Curve.At(week + 1) / people), Hundredth(sorted[(int)(0.05 * (sorted.Length - 1))]), Hundredth(sorted[(int)Math.Ceiling(0.95 * (sorted.Length - 1))]));
        }

        return new WhatIfCurve(BroughtBy.AsBefore, null, mean, low, high);

        static double Hundredth(double share) => Math.Round(100 * Math.Min(1, share)) / 100;
    }

    /// <param name="Drawn">What the runs use in turn: one where it is assumed, many where it is fitted and not known for sure.</param>
    private sealed record Fitted(int Contacts, IReadOnlyList<(double Push, double Passes)> Drawn);

    /// <summary>What the site's own rollouts tell, and what has to be assumed beside it.</summary>
    private sealed record Fits(RolloutFit? ByChampions, RolloutFit? FromAbove, int Launches, int Pushes, WhatIfLacking Lacks)
    {
        public Fitted Champions => ByChampions is { } fit ? new Fitted(fit.Contacts, fit.Drawn)
            : FromAbove is { } above ? new Fitted(above.Contacts, [.. above.Drawn.Select(drawn => (0.0, drawn.Passes))])
            : new Fitted(Playing.Contacts, [(0, 1)]);

        public Fitted Above => FromAbove is { } fit ? new Fitted(fit.Contacts, fit.Drawn)
            : ByChampions is { } launched ? new Fitted(launched.Contacts, [.. launched.Drawn.Select(drawn => (Push, drawn.Passes))])
            : new Fitted(Playing.Contacts, [(Push, 1)]);

        public static Fits To(Network influence, string[] ids, IReadOnlyList<PastRollout> past, int least)
        {
            var telling = past.Where(one => Tells(one, ids, least)).ToLookup(one => one.By);
            var worked = past.Where(one => IsWorkedBy(one, ids, least)).ToList();
            return new Fits(
                Fit(BroughtBy.Champions), Fit(BroughtBy.Rank), telling[BroughtBy.Champions].Count(), telling[BroughtBy.Rank].Count(),
                worked.Count == 0 ? WhatIfLacking.Nothing : worked.TrueForAll(one => one.Weeks < LeastWeeks) ? WhatIfLacking.Weeks : WhatIfLacking.People);

            RolloutFit? Fit(BroughtBy by) => RolloutFit.Of(
                influence,
                [.. telling[by].Select(one => new ObservedRollout([.. ids.Select(one.WeekOf)], [.. ids.Select(one.Concerned.Contains)], one.Weeks))],
                seed: 1);
        }

        /// <summary>Of fewer than a group nothing goes into a number, whether they had it at once, later or never.</summary>
        public static bool Tells(PastRollout one, string[] ids, int least)
        {
            var later = ids.Count(id => one.WeekOf(id) is > 1);
            return IsWorkedBy(one, ids, least) && later >= InfluenceRules.LeastGroup && one.Weeks >= LeastWeeks;
        }

        private static bool IsWorkedBy(PastRollout one, string[] ids, int least) => ids.Count(id => one.WeekOf(id) is not null) >= Math.Max(least, InfluenceRules.LeastGroup);

        public WhatIfAssumed Assumed(BassBefore? before)
        {
            var passing = ByChampions ?? FromAbove;
            return new WhatIfAssumed(
                passing is { } told ? new WhatIfNumber(told.Contacts, 1, Playing.Contacts) : new WhatIfNumber(Playing.Contacts),
                passing is { } passes ? Of(passes.Passes) : new WhatIfNumber(1),
                ByChampions is { } launched ? Of(launched.Push) : new WhatIfNumber(0),
                FromAbove is { } above ? Of(above.Push) : new WhatIfNumber(Push),
                KeptBack, Runs,
                new FittedTo(ByChampions is null ? 0 : Launches, ByChampions?.Events ?? 0), new FittedTo(FromAbove is null ? 0 : Pushes, FromAbove?.Events ?? 0),
                passing is null ? null : passing.Told >= Playing.Tells, before, passing is null ? Lacks : null);

            static WhatIfNumber Of(FittedNumber number) => new(Rounded(number.Value), Rounded(number.Low), Rounded(number.High));
        }
    }
}
