using Groundswell.Networks.Statistics;

namespace Groundswell.Networks.EventLogs;

/// <summary>
/// What the layers of a record say of whom people name when they are asked: logit P(j names i) = Σ worth × p of the layer, over all pairs of those who answered with
/// everybody else, with a ridge.
/// </summary>
/// <param name="Worth">By layer; the constant is not among them.</param>
/// <param name="AucOfLayer">How well each layer alone tells who is named: ½ is chance.</param>
/// <param name="Auc">How well all together do, told of those who answered by a fit to the others (five folds).</param>
/// <param name="Nominators">How many answered. Below forty the worth is not to be trusted.</param>
public sealed record LayerWorth(
    IReadOnlyDictionary<string, double> Worth, IReadOnlyDictionary<string, double> StandardErrors, IReadOnlyDictionary<string, double> AucOfLayer, double Auc, int Nominators)
{
    private const int Folds = 5;

    /// <param name="layers">Arcs from who influences to who is influenced, weights between 0 and 1.</param>
    /// <param name="nominations">For each person who answered those whom they named.</param>
    public static LayerWorth Learn(LayeredNetwork layers, IReadOnlyDictionary<int, IReadOnlyList<int>> nominations, ulong seed, double ridge = 1)
    {
        if (nominations.Count < Folds)
            throw new ArgumentException($"{nominations.Count} answers are too few to learn from.", nameof(nominations));
        string[] names = [.. layers.Layers.Keys];
        var answers = nominations.Keys.Order().ToArray();
        new Chance(seed).Shuffle(answers.AsSpan());
        var rows = answers.Select(answer => Rows(layers, names, answer, nominations[answer])).ToArray();
        double[] pull = [0, .. Enumerable.Repeat(ridge, names.Length)];

        var fit = LogisticRegression.Fit([.. rows.SelectMany(row => row)], pull);
        var scores = new List<(double, bool, double)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var others = LogisticRegression.Fit([.. rows.Where((_, at) => at % Folds != fold).SelectMany(row => row)], pull);
            scores.AddRange(
                from row in rows.Where((_, at) => at % Folds == fold).SelectMany(row => row)
                select (row.Values.Select((value, at) => value * others.Coefficients[at]).Sum(), row.Happened, row.Times));
        }

        return new LayerWorth(
            names.Index().ToDictionary(name => name.Item, name => fit.Coefficients[name.Index + 1]),
            names.Index().ToDictionary(name => name.Item, name => fit.StandardErrors[name.Index + 1]),
            names.Index().ToDictionary(name => name.Item, name => Statistics.Auc.Of(rows.SelectMany(row => row).Select(row => (row.Values[name.Index + 1], row.Happened, row.Times)))),
            Statistics.Auc.Of(scores),
            answers.Length);
    }

    /// <summary>Everybody with whom no layer connects the person is one row, or two, that stands often.</summary>
    private static List<(double[] Values, bool Happened, double Times)> Rows(LayeredNetwork layers, string[] names, int answer, IReadOnlyList<int> named)
    {
        var people = layers.Nodes.Ids.Count;
        var values = new SortedDictionary<int, double[]>();
        foreach (var (at, name) in names.Index())
        {
            foreach (var other in layers[name].Predecessors(answer))
            {
                if (!values.TryGetValue(other, out var row))
                    values[other] = row = [1, .. new double[names.Length]];
                row[at + 1] = layers[name].Weight(other, answer);
            }
        }

        var rows = values.Select(row => (row.Value, named.Contains(row.Key), 1.0)).ToList();
        double[] none = [1, .. new double[names.Length]];
        var strangers = named.Distinct().Count(other => other != answer && !values.ContainsKey(other));
        if (strangers > 0)
            rows.Add((none, true, strangers));
        if (people - 1 - values.Count - strangers > 0)
            rows.Add((none, false, people - 1 - values.Count - strangers));
        return rows;
    }
}
