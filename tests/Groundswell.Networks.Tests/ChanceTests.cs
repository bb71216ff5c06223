namespace Groundswell.Networks.Tests;

public sealed class ChanceTests
{
    [Fact]
    public void The_same_seed_and_stream_draw_the_same_for_ever()
    {
        var chance = new Chance(42);

        // Written down once: a change of these numbers changes every result that anyone has kept with its seed.
        Assert.Equal([0xAFCC2F81F9A36939UL, 0x1221F25D6D5A3940UL, 0x17513FCC6DA42B32UL], [chance.Next(), chance.Next(), chance.Next()]);
    }

    [Fact]
    public void Streams_of_a_seed_differ() =>
        Assert.Equal(2000, Enumerable.Range(0, 1000).SelectMany(stream => new[] { new Chance(1, (ulong)stream).Next(), new Chance(2, (ulong)stream).Next() }).Distinct().Count());

    [Fact]
    public void Draws_are_even()
    {
        var chance = new Chance(5);
        var counts = new int[10];
        var sum = 0.0;
        for (var draw = 0; draw < 100_000; draw++)
        {
            counts[chance.Below(10)]++;
            sum += chance.Unit();
        }

        // Chi-square with 9 degrees of freedom: 27.9 is passed once in a thousand seeds.
        Assert.True(counts.Sum(count => (count - 10_000.0) * (count - 10_000) / 10_000) < 27.9);
        Assert.Equal(0.5, sum / 100_000, 0.004);
    }

    [Fact]
    public void A_shuffle_makes_every_order_as_often()
    {
        var chance = new Chance(9);
        var orders = new Dictionary<string, int>();
        for (var time = 0; time < 24_000; time++)
        {
            int[] values = [0, 1, 2, 3];
            chance.Shuffle(values.AsSpan());
            var order = string.Concat(values);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, orders.Count);
        // 23 degrees of freedom: 49.7 is passed once in a thousand seeds.
        Assert.True(orders.Values.Sum(count => (count - 1000.0) * (count - 1000) / 1000) < 49.7);
    }
}
