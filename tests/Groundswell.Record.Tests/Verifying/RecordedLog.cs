using Groundswell.Record.Checkpoints;
using Groundswell.Record.Verifying;

namespace Groundswell.Record.Tests.Verifying;

/// <summary>A log of 700 entries with signed checkpoints, to tamper with and to verify.</summary>
internal static class RecordedLog
{
    public const int Size = 700;

    public static readonly SigningKey Key = SigningKey.FromSeed([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static JournalOptions Signing { get; } = new() { Kind = RecordKind.Trial, SigningKey = Key, CheckpointEntries = 100 };

    /// <summary>Every field of an entry is filled somewhere; streams are of different lengths; commands have one to nineteen entries.</summary>
    public static async Task Fill(this TestStore store, JournalOptions? options = null)
    {
        await using var journal = await store.Open(options ?? Signing);
        var written = 0;
        for (var command = 0; written < Size; command++)
        {
            var count = Math.Min(1 + command % 19, 100 - written % 100); // so that a checkpoint comes at each full hundred
            await journal.Recorded(Sample.To($"job-{command % 17}") with
            {
                Station = command % 2 == 0 ? "T-4" : null,
                Device = "tablet-9",
                Shift = command % 5 == 0 ? null : "A",
                Source = Source.Scanned,
                Entries =
                [
                    .. Enumerable.Range(0, count).Select(i => Sample.Entry($"job-{command % 17}", $$"""{"job":"{{command}}","i":{{i}}}""") with
                    {
                        Corrects = written > 0 && command % 4 == 0 ? written : null,
                    }),
                ],
            });
            written += count;
        }
    }

    public static async Task<Verification> Verify(this TestStore store, VerifyOptions? options = null)
    {
        await using var journal = await store.OpenToRead();
        return await LogVerifier.Verify(journal, Sample.Log, options ?? new VerifyOptions(), Stop);
    }

    /// <summary>Verified with the public key at hand.</summary>
    public static Task<Verification> VerifySigned(this TestStore store) => store.Verify(new VerifyOptions { Key = Key.Public });

    public static IEnumerable<string> Codes(this Verification verification) => verification.Findings.Select(finding => finding.Code);

    /// <summary>The signed notes in the store, smallest first.</summary>
    public static async Task<IReadOnlyList<(long Size, string Note)>> Notes(this TestStore store)
    {
        await using var journal = await store.OpenToRead();
        return [.. (await journal.Store.Checkpoints(Sample.Log, 0, long.MaxValue, Stop)).Select(row => (row.Size, row.Note))];
    }
}
