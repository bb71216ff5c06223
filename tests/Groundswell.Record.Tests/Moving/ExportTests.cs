using System.Text;
using System.Text.Json;
using Groundswell.Record.Checkpoints;
using Groundswell.Record.Moving;
using Groundswell.Record.Stores;
using Groundswell.Record.Tests.Verifying;

namespace Groundswell.Record.Tests.Moving;

public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey _key;

    public ExportTests() => _key = SigningKey.Create(_folder.File("signing.key"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private JournalOptions Signing => new() { Kind = RecordKind.Trial, SigningKey = _key, CheckpointEntries = 4 };

    private string File_ => _folder.File("site-a.jsonl");

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Theory, EveryStore]
    public async Task Everything_of_a_log_is_in_its_export(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal);

        var summary = await LogExport.Write(journal, Sample.Log, File_, null, Stop);

        Assert.Equal((Sample.Log, 11L, 0), (summary.Log, summary.Size, summary.Attachments));
        Assert.Empty(summary.Damage);
        var (rows, checkpoints) = await ReadBack(File_);
        Assert.Equal((await journal.All()).Select(entry => Convert.ToHexString(entry.LeafHash.Span)), rows.Select(row => Convert.ToHexString(row.Entry.LeafHash.Span)));
        var commands = await journal.Store.Commands(Sample.Log, 1, long.MaxValue, Stop);
        Assert.Equal(
            commands.Select(command => (command.Command, command.First, command.Count, Convert.ToHexString(command.Digest))),
            rows.Where(row => row.Digest is not null)
                .Select(row => (row.Entry.Command, row.Entry.Position, row.CommandEntries!.Value, Convert.ToHexString(row.Digest!))));
        Assert.Equal(await journal.Store.Checkpoints(Sample.Log, 0, long.MaxValue, Stop), checkpoints);
        Assert.NotEmpty(checkpoints);
    }

    /// <summary>With nothing of this library but the documentation's words.</summary>
    [Theory, EveryStore]
    public async Task An_export_can_be_read_by_the_documentation_alone(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal);
        await LogExport.Write(journal, Sample.Log, File_, null, Stop);

        var text = await File.ReadAllTextAsync(File_, Stop);
        var lines = text.Split('\n');
        using var header = JsonDocument.Parse(lines[0]);
        using var first = JsonDocument.Parse(lines[1]);
        using var last = JsonDocument.Parse(lines[^2]);

        Assert.Equal("", lines[^1]);
        Assert.Equal("groundswell export 1", header.RootElement.GetProperty("format").GetString());
        Assert.Equal("trial", header.RootElement.GetProperty("kind").GetString());
        Assert.Equal(11, header.RootElement.GetProperty("size").GetInt64());
        Assert.Equal($"groundswell/trial/{journal.Id}/site-a", header.RootElement.GetProperty("origin").GetString());
        Assert.Equal("""{"remark":"Riecht angebrannt – 95 °C \"so\" \\ \t 漢字 😀"}""", first.RootElement.GetProperty("payload").GetString());
        Assert.Equal("2026-03-01T12:00:00.000000Z", first.RootElement.GetProperty("occurredAt").GetString());
        Assert.Equal(11, last.RootElement.GetProperty("end").GetProperty("entries").GetInt64());
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text[..^(lines[^2].Length + 1)]))),
            last.RootElement.GetProperty("end").GetProperty("sha256").GetString());
    }

    [Theory, EveryStore]
    public async Task A_log_is_exported_as_it_was_when_the_export_began(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal, more: 50);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; !enough.IsCancellationRequested; i++)
                    await journal.Recorded(Sample.To($"meanwhile-{i % 10}"));
            },
            Stop);

        var summaries = new List<ExportSummary>();
        for (var i = 0; i < 5; i++)
            summaries.Add(await LogExport.Write(journal, Sample.Log, _folder.File($"{i}.jsonl"), null, Stop));
        await enough.CancelAsync();
        await writing;

        Assert.All(summaries, summary => Assert.Empty(summary.Damage));
        for (var i = 0; i < 5; i++)
            Assert.Equal(summaries[i].Size, (await ReadBack(_folder.File($"{i}.jsonl"))).Rows.Count);
    }

    [Theory, EveryStore]
    public async Task Attachments_that_are_referred_to_lie_beside_the_export(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        var kept = await journal.Attachments.Add(new MemoryStream([1, 2, 3]), "image/jpeg", null, Stop);
        var erased = await journal.Attachments.Add(new MemoryStream([4, 5, 6]), "image/jpeg", null, Stop);
        await journal.Attachments.Add(new MemoryStream([7, 8, 9]), "image/jpeg", null, Stop);
        await journal.Recorded(Sample.To("job-1", $$$"""{"picture":{"$attachment":"{{{kept.Address}}}","length":3,"mediaType":"image/jpeg"}}"""));
        await journal.Recorded(Sample.To("job-1", $$$"""{"picture":{"$attachment":"{{{erased.Address}}}","length":3,"mediaType":"image/jpeg"}}"""));
        await journal.Attachments.Erase(journal, Sample.Log, erased.Hash, "a face", "P-3", Stop);

        var summary = await LogExport.Write(journal, Sample.Log, File_, null, Stop);

        Assert.Equal(2, summary.Attachments);
        Assert.Empty(summary.Damage);
        Assert.Equal(
            [$"{erased.Hash}.erased", kept.Hash],
            Directory.EnumerateFiles(LogExport.AttachmentsOf(File_), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetFileName(path)!).OrderBy(name => name != $"{erased.Hash}.erased"));
    }

    [Theory, EveryStore]
    public async Task A_damaged_log_is_exported_as_it_is_and_the_damage_is_said(TestStore store)
    {
        await using (var journal = await store.Open(Signing))
            await Varied.Fill(journal);
        await store.TamperOne("UPDATE entry SET actor = 'P-99' WHERE position = 4 AND name = 'job.held' AND stream LIKE 'job-%'");

        await using var damaged = await store.Open(Signing);
        var summary = await LogExport.Write(damaged, Sample.Log, File_, null, Stop);

        Assert.Contains("entry 4", Assert.Single(summary.Damage), StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<ExportDamagedException>(() => ReadBack(File_));
        Assert.Equal(5, refused.Line);
    }

    [Fact]
    public async Task An_export_cut_short_anywhere_is_refused_with_the_line()
    {
        var whole = await Exported();
        for (var length = 0; length < whole.Length; length += 1 + length % 37)
        {
            await File.WriteAllBytesAsync(File_, whole[..length], Stop);

            var refused = await Assert.ThrowsAsync<ExportDamagedException>(() => ReadBack(File_));

            var lines = whole[..length].Count(b => b == '\n');
            Assert.InRange(refused.Line, Math.Max(1, lines), lines + 1);
            Assert.StartsWith($"{File_}, line {refused.Line}: ", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_changed_byte_anywhere_is_found()
    {
        var whole = await Exported();
        for (var at = 0; at < whole.Length; at += 3)
        {
            var changed = whole.ToArray();
            changed[at] ^= 1;
            await File.WriteAllBytesAsync(File_, changed, Stop);

            await Assert.ThrowsAsync<ExportDamagedException>(() => ReadBack(File_));
        }
    }

    [Theory]
    [InlineData("a line twice")]
    [InlineData("a line less")]
    [InlineData("two lines swapped")]
    [InlineData("a line more")]
    [InlineData("a line at the end")]
    public async Task Lines_that_are_not_those_that_were_written_are_refused(string how)
    {
        var lines = Encoding.UTF8.GetString(await Exported()).Split('\n').ToList();
        switch (how)
        {
            case "a line twice":
                lines.Insert(3, lines[3]);
                break;
            case "a line less":
                lines.RemoveAt(3);
                break;
            case "two lines swapped":
                (lines[3], lines[4]) = (lines[4], lines[3]);
                break;
            case "a line more":
                lines.Insert(3, "{}");
                break;
            default:
                lines.Insert(lines.Count - 1, lines[3]);
                break;
        }

        await File.WriteAllTextAsync(File_, string.Join('\n', lines), Stop);

        await Assert.ThrowsAsync<ExportDamagedException>(() => ReadBack(File_));
    }

    [Theory, EveryStore]
    public async Task An_export_overwrites_nothing_and_leaves_nothing_behind_when_it_fails(TestStore store)
    {
        await using var journal = await store.Open(Signing);
        await File.WriteAllTextAsync(File_, "mine", Stop);

        await Assert.ThrowsAsync<IOException>(() => LogExport.Write(journal, Sample.Log, File_, null, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => LogExport.Write(journal, "no-such-log", _folder.File("x.jsonl"), null, Stop));

        Assert.Equal("mine", await File.ReadAllTextAsync(File_, Stop));
        Assert.Equal(["signing.key", "site-a.jsonl"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)!).Order());
    }

    private async Task<byte[]> Exported()
    {
        await using var store = new FolderStore();
        await using var journal = await store.Open(Signing);
        await Varied.Fill(journal);
        await LogExport.Write(journal, Sample.Log, File_, null, Stop);
        var whole = await File.ReadAllBytesAsync(File_, Stop);
        File.Delete(File_);
        return whole;
    }

    private static async Task<(List<EntryRow> Rows, List<CheckpointRow> Checkpoints)> ReadBack(string file)
    {
        await using var source = await ExportSource.Open(file, Stop);
        var rows = new List<EntryRow>();
        var checkpoints = new List<CheckpointRow>();
        await foreach (var part in source.Read(Stop))
        {
            rows.AddRange(part.Entries);
            checkpoints.AddRange(part.Checkpoints);
        }

        return (rows, checkpoints);
    }
}
