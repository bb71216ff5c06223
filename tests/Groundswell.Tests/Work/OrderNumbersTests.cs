using Groundswell.Work.Orders;

namespace Groundswell.Tests.Work;

public sealed class OrderNumbersTests
{
    [Theory]
    [InlineData("10482", "10483")]
    [InlineData("MO-0099", "MO-0100")]
    [InlineData("B9", "B10")]
    [InlineData("2026-11-30/7", "2026-11-30/8")]
    public void The_next_number_is_as_wide_as_the_last(string last, string next) => Assert.Equal(next, OrderNumbers.After(last));

    [Theory]
    [InlineData("RUSH")]
    [InlineData("10482-B")]
    [InlineData("")]
    [InlineData(null)]
    public void After_what_is_no_number_there_is_no_next(string? last) => Assert.Null(OrderNumbers.After(last));

    [Fact]
    public void Digits_beyond_a_number_stay_as_they_are() => Assert.Equal("4700000000000000000010", OrderNumbers.After("4700000000000000000009"));
}
