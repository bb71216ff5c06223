using System.Globalization;

namespace Groundswell.Work.Orders;

/// <summary>The numbers that orders get by hand.</summary>
internal static class OrderNumbers
{
    private const int MostDigits = 18;

    /// <summary>The one after this, as wide as it is: MO-0099 is followed by MO-0100. Null where it does not end with digits.</summary>
    public static string? After(string? order)
    {
        var digits = order is null ? 0 : order.Reverse().TakeWhile(char.IsAsciiDigit).Take(MostDigits).Count();
        return digits == 0
            ? null
            : order![..^digits] + (long.Parse(order.AsSpan(order.Length - digits), NumberStyles.None, CultureInfo.InvariantCulture) + 1)
                .ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }
}
