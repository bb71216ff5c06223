namespace Groundswell.Expressions.Tests;

public sealed class ValueTests
{
    [Fact]
    public void A_value_gives_what_it_was_made_of()
    {
        var instant = new DateTimeOffset(2026, 11, 30, 7, 0, 0, TimeSpan.FromHours(1)).AddTicks(12_345_678);

        Assert.Equal(2.5m, Value.Of(2.5m, Unit.Of("g")).Number);
        Assert.Equal("g", Value.Of(2.5m, Unit.Of("g")).Unit.Code);
        Assert.Equal("red", Value.Of("red").Text);
        Assert.True(Value.Of(true).YesNo);
        Assert.Equal(new DateOnly(2026, 11, 30), Value.Of(new DateOnly(2026, 11, 30)).Date);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 6, 0, 1, TimeSpan.Zero).AddTicks(2_345_670), Value.Of(instant).Time);
        Assert.Equal(ErrorCode.OutOfRange, Value.Error(ErrorCode.OutOfRange).ErrorCode);
        Assert.True(default(Value).IsMissing);
    }

    [Fact]
    public void A_value_is_not_taken_for_another_form() =>
        Assert.Throws<InvalidOperationException>(() => Value.Of("5").Number);

    [Fact]
    public void Every_instant_is_cut_to_the_microsecond_before_it() =>
        Assert.Equal("@1969-12-31T23:59:59.999999Z", Value.Of(DateTimeOffset.UnixEpoch.AddTicks(-1)).ToString());
}
