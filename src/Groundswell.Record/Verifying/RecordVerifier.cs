using Groundswell.Record.Checkpoints;

namespace Groundswell.Record.Verifying;

/// <summary>Verifies the logs of a record, and what belongs to none of them: its tables, and whether everything that was handed in to hold against it had something to be held against.</summary>
public static class RecordVerifier
{
    /// <param name="logs">The logs to verify; none named: all.</param>
    /// <param name="options">Keys and checkpoints of any of the logs: each is held against those it is of.</param>
    /// <exception cref="ArgumentException">An option can't be used.</exception>
    public static async Task<RecordVerification> Verify(
        Journal journal, IReadOnlyCollection<string> logs, VerifyOptions options, CancellationToken stop)
    {
        var findings = new Findings(options.MostFindings);
        var all = await journal.Logs(stop);
        foreach (var missing in logs.Where(name => all.All(log => log.Log != name)))
            findings.Damage("log.missing", 0, $"There is no log '{missing}' in this record. There are: {string.Join(", ", all.Select(log => log.Log))}.");
        if (all.Count == 0)
            findings.Damage("record.empty", 0, "The record has no logs: nothing was ever written to it, or they were removed.");
        foreach (var fault in await journal.Store.Faults(stop))
            findings.Damage(fault.Code, 0, fault.What);

        var verified = new List<Verification>();
        foreach (var log in all.Where(log => logs.Count == 0 || logs.Contains(log.Log)))
            verified.Add(await LogVerifier.Verify(journal, log.Log, options with { Keys = KeysOf(log.Origin, options.Keys) }, stop));
        FindUnmatched(all, verified, options, findings);
        return new RecordVerification(findings.InOrder(), verified);
    }

    /// <summary>Keys that name the log, or else those that name none.</summary>
    private static IReadOnlyList<VerifierKey> KeysOf(string origin, IReadOnlyList<VerifierKey> keys) =>
        keys.Any(key => key.Name == origin) ? [.. keys.Where(key => key.Name == origin)] : [.. keys.Where(key => key.Name is null)];

    /// <summary>Whoever hands something in wants it held against the record: where it is of nothing that is there, that may be because it was removed.</summary>
    private static void FindUnmatched(IReadOnlyList<LogSize> all, List<Verification> verified, VerifyOptions options, Findings findings)
    {
        var origins = all.Select(log => log.Origin).ToHashSet(StringComparer.Ordinal);
        foreach (var key in options.Keys.Where(key => key.Name is { } name && !origins.Contains(name)))
            findings.Damage("key.unmatched", 0, $"The key given for '{key.Name}' is of no log of this record.");
        foreach (var origin in options.Known.Select(note => Checkpoint.Parse(SignedNote.Parse(note).Text).Origin).Where(origin => !origins.Contains(origin)).Distinct())
            findings.Damage("known.unmatched", 0, $"A checkpoint kept elsewhere is of the log '{origin}', which is not in this record.");
        if (verified.Count == 0)
            return;
        var seen = verified.SelectMany(log => log.Basis.Witnessed).Select(witness => witness.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var witness in options.Witnesses.Where(witness => !seen.Contains(witness.Name!)))
            findings.Damage("witness.unmatched", 0, $"The witness '{witness.Name}' cosigned nothing of what was verified: cosigned checkpoints were removed, or it never was asked.");
    }
}

/// <summary>What verifying a record came to.</summary>
/// <param name="Findings">About the record as a whole; what is about a log is among the log's.</param>
public sealed record RecordVerification(IReadOnlyList<Finding> Findings, IReadOnlyList<Verification> Logs)
{
    /// <summary>Whether the record is what was recorded, as far as each log's basis reaches, and nothing that was handed in was left over.</summary>
    public bool Sound => Logs.All(log => log.Sound) && Findings.All(finding => finding.Weight != Weight.Damage);
}
