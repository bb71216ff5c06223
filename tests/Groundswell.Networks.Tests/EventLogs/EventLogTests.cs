using Groundswell.Networks.EventLogs;

namespace Groundswell.Networks.Tests.EventLogs;

public sealed class EventLogTests
{
    /// <summary>ann x, bo y, ann x; and bo x, ann y.</summary>
    private static readonly EventLog Log = EventLog.Of(
        [("1", "x", "ann"), ("2", "x", "bo"), ("1", "y", "bo"), ("2", "y", "ann"), ("1", "x", "ann")]);

    [Fact]
    public void Handovers_next_to_one_another()
    {
        var each = Handover.Direct(Log);
        var once = Handover.Direct(Log, Counting.OncePerCase);

        Reference.Agree("each time", [1 / 3.0, 2 / 3.0, 0], [each["ann", "bo"], each["bo", "ann"], each["ann", "ann"]]);
        Reference.Agree("once a case", [1 / 2.0, 1], [once["ann", "bo"], once["bo", "ann"]]);
        Assert.Equal(2, each.ToNetwork().Arcs);
    }

    [Fact]
    public void Handovers_further_away_count_less()
    {
        var each = Handover.WithFalloff(Log, 0.5);
        var once = Handover.WithFalloff(Log, 0.5, Counting.OncePerCase);

        // 3 next to one another and 1 two places away: divided by (2 + ½) + 1.
        Reference.Agree("each time", [2 / 7.0, 4 / 7.0, 1 / 7.0], [each["ann", "bo"], each["bo", "ann"], each["ann", "ann"]]);
        Reference.Agree("once a case", [0.4, 0.8, 0.2], [once["ann", "bo"], once["bo", "ann"], once["ann", "ann"]]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Handover.WithFalloff(Log, 0));
    }

    [Fact]
    public void Only_what_leads_to_something_counts_with_causality()
    {
        // y follows z and z follows y: neither leads to the other. x leads to both.
        var log = EventLog.Of([("1", "x", "ann"), ("1", "y", "bo"), ("1", "z", "cy"), ("2", "x", "ann"), ("2", "z", "cy"), ("2", "y", "bo")]);
        var causal = log.Causality();
        var matrix = Handover.WithFalloff(log, 1, causal: causal);

        Assert.True(causal(0, 1) && causal(0, 2) && !causal(1, 2) && !causal(2, 1) && !causal(1, 0));
        Reference.Agree("causal", [2 / 6.0, 2 / 6.0, 0], [matrix["ann", "bo"], matrix["ann", "cy"], matrix["bo", "cy"]]);
        Reference.Agree("direct", [1 / 4.0, 1 / 4.0], [Handover.Direct(log, causal: causal)["ann", "bo"], Handover.Direct(log, causal: causal)["ann", "cy"]]);
    }

    [Fact]
    public void Work_that_comes_back_was_subcontracted()
    {
        Assert.Equal(1, Subcontracting.Direct(Log)["ann", "bo"]);
        Assert.Equal(0.5, Subcontracting.Direct(Log, Counting.OncePerCase)["ann", "bo"]);

        // Two between: nothing at distance 2 of 2 × 1, two at distance 3 of 1 × 2, each half.
        var log = EventLog.Of([("1", "x", "ann"), ("1", "y", "bo"), ("1", "z", "cy"), ("1", "x", "ann")]);
        Reference.Agree("falloff", [1 / 6.0, 1 / 6.0], [Subcontracting.WithFalloff(log, 0.5)["ann", "bo"], Subcontracting.WithFalloff(log, 0.5)["ann", "cy"]]);
        Assert.Empty(Subcontracting.Direct(log).Values);
    }

    [Fact]
    public void Together_is_seen_from_each_side()
    {
        var log = EventLog.Of([("1", "x", "ann"), ("1", "y", "bo"), ("2", "x", "ann"), ("3", "x", "cy")]);
        var together = WorkingTogether.Of(log);

        Assert.Equal((0.5, 1, 0), (together["ann", "bo"], together["bo", "ann"], together["ann", "cy"]));
    }

    [Fact]
    public void Who_does_the_same_is_alike()
    {
        var joint = JointActivities.Of(Log);

        Assert.Equal([2, 1], joint.Row("ann"));
        Assert.Equal([1, 1], joint.Row("bo"));
        Assert.Equal(0, joint.Hamming("ann", "bo"));
        Assert.Equal(1, joint.Euclid("ann", "bo"));
        Assert.True(double.IsNaN(joint.Pearson("ann", "bo")));
        Assert.Equal(1, joint.Pearson("ann", "ann"), 1e-12);
    }

    [Fact]
    public void The_worked_example_comes_out_exactly()
    {
        var reference = Reference.Values("handover_worked_example");
        var log = EventLog.Of(
            from one in reference.GetProperty("log").EnumerateObject()
            from happened in one.Value.EnumerateArray()
            select (one.Name, happened[0].GetString()!, happened[1].GetString()!));

        Same("handover_direct_multiple", Handover.Direct(log));
        Same("handover_direct_once_per_case", Handover.Direct(log, Counting.OncePerCase));
        Same("handover_beta_multiple", Handover.WithFalloff(log, 0.5));
        Same("handover_beta_once_per_case", Handover.WithFalloff(log, 0.5, Counting.OncePerCase));
        Same("subcontract_direct_multiple", Subcontracting.Direct(log));
        Same("working_together", WorkingTogether.Of(log));

        var joint = JointActivities.Of(log);
        foreach (var row in reference.GetProperty("joint_activities_matrix").GetProperty("rows").EnumerateObject())
            Assert.Equal(row.Value.Doubles(), joint.Row(row.Name));
        foreach (var pair in reference.GetProperty("joint_activities_hamming").EnumerateObject())
            Assert.Equal(pair.Value.GetInt32(), joint.Hamming(pair.Name.Split('|')[0], pair.Name.Split('|')[1]));
        foreach (var pair in reference.GetProperty("joint_activities_euclid").EnumerateObject())
            Assert.Equal(pair.Value.GetDouble(), joint.Euclid(pair.Name.Split('|')[0], pair.Name.Split('|')[1]), 1e-12);

        void Same(string name, PerformerMatrix found)
        {
            var expected = reference.GetProperty(name).EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value[1].GetDouble());
            var actual = found.Values.ToDictionary(value => $"{found.Performers.Ids[value.From]}>{found.Performers.Ids[value.To]}", value => value.Value);
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
            // A fraction and its quotient are the same double but for the last bit.
            Assert.All(expected, pair => Assert.Equal(pair.Value, actual[pair.Key], 1e-15));
        }
    }
}
