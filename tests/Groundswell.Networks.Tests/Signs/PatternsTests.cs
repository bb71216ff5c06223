using Groundswell.Networks.Signs;

namespace Groundswell.Networks.Tests.Signs;

public sealed class PatternsTests
{
    private static readonly DateTimeOffset Six = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Late_entries_are_counted_and_their_delay_told()
    {
        Made[] entries = [Entry(1, 0, 1), Entry(1, 10, 26), Entry(2, 20, 35), Entry(2, 30, 70)];

        Assert.Equal((2, 4), Patterns.Late(entries, TimeSpan.FromMinutes(15)));
        Assert.Equal(15.5, Patterns.MedianDelay(entries));
        Assert.True(double.IsNaN(Patterns.MedianDelay([])));
    }

    [Fact]
    public void What_is_entered_in_one_go_at_the_end_of_a_shift_is_seen()
    {
        // Four by one hand within a minute, of things an hour apart; three by another; four by a third of things that happened just then.
        Made[] entries =
        [
            .. Enumerable.Range(0, 4).Select(at => Entry(1, at * 20, 480 + (at * 0.3))),
            .. Enumerable.Range(0, 3).Select(at => Entry(2, at * 40, 480 + (at * 0.3))),
            .. Enumerable.Range(0, 4).Select(at => Entry(3, 479 + (at * 0.2), 480 + (at * 0.3))),
            Entry(1, 100, 300),
        ];

        Assert.Equal((4, 12), Patterns.InOneGo(entries, others: 3, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public void Invented_times_are_round_and_their_digits_uneven()
    {
        int[] measured = [.. Enumerable.Range(0, 600).Select(minute => minute % 60)];
        int[] invented = [.. Enumerable.Range(0, 600).Select(minute => minute % 4 * 15)];

        Assert.Equal((40, 600), Patterns.RoundMinutes(measured));
        Assert.Equal((600, 600), Patterns.RoundMinutes(invented));
        Assert.True(Patterns.LastDigits(measured) > 0.99);
        Assert.True(Patterns.LastDigits(invented) < 1e-10);
        Assert.Equal(1, Patterns.LastDigits([1, 1, 1]));
    }

    [Fact]
    public void Flat_and_lopsided_data_have_numbers()
    {
        Assert.Equal(1 + (1 / (4 * Math.Log(2))), Patterns.Entropy([1, 1]), 1e-12);
        Assert.Equal(0, Patterns.Entropy([7, 0]));
        Assert.Equal(0.75, Patterns.Gini([0, 0, 0, 4]), 1e-12);
        Assert.Equal(0, Patterns.Gini([2, 2, 2]), 1e-12);
        Assert.Equal(Math.Sqrt(2) / 2, Patterns.Variation([1, 3]), 1e-12);
    }

    [Fact]
    public void Given_up_is_not_the_same_as_no_work()
    {
        Assert.True(Patterns.GivenUp([(3, 10), (1, 10), (2, 10), (0, 9), (0, 9)]));
        Assert.False(Patterns.GivenUp([(3, 10), (1, 10), (2, 10), (0, 5), (0, 5)]));
        Assert.False(Patterns.GivenUp([(3, 10), (0, 10), (2, 10), (0, 10), (0, 10)]));
        Assert.False(Patterns.GivenUp([(0, 10), (0, 10)]));
    }

    private static Made Entry(int by, double occurred, double recorded) => new(by, Six.AddMinutes(occurred), Six.AddMinutes(recorded));
}
