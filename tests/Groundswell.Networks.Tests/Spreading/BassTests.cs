using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Tests.Spreading;

public sealed class BassTests
{
    [Fact]
    public void The_curve_obeys_its_equation()
    {
        // dF/dt = (p + q F)(1 - F), half at the half time, steepest at the peak.
        var curve = new BassCurve(0.03, 0.38, 100);
        const double Step = 1e-5;
        foreach (var time in new[] { 0.5, 3, 9, 20 })
        {
            var share = curve.At(time) / 100;
            Assert.Equal((0.03 + (0.38 * share)) * (1 - share), (curve.At(time + Step) - curve.At(time - Step)) / (200 * Step), 1e-8);
        }

        Assert.Equal(50, curve.At(curve.HalfTime), 1e-9);
        Assert.Equal(Math.Log(0.38 / 0.03) / 0.41, curve.Peak, 1e-12);
        Assert.Equal(0, new BassCurve(0.2, 0.1, 100).Peak);
    }

    [Theory]
    [InlineData(0.03, 0.38, 900)]
    [InlineData(0.01, 0.6, 400)]
    [InlineData(0.1, 0.05, 700)]
    public void What_made_a_curve_is_found_again(double p, double q, double ceiling)
    {
        // Rounding to whole people is all the noise there is.
        var curve = new BassCurve(p, q, ceiling);
        var fit = BassFit.Of([.. Enumerable.Range(1, 30).Select(period => (int)Math.Round(curve.At(period)))], 1000);

        Assert.Equal(p, fit.Curve.P, p * 0.05);
        Assert.Equal(q, fit.Curve.Q, q * 0.05);
        Assert.Equal(ceiling, fit.Curve.Ceiling, ceiling * 0.02);
        Assert.True(fit.Error < 0.5);
    }

    [Fact]
    public void Nine_of_ten_intervals_hold_what_made_the_data()
    {
        var curve = new BassCurve(0.03, 0.4, 180);
        var (pull, half) = (0, 0);
        for (var trial = 0UL; trial < 20; trial++)
        {
            var chance = new Chance(trial);
            var counts = new int[20];
            for (var person = 0; person < 200; person++)
            {
                var drawn = chance.Unit() * 200;
                for (var period = 0; period < 20; period++)
                    counts[period] += drawn < curve.At(period + 1) ? 1 : 0;
            }

            var interval = BassFit.Interval(counts, 200, trial, resamples: 60);
            pull += interval.Pull.Low <= curve.Pull && curve.Pull <= interval.Pull.High ? 1 : 0;
            half += interval.HalfTime.Low <= curve.HalfTime && curve.HalfTime <= interval.HalfTime.High ? 1 : 0;
        }

        // 13 or fewer of 20 would be one in four hundred if the intervals held nine of ten.
        Assert.InRange(pull, 14, 20);
        Assert.InRange(half, 14, 20);
    }

    [Fact]
    public void Too_little_is_said_to_be_too_little()
    {
        Assert.Throws<ArgumentException>(() => BassFit.Of([1, 2, 3], 10));
        Assert.Throws<ArgumentException>(() => BassFit.Of([0, 0, 1, 2], 10));
        Assert.Throws<ArgumentException>(() => BassFit.Of([0, 5, 9, 12], 10));
    }
}
