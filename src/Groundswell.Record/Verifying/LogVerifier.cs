using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;

namespace Groundswell.Record.Verifying;

/// <summary>Verifies a whole log: every entry, its place, the tree over all of them, and everything that was ever signed about it.</summary>
/// <remarks>
/// One thread reads and looks at places, another hashes; what is in memory does not grow with the log, but for 32 bytes a stream. The log may be
/// written meanwhile: what is verified is the log as it was at the beginning.
/// </remarks>
public static class LogVerifier
{
    private const int ProgressEntries = 1 << 16;

    /// <exception cref="ArgumentException">There is no such log, or an option can't be used.</exception>
    public static Task<Verification> Verify(Journal journal, string log, VerifyOptions options, CancellationToken stop) =>
        Verify(journal.Store, log, options, stop);

    internal static async Task<Verification> Verify(IRecordStore store, string log, VerifyOptions options, CancellationToken stop)
    {
        var head = await store.Head(log, stop) ?? throw new ArgumentException($"There is no log '{log}' in this record.", nameof(log));
        var findings = new Findings(options.MostFindings);
        var (keys, restores) = await ReadOwn(store, log, findings, stop);
        var signatures = new SignatureCheck(head.Origin, options.Keys, options.Witnesses, keys, findings);
        var claims = new ClaimCheck(store, head, signatures, options, restores, findings);
        var attachments = new AttachmentCheck(store, head, options.Attachments?.Contents, findings);
        using var reader = new EntryReader(store, head, attachments, findings);
        var tree = new TreeCheck(store, head, claims, findings);

        CheckOrigin(store.Identity, head, findings);
        await ReadAndHash(reader, tree, head, options, stop);
        await CheckEnd(store, head, reader, findings, stop);
        await claims.Finish(stop);
        await attachments.Finish(stop);
        await new CoverageCheck(store, head, options, findings).Finish(signatures, claims, restores, stop);
        return new Verification
        {
            Log = log,
            Origin = head.Origin,
            Size = head.Size,
            Root = tree.Root is { } root ? Convert.ToBase64String(root) : null,
            Findings = findings.InOrder(),
            FindingCount = findings.Count,
            Basis = new Basis
            {
                SignedBy = signatures.SignedBy,
                SignedUpTo = signatures.SignedUpTo,
                Witnessed = signatures.Witnessed,
                KnownUpTo = claims.KnownUpTo,
                Size = head.Size,
            },
        };
    }

    /// <summary>A log's origin says of which record it is, and the record says which it is: where one of both was changed, signatures are looked for under a wrong name.</summary>
    private static void CheckOrigin(StoreIdentity record, LogHead head, Findings findings)
    {
        var expected = head.IsReplica ? $"/{head.Name}" : Origin.Of(record, head.Name);
        if (!head.Origin.EndsWith(expected, StringComparison.Ordinal))
            findings.Damage("log.origin", 0, $"The log's origin is '{head.Origin}', and that of log '{head.Name}' of this record is '{expected}': the log's row or the record's identity was changed.");
    }

    private static async Task ReadAndHash(EntryReader reader, TreeCheck tree, LogHead head, VerifyOptions options, CancellationToken stop)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = Task.Run(() => reader.Read(failed.Token), stop);
        try
        {
            await tree.Start(failed.Token);
            var told = 0L;
            await foreach (var block in reader.Filled.ReadAllAsync(failed.Token))
            {
                await tree.Take(block, failed.Token);
                reader.GiveBack(block);
                if (tree.Verified - told < ProgressEntries)
                    continue;
                told = tree.Verified;
                options.Progress?.Report(new VerifyProgress(head.Name, told, head.Size));
            }
        }
        catch
        {
            // The reader may wait for a block that nobody gives back any more.
            await failed.CancelAsync();
            await Task.WhenAny(reading);
            throw;
        }

        await reading;
        await tree.Finish(stop);
        options.Progress?.Report(new VerifyProgress(head.Name, head.Size, head.Size));
    }

    /// <summary>The log's row has to tell the truth about its newest entry, and there may be none behind it.</summary>
    private static async Task CheckEnd(IRecordStore store, LogHead head, EntryReader reader, Findings findings, CancellationToken stop)
    {
        if (reader.LastPosition == head.Size && head.Size > 0 && reader.LastRecordedAt != head.RecordedAt)
            findings.Damage("log.recorded-at", head.Size, "The log's row tells another time of the newest entry than the entry itself.");
        var beyond = await StoreFailure.Found(
            findings, head.Size + 1, "what follows the newest entry", () => store.ReadLog(head.Name, head.Size + 1, long.MaxValue, 1, stop));
        var before = await StoreFailure.Found(
            findings, 0, "what lies before the first entry", () => store.ReadLog(head.Name, long.MinValue, 0, 1, stop));
        if (before is [var stray])
            findings.Damage("entry.beyond", stray.Position, $"There is an entry at position {stray.Position}, before the first: it was never appended by the journal.");
        if (beyond is [var behind]
            && behind.Position > ((await store.Head(head.Name, stop))?.Size ?? 0))
        {
            findings.Damage("entry.beyond", behind.Position, $"Entry {behind.Position} is there, and the log ends at {head.Size}: it was never appended by the journal.");
        }
    }

    /// <summary>The entries by which the log's own keys and restores are known; whether they are genuine is seen when their turn comes.</summary>
    private static async Task<(List<(long Position, Event Happened)> Keys, List<RestoreEntry> Restores)> ReadOwn(
        IRecordStore store, string log, Findings findings, CancellationToken stop)
    {
        var keys = new List<(long, Event)>();
        var restores = new List<RestoreEntry>();
        try
        {
            await foreach (var entry in OwnEntries.Stored(store, log, stop))
            {
                switch (OwnEntries.TryRead(entry))
                {
                    case Event key and (SigningKeyRotated or SigningKeyReplaced):
                        keys.Add((entry.Position, key));
                        break;
                    case LogRestored restored:
                        restores.Add(new RestoreEntry(entry.Position, entry.RecordedAt, restored));
                        break;
                }
            }
        }
        catch (Exception unreadable) when (StoreFailure.Is(unreadable))
        {
            findings.Damage("store.unreadable", 0, $"The store can't read the stream '{RecordEvents.Stream}' of the log: {unreadable.Message}");
        }

        return (keys, restores);
    }
}
