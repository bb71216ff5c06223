using Groundswell.Record.Attachments;

namespace Groundswell.Record.Tests.Attachments;

public sealed class AttachmentStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AttachmentStore Attachments => new(new FolderContents(_folder.Path), TimeProvider.System, limit: 1 << 20);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    [InlineData(1 << 20)]
    public async Task What_went_in_comes_out(int length)
    {
        var content = Content(length);

        var reference = await Attachments.Add(new MemoryStream(content), "image/jpeg", "Etikett.jpg", Stop);

        Assert.Equal(length, reference.Length);
        Assert.Equal(content, await Read(reference));
    }

    [Fact]
    public async Task The_same_content_is_kept_once()
    {
        var first = await Attachments.Add(new MemoryStream(Content(100)), "image/jpeg", "a.jpg", Stop);
        var second = await Attachments.Add(new MemoryStream(Content(100)), "image/jpeg", "b.jpg", Stop);

        Assert.Equal(first.Address, second.Address);
        Assert.Single(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_content_larger_than_the_limit_is_refused_with_the_limit()
    {
        var refused = await Assert.ThrowsAsync<AttachmentTooLargeException>(
            () => Attachments.Add(new MemoryStream(new byte[(1 << 20) + 1]), "image/jpeg", null, Stop));

        Assert.Equal(1 << 20, refused.Limit);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150_000)]
    [InlineData(299_999)]
    public async Task A_wrong_byte_is_found_before_the_last_one_is_handed_over(int at)
    {
        var content = Content(300_000);
        var reference = await Attachments.Add(new MemoryStream(content), "image/jpeg", null, Stop);
        content[at] ^= 1;
        await File.WriteAllBytesAsync(Lying(reference), content, Stop);

        await using var stream = await Attachments.Open(reference, Stop);
        var read = new MemoryStream();
        var found = await Assert.ThrowsAsync<AttachmentDamagedException>(() => stream.CopyToAsync(read, Stop));

        Assert.Equal(reference.Hash, found.Hash);
        Assert.True(read.Length < content.Length);
    }

    [Fact]
    public async Task A_content_cut_short_is_damaged_and_one_that_is_gone_is_unknown()
    {
        var reference = await Attachments.Add(new MemoryStream(Content(100)), "image/jpeg", null, Stop);

        await File.WriteAllBytesAsync(Lying(reference), Content(99), Stop);
        await Assert.ThrowsAsync<AttachmentDamagedException>(() => Attachments.Open(reference, Stop));

        File.Delete(Lying(reference));
        var unknown = await Assert.ThrowsAsync<UnknownAttachmentException>(() => Attachments.Open(reference, Stop));
        Assert.Equal(reference.Hash, unknown.Hash);
    }

    private static byte[] Content(int length)
    {
        var content = new byte[length];
        for (var i = 0; i < length; i++)
            content[i] = (byte)(i * 31 >> 3);
        return content;
    }

    private string Lying(AttachmentReference reference) => Path.Combine(_folder.Path, reference.Hash[..2], reference.Hash);

    private async Task<byte[]> Read(AttachmentReference reference)
    {
        await using var stream = await Attachments.Open(reference, Stop);
        var read = new MemoryStream();
        await stream.CopyToAsync(read, Stop);
        return read.ToArray();
    }
}
