using System.Security.Cryptography;
using Groundswell.Record.Attachments;

namespace Groundswell.Record.Tests.Attachments;

public sealed class FolderContentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_crash_left_on_its_way_in_is_removed_and_what_was_taken_in_stays()
    {
        var contents = new FolderContents(_folder.Path);
        var stored = await contents.Add(new MemoryStream([1, 2, 3]), 100, Stop);
        Directory.CreateDirectory(_folder.File("incoming"));
        await File.WriteAllBytesAsync(_folder.File("incoming/half"), [1], Stop);

        contents.RemoveLeftovers();

        Assert.False(Directory.Exists(_folder.File("incoming")));
        Assert.Equal(stored, await contents.Find(stored.Hash, Stop));
    }

    [Fact]
    public async Task A_content_too_large_leaves_nothing_behind()
    {
        var contents = new FolderContents(_folder.Path);

        await Assert.ThrowsAsync<AttachmentTooLargeException>(() => contents.Add(new MemoryStream(new byte[101]), 100, Stop));

        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_damaged_content_is_mended_by_taking_the_same_in_again()
    {
        var contents = new FolderContents(_folder.Path);
        var stored = await contents.Add(new MemoryStream([1, 2, 3]), 100, Stop);
        var path = _folder.File($"{stored.Hash[..2]}/{stored.Hash}");
        await File.WriteAllBytesAsync(path, [1, 2, 4], Stop);

        await contents.Add(new MemoryStream([1, 2, 3]), 100, Stop);

        Assert.Equal(stored.Hash, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path, Stop))));
    }
}
