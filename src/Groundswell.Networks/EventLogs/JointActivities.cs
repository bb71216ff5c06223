namespace Groundswell.Networks.EventLogs;

/// <summary>How often each performer did each activity, and how alike two performers are in it: who could stand in for whom.</summary>
public sealed class JointActivities
{
    private readonly double[][] _rows;

    private JointActivities(EventLog log, double[][] rows) => (Performers, Activities, _rows) = (log.Performers, log.Activities, rows);

    public NodeTable Performers { get; }

    public IReadOnlyList<string> Activities { get; }

    public static JointActivities Of(EventLog log)
    {
        var rows = new double[log.Performers.Ids.Count][];
        for (var performer = 0; performer < rows.Length; performer++)
            rows[performer] = new double[log.Activities.Count];
        foreach (var (activity, performer) in log.Cases.SelectMany(one => one))
            rows[performer][activity]++;
        return new JointActivities(log, rows);
    }

    public IReadOnlyList<double> Row(string performer) => _rows[Place(performer)];

    /// <summary>The number of activities that one does and the other does not.</summary>
    public int Hamming(string one, string other) => Pairs(one, other).Count(pair => pair.First > 0 != pair.Second > 0);

    public double Euclid(string one, string other) => Math.Sqrt(Pairs(one, other).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)));

    /// <summary>The correlation of the two rows; NaN where one of them is the same for every activity.</summary>
    public double Pearson(string one, string other)
    {
        var pairs = Pairs(one, other).ToArray();
        var (first, second) = (pairs.Average(pair => pair.First), pairs.Average(pair => pair.Second));
        var shared = pairs.Sum(pair => (pair.First - first) * (pair.Second - second));
        return shared / Math.Sqrt(pairs.Sum(pair => (pair.First - first) * (pair.First - first)) * pairs.Sum(pair => (pair.Second - second) * (pair.Second - second)));
    }

    private IEnumerable<(double First, double Second)> Pairs(string one, string other) => _rows[Place(one)].Zip(_rows[Place(other)]);

    private int Place(string performer) => Performers.Find(performer) is var place and >= 0 ? place : throw new KeyNotFoundException($"Nobody here is called {performer}.");
}
