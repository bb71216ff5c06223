using FsCheck;
using FsCheck.Fluent;

namespace Groundswell.Expressions.Tests;

public sealed class NumberTests
{
    [Fact]
    public void A_decimal_comes_back_as_it_was() =>
        ForAll<decimal>(value => ((Number)value).TryToDecimal(out var again) && again == value);

    [Fact]
    public void What_is_written_is_read_as_the_same_number() =>
        ForAll<decimal>(value => Number.TryParse(((Number)value).ToString(), out var again) && again == (Number)value);

    [Fact]
    public void Numbers_are_ordered_as_their_values() =>
        ForAll<decimal, decimal>((left, right) => ((Number)left).CompareTo(right) == left.CompareTo(right));

    [Fact]
    public void Equal_numbers_have_equal_hashes() =>
        ForAll<int>(value => ((Number)(value * 1.000m)).GetHashCode() == ((Number)value).GetHashCode() && (Number)(value * 1.000m) == value);

    [Fact]
    public void Sums_and_products_of_what_fits_are_exact() => ForAll<int, int>((left, right) =>
    {
        decimal first = left / 1000m, second = right / 100_000m;
        return Number.TryAdd(first, second, out var sum) && sum == first + second
            && Number.TrySubtract(first, second, out var difference) && difference == first - second
            && Number.TryMultiply(first, second, out var product) && product == first * second;
    });

    [Fact]
    public void A_quotient_times_the_divisor_is_the_dividend_to_the_last_digit_but_one() => ForAll<int, int>((left, right) =>
    {
        if (right == 0)
            return true;
        Number.TryDivide(left, right, out var quotient);
        Number.TryMultiply(quotient, right, out var product);
        Number.TrySubtract(product, left, out var difference);
        return difference.Absolute() < 0.0000000000000000000001m;
    });

    [Fact]
    public void A_number_that_a_decimal_cannot_hold_is_not_made_into_one()
    {
        Assert.True(Number.TryParse("0.00000000000000000000000000001", out var small));
        Assert.True(Number.TryParse("79228162514264337593543950336", out var large));

        Assert.False(small.TryToDecimal(out _));
        Assert.False(large.TryToDecimal(out _));
        Assert.True(Number.TryParse("-79228162514264337593543950335", out var least) && least.TryToDecimal(out var value) && value == decimal.MinValue);
    }

    private static void ForAll<T>(Func<T, bool> holds) => Prop.ForAll(ArbMap.Default.ArbFor<T>(), holds).QuickCheckThrowOnFailure();

    private static void ForAll<T1, T2>(Func<T1, T2, bool> holds) =>
        Prop.ForAll(ArbMap.Default.ArbFor<T1>(), ArbMap.Default.ArbFor<T2>(), holds).QuickCheckThrowOnFailure();
}
