using System.Text;
using System.Text.Json;
using Groundswell.Record.Attachments;
using Groundswell.Record.Verifying;

namespace Groundswell.Record.Tests.Verifying;

public sealed class AttachmentCheckTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task An_attachment_is_there_or_was_erased_by_an_entry(TestStore store)
    {
        await using var journal = await store.Open();
        var kept = await Refer(journal, "kept");
        var erased = await Refer(journal, "erased");
        Assert.Empty((await Verify(journal)).Findings);

        await journal.Attachments.Erase(journal, Sample.Log, erased.Hash, "asked for", "P-1", Stop);
        var verification = await Verify(journal);

        var finding = Assert.Single(verification.Findings);
        Assert.Equal((Weight.Note, "attachment.erased", 2), (finding.Weight, finding.Code, finding.Position));
        Assert.Contains($"sha256:{erased.Hash}, to which entry 2 refers, was erased by entry 3", finding.What, StringComparison.Ordinal);
        Assert.True(verification.Sound);
        Assert.NotEqual(kept.Hash, erased.Hash);
    }

    [Fact]
    public async Task A_missing_or_changed_attachment_is_damage()
    {
        await using var store = new FolderStore();
        await using var journal = await store.Open();
        var changed = await Refer(journal, "changed");
        var missing = await Refer(journal, "missing");
        Rewrite(store, changed.Hash, path => File.WriteAllText(path, "chanGed"));
        Rewrite(store, missing.Hash, File.Delete);

        var verification = await Verify(journal);
        var unseen = await LogVerifier.Verify(journal, Sample.Log, new VerifyOptions(), Stop);

        Assert.Equal([("attachment.damaged", 1), ("attachment.missing", 2)], verification.Findings.Select(finding => (finding.Code, finding.Position)));
        Assert.Equal("attachments.not-seen", Assert.Single(unseen.Findings).Code);
        Assert.True(unseen.Sound);
    }

    [Fact]
    public async Task A_mark_that_cannot_be_read_erases_nothing_and_is_made_anew_where_an_entry_says_so()
    {
        await using var store = new FolderStore();
        AttachmentReference erased;
        await using (var journal = await store.Open())
        {
            var marked = await Refer(journal, "marked");
            erased = await Refer(journal, "erased");
            await journal.Attachments.Erase(journal, Sample.Log, erased.Hash, "asked for", "P-1", Stop);
            Rewrite(store, marked.Hash, path => File.Move(path, path + ".erased"));
            await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(store.Folder, erased.Hash + ".erased", SearchOption.AllDirectories)), "null", Stop);

            var finding = (await Verify(journal)).Findings[0];

            Assert.Equal((Weight.Damage, "attachment.missing", 1), (finding.Weight, finding.Code, finding.Position));
            Assert.Contains("by which entry can't be read", finding.What, StringComparison.Ordinal);
        }

        await using var again = await store.Open();
        Assert.Equal([(1, "attachment.missing"), (2, "attachment.erased")], (await Verify(again)).Findings.Select(finding => (finding.Position, finding.Code)));
    }

    private static Task<Verification> Verify(Journal journal) =>
        LogVerifier.Verify(journal, Sample.Log, new VerifyOptions { Attachments = journal.Attachments }, Stop);

    private static async Task<AttachmentReference> Refer(Journal journal, string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var reference = await journal.Attachments.Add(stream, "text/plain", null, Stop);
        await journal.Recorded(Sample.To("job-1", $$"""{"photo":{{JsonSerializer.Serialize(reference)}}}"""));
        return reference;
    }

    private static void Rewrite(FolderStore store, string hash, Action<string> change)
    {
        var path = Assert.Single(Directory.GetFiles(store.Folder, hash, SearchOption.AllDirectories));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        change(path);
    }
}
