using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Tests.Spreading;

public sealed class ObservedThresholdsTests
{
    [Fact]
    public void Who_was_around_is_counted_before_the_person_took_it_up()
    {
        // 3 is influenced by 0, 1 and 2, of whom one had it before, one took it up together with 3, and one never.
        var network = new NetworkBuilder(5).Add(0, 3).Add(1, 3).Add(2, 3).Add(3, 4).Build();
        var found = ObservedThresholds.Of(network, [1, 4, null, 4, null]);

        Assert.Equal([-1, -1, -1, 1, -1], found.Contacts);
        Reference.Agree("shares", [double.NaN, double.NaN, double.NaN, 1 / 3.0, double.NaN], found.Shares);
    }
}
