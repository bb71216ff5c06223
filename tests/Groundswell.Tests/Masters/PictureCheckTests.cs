using System.Security.Cryptography;
using System.Text;
using Groundswell.Masters.Authoring;
using Microsoft.AspNetCore.Http;

namespace Groundswell.Tests.Masters;

public sealed class PictureCheckTests
{
    private static readonly byte[] Photo = [0xff, 0xd8, 0xff, .. Encoding.ASCII.GetBytes("a photo, long enough")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<byte[], string> Kinds => new()
    {
        { Photo, "image/jpeg" },
        { [0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, .. "........"u8], "image/png" },
        { [.. "GIF89a.........."u8], "image/gif" },
        { [.. "RIFF....WEBPVP8 "u8], "image/webp" },
        { [0, 0, 0, 32, .. "ftypavif...."u8], "image/avif" },
        { [0, 0, 0, 32, .. "ftypisom...."u8], "video/mp4" },
        { [0x1a, 0x45, 0xdf, 0xa3, .. "............"u8], "video/webm" },
    };

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_file_is_what_its_first_bytes_say(byte[] content, string mediaType) =>
        Assert.Equal((mediaType, null), await PictureCheck.Of(File(content), null, Stop));

    [Theory]
    [InlineData("<svg onload='alert(1)'></svg>"), InlineData("<script>alert(1)</script>"), InlineData("x")]
    public async Task What_no_browser_shows_as_a_picture_is_not_taken(string content) =>
        Assert.Equal((null, new PictureKindUnfit("picture.jpg")), await PictureCheck.Of(File(Encoding.ASCII.GetBytes(content)), null, Stop));

    [Fact]
    public async Task Without_a_file_nothing_is_taken()
    {
        Assert.Equal((null, new PictureMissing()), await PictureCheck.Of(null, null, Stop));
        Assert.Equal((null, new PictureMissing()), await PictureCheck.Of(File([]), null, Stop));
    }

    [Fact]
    public async Task What_has_not_come_in_as_it_was_sent_is_not_taken()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Photo));

        Assert.Equal(("image/jpeg", null), await PictureCheck.Of(File(Photo), hash, Stop));
        Assert.Equal((null, new PictureArrivedOtherwise("picture.jpg")), await PictureCheck.Of(File([.. Photo[..^1], 0]), hash, Stop));
    }

    private static FormFile File(byte[] content) => new(new MemoryStream(content), 0, content.Length, "file", "picture.jpg");
}
