using Groundswell.Record.Stores;

namespace Groundswell.Record.Verifying;

/// <summary>Looks at what no checkpoint covers: a journal signs after a count of entries and after a time, so much that is unsigned has a reason.</summary>
internal sealed class CoverageCheck(IRecordStore store, LogHead log, VerifyOptions options, Findings findings)
{
    /// <summary>Checkpoints come after 10,000 entries; one batch and one large append more are nothing unusual.</summary>
    private const long MostUnsigned = 20_000;

    private static readonly TimeSpan LongestUnsigned = TimeSpan.FromHours(6);

    /// <summary>So long a log may have entries and no checkpoint yet.</summary>
    private static readonly TimeSpan Beginning = TimeSpan.FromMinutes(5);

    public async Task Finish(SignatureCheck signatures, ClaimCheck claims, IReadOnlyList<RestoreEntry> restores, CancellationToken stop)
    {
        // Where there is damage, checkpoints that do not count are part of it and were told.
        if (log.Size == 0 || options.BegunAgain || findings.AnyDamage)
            return;
        var byKey = options.Keys.Count > 0;
        var covered = byKey ? signatures.SignedUpTo : claims.StoredUpTo;
        if (covered == 0)
        {
            if (byKey)
                await NothingSigned(stop);
            return;
        }

        var unsigned = log.Size - covered;
        if (unsigned <= MostUnsigned && !await IsOld(covered, restores, stop))
            return;
        var what = $"The newest checkpoint{(byKey ? " by the key given" : "")} covers {covered} entries, and {unsigned} came after it: one was due long before. "
            + "Checkpoints were removed, or the journal refused to sign, or was run without its key: its warnings and the metric checkpoint.refused tell.";
        if (byKey)
            findings.Damage("checkpoint.overdue", covered + 1, what);
        else
            findings.Note("checkpoint.overdue", covered + 1, what);
    }

    private async Task NothingSigned(CancellationToken stop)
    {
        // Of a log that is being restored only its own times tell how old it was when it was copied.
        var until = options.BeingRestored ? await RecordedAt(log.Size, stop) : options.Time.GetUtcNow();
        if (log.Size <= MostUnsigned && until - await RecordedAt(1, stop) is { } age && age.Duration() <= Beginning)
            findings.Note("key.nothing-signed", 0, $"Nothing in this log is signed yet; {(options.BeingRestored ? "it was minutes old when it was copied" : "it began within the last minutes")}.");
        else
            findings.Damage("key.nothing-signed", 0, "A key was given, and nothing in this log is signed by it: its checkpoints were removed, or it never was signed.");
    }

    /// <summary>Whether what is not covered spans hours. After a restore it does, until the journal is opened.</summary>
    private async Task<bool> IsOld(long covered, IReadOnlyList<RestoreEntry> restores, CancellationToken stop) =>
        covered < log.Size && restores.All(restore => restore.Position <= covered)
        && await RecordedAt(log.Size, stop) - await RecordedAt(covered + 1, stop) > LongestUnsigned;

    private async Task<DateTimeOffset?> RecordedAt(long position, CancellationToken stop) =>
        (await store.ReadLog(log.Name, position, position, 1, stop)) is [var entry] ? entry.RecordedAt : null;
}
