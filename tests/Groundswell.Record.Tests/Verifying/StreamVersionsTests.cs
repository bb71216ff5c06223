using System.Buffers.Binary;
using Groundswell.Record.Verifying;

namespace Groundswell.Record.Tests.Verifying;

public sealed class StreamVersionsTests
{
    /// <summary>The reference vectors of SipHash-2-4 with 128 bits: key 00 to 0f, message 00, 01 and so on.</summary>
    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(1, "da87c1d86b99af44347659119b22fc45")]
    [InlineData(2, "8177228da4a45dc7fca38bdef60affe4")]
    [InlineData(8, "3b62a9ba6258f5610f83e264f31497b4")]
    [InlineData(23, "c9d184ddd5a9f5e0cf8ce29a9abf691c")]
    public void It_hashes_as_the_reference_does(int length, string expected)
    {
        var hash = new SipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908);
        var (low, high) = hash.Hash([.. Enumerable.Range(0, length).Select(i => (byte)i)]);

        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), high);
        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Each_stream_counts_for_itself()
    {
        var versions = new StreamVersions();

        Assert.Equal(1, versions.Advance("a"u8, 1));
        Assert.Equal(1, versions.Advance("b"u8, 7));
        Assert.Equal(2, versions.Advance("a"u8, 2));
        Assert.Equal(8, versions.Advance("b"u8, 8));
    }
}
