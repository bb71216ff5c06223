using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Groundswell.Record.Tests.Independent;

/// <summary>Verifies Ed25519 signatures, written down from RFC 8032 sections 5.1.3, 5.1.4 and 5.1.7 in whole numbers: slow, and obviously what it says.</summary>
internal static class Ed25519
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger L =
        BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    private static readonly BigInteger D = Mod(-121665 * Invert(121666));
    private static readonly Point Base = Decode(Convert.FromHexString("5866666666666666666666666666666666666666666666666666666666666666"))
        ?? throw new InvalidOperationException("The base point is not on the curve.");

    public static bool Verify(byte[] key, byte[] message, byte[] signature)
    {
        if (signature.Length != 64 || Decode(key) is not { } a || Decode(signature[..32]) is not { } r)
            return false;
        var s = Little(signature[32..]);
        if (s >= L)
            return false;
        var k = Little(SHA512.HashData([.. signature[..32], .. key, .. message])) % L;
        return Same(Times(s, Base), Add(r, Times(k, a)));
    }

    private static Point? Decode(byte[] encoded)
    {
        var y = Little(encoded);
        var sign = y >> 255;
        y &= (BigInteger.One << 255) - 1;
        if (encoded.Length != 32 || y >= P)
            return null;
        var square = Mod((y * y - 1) * Invert(Mod(D * y * y + 1)));
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (Mod(x * x - square) != 0)
            x = Mod(x * BigInteger.ModPow(2, (P - 1) / 4, P));
        if (Mod(x * x - square) != 0 || (x.IsZero && sign.IsOne))
            return null;
        if ((x & 1) != sign)
            x = P - x;
        return new Point(x, y, 1, Mod(x * y));
    }

    private static Point Add(Point p, Point q)
    {
        var a = Mod((p.Y - p.X) * (q.Y - q.X));
        var b = Mod((p.Y + p.X) * (q.Y + q.X));
        var c = Mod(2 * p.T * q.T * D);
        var d = Mod(2 * p.Z * q.Z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Point(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private static Point Times(BigInteger n, Point p)
    {
        var sum = new Point(0, 1, 1, 0);
        for (; n > 0; n >>= 1)
        {
            if (!n.IsEven)
                sum = Add(sum, p);
            p = Add(p, p);
        }

        return sum;
    }

    private static bool Same(Point p, Point q) => Mod(p.X * q.Z - q.X * p.Z).IsZero && Mod(p.Y * q.Z - q.Y * p.Z).IsZero;

    private static BigInteger Little(byte[] bytes) => new(bytes, isUnsigned: true);

    private static BigInteger Mod(BigInteger n) => n % P is var rest && rest.Sign < 0 ? rest + P : rest;

    private static BigInteger Invert(BigInteger n) => BigInteger.ModPow(n, P - 2, P);

    private sealed record Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);
}
