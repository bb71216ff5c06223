using System.Text;
using Groundswell.Record.Attachments;

namespace Groundswell.Record.Tests.Attachments;

public sealed class AttachmentStoreTests
{
    private static readonly JournalOptions Small = new() { Kind = RecordKind.Trial, LargestAttachment = 1 << 20 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task What_went_in_comes_out(TestStore store)
    {
        await using var journal = await store.Open(Small);

        foreach (var length in (int[])[0, 1, 300_000, PostgresContents.ChunkLength, 1 << 20])
        {
            var reference = await journal.Attachments.Add(new MemoryStream(Content(length)), "image/jpeg", "Etikett.jpg", Stop);

            Assert.Equal(length, reference.Length);
            Assert.Equal(Content(length), await Read(journal, reference));
        }
    }

    [Theory, EveryStore]
    public async Task The_same_content_is_kept_once(TestStore store)
    {
        await using var journal = await store.Open(Small);

        var references = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(i => journal.Attachments.Add(new MemoryStream(Content(300_000)), "image/jpeg", $"{i}.jpg", Stop)));

        Assert.Single(references.Select(reference => reference.Address).Distinct());
        Assert.Single(await Known(journal));
        Assert.Equal(Content(300_000), await Read(journal, references[0]));
    }

    [Theory, EveryStore]
    public async Task A_content_larger_than_the_limit_is_refused_with_the_limit(TestStore store)
    {
        await using var journal = await store.Open(Small);

        var refused = await Assert.ThrowsAsync<AttachmentTooLargeException>(
            () => journal.Attachments.Add(new MemoryStream(new byte[(1 << 20) + 1]), "image/jpeg", null, Stop));

        Assert.Equal(1 << 20, refused.Limit);
        Assert.Empty(await Known(journal));
    }

    [Theory, EveryStore]
    public async Task A_wrong_byte_is_found_before_the_last_one_is_handed_over(TestStore store)
    {
        await using var journal = await store.Open(Small);

        foreach (var at in (int[])[0, 150_000, 299_999])
        {
            var content = Content(300_000);
            content[^1] = (byte)at;
            var reference = await journal.Attachments.Add(new MemoryStream(content), "image/jpeg", null, Stop);
            await FlipByte(store, reference, at);

            await using var stream = await journal.Attachments.Open(reference, Stop);
            var read = new MemoryStream();
            var found = await Assert.ThrowsAsync<AttachmentDamagedException>(() => stream.CopyToAsync(read, Stop));

            Assert.Equal(reference.Hash, found.Hash);
            Assert.True(read.Length < content.Length);
        }
    }

    [Theory, EveryStore]
    public async Task A_content_of_another_length_is_damaged_and_one_that_never_came_is_unknown(TestStore store)
    {
        await using var journal = await store.Open(Small);
        var reference = await journal.Attachments.Add(new MemoryStream(Content(100)), "image/jpeg", null, Stop);

        await Assert.ThrowsAsync<AttachmentDamagedException>(() => journal.Attachments.Open(reference with { Length = 99 }, Stop));
        var other = reference with { Address = "sha256:" + new string('0', 64) };
        var unknown = await Assert.ThrowsAsync<UnknownAttachmentException>(() => journal.Attachments.Open(other, Stop));

        Assert.Equal(other.Hash, unknown.Hash);
    }

    [Theory, EveryStore]
    public async Task An_erased_content_is_gone_and_an_entry_says_so(TestStore store)
    {
        await using var journal = await store.Open(Small);
        var reference = await journal.Attachments.Add(new MemoryStream(Content(300_000)), "image/jpeg", null, Stop);

        var erased = await journal.Attachments.Erase(journal, Sample.Log, reference.Hash, "a face", "P-3", Stop);

        var entry = Assert.Single(await journal.All());
        Assert.Equal((Sample.Log, entry.Position), (erased.Log, erased.Position));
        Assert.Equal(("attachment.erased", "P-3", RecordEvents.Stream), (entry.Name, entry.Actor, entry.Stream));
        Assert.Equal($$"""{"hash":"{{reference.Hash}}","reason":"a face"}""", Encoding.UTF8.GetString(entry.Payload.Span));
        var gone = await Assert.ThrowsAsync<AttachmentErasedException>(() => journal.Attachments.Open(reference, Stop));
        Assert.Equal(entry.Position, gone.Position);
        Assert.Null(await journal.Store.Contents.Open(reference.Hash, Stop));
    }

    [Theory, EveryStore]
    public async Task What_was_erased_is_erased_once_and_is_not_taken_in_again(TestStore store)
    {
        await using var journal = await store.Open(Small);
        var reference = await journal.Attachments.Add(new MemoryStream(Content(100)), "image/jpeg", null, Stop);
        var erased = await journal.Attachments.Erase(journal, Sample.Log, reference.Hash, "a face", "P-3", Stop);

        Assert.Equal(erased, await journal.Attachments.Erase(journal, Sample.Log, reference.Hash, "again", "P-4", Stop));
        await Assert.ThrowsAsync<AttachmentErasedException>(
            () => journal.Attachments.Add(new MemoryStream(Content(100)), "image/jpeg", null, Stop));

        Assert.Single(await journal.All());
        Assert.Equal(erased, Assert.Single(await Known(journal)).Erased);
    }

    [Theory, EveryStore]
    public async Task Nothing_can_be_erased_that_is_not_there(TestStore store)
    {
        await using var journal = await store.Open(Small);

        await Assert.ThrowsAsync<UnknownAttachmentException>(
            () => journal.Attachments.Erase(journal, Sample.Log, new string('0', 64), "", "P-3", Stop));
        await Assert.ThrowsAsync<ArgumentException>(
            () => journal.Attachments.Erase(journal, Sample.Log, "../../etc/passwd", "", "P-3", Stop));

        Assert.Empty(await journal.All());
    }

    [Theory, EveryStore]
    public async Task An_erasure_that_was_cut_short_after_its_entry_is_completed_at_the_next_start(TestStore store)
    {
        AttachmentReference reference;
        await using (var journal = await store.Open(Small))
        {
            reference = await journal.Attachments.Add(new MemoryStream(Content(100)), "image/jpeg", null, Stop);
            await OwnEntries.Append(
                journal, Sample.Log, new AttachmentErased(reference.Hash, "a face"), "P-3", Guid.CreateVersion7(), TimeProvider.System, Stop);
            Assert.Equal(Content(100), await Read(journal, reference));
        }

        await using var after = await store.Open(Small);

        var gone = await Assert.ThrowsAsync<AttachmentErasedException>(() => after.Attachments.Open(reference, Stop));
        Assert.Equal(1, gone.Position);
    }

    [Theory, EveryStore]
    public async Task No_entry_refers_to_what_was_never_taken_in(TestStore store)
    {
        await using var journal = await store.Open(Small);
        var hash = new string('0', 64);

        var answer = await journal.Append(Sample.To("job-1", $$$"""{"picture":{"$attachment":"sha256:{{{hash}}}","length":1}}"""), Stop);

        Assert.Equal(new RefersToNothing(hash), answer);
        Assert.Empty(await journal.All());
    }

    [Theory, EveryStore]
    public async Task What_was_erased_may_still_be_referred_to_and_a_repeated_command_has_its_first_answer(TestStore store)
    {
        await using var journal = await store.Open(Small);
        var reference = await journal.Attachments.Add(new MemoryStream(Content(100)), "image/jpeg", null, Stop);
        var append = Sample.To("job-1", $$"""{"$attachment":"{{reference.Address}}","length":100,"mediaType":"image/jpeg"}""");
        var receipt = await journal.Recorded(append);
        await journal.Attachments.Erase(journal, Sample.Log, reference.Hash, "a face", "P-3", Stop);

        await journal.Recorded(append with { Command = Guid.CreateVersion7() });
        Assert.Equal(receipt with { Repeated = true }, await journal.Append(append, Stop));
    }

    private static byte[] Content(int length)
    {
        var content = new byte[length];
        for (var i = 0; i < length; i++)
            content[i] = (byte)(i * 31 >> 3);
        return content;
    }

    private static async Task<List<StoredContent>> Known(Journal journal)
    {
        var known = new List<StoredContent>();
        await foreach (var content in journal.Store.Contents.All(Stop))
            known.Add(content);
        return known;
    }

    private static async Task<byte[]> Read(Journal journal, AttachmentReference reference)
    {
        await using var stream = await journal.Attachments.Open(reference, Stop);
        var read = new MemoryStream();
        await stream.CopyToAsync(read, Stop);
        return read.ToArray();
    }

    /// <summary>Behind the record's back.</summary>
    private static async Task FlipByte(TestStore store, AttachmentReference reference, int at)
    {
        if (store is FolderStore folder)
        {
            var path = Path.Combine(folder.Folder, "attachments", reference.Hash[..2], reference.Hash);
            var content = await File.ReadAllBytesAsync(path, Stop);
            content[at] ^= 1;
            await File.WriteAllBytesAsync(path, content, Stop);
        }
        else
        {
            var (number, within) = Math.DivRem(at, PostgresContents.ChunkLength);
            await ((DatabaseStore)store).Database.Tamper(
                $"UPDATE record.attachment_chunk SET data = set_byte(data, {within}, get_byte(data, {within}) # 1) "
                + $"WHERE hash = '\\x{reference.Hash}' AND number = {number}");
        }
    }
}
