namespace Groundswell.Record.Proofs;

/// <summary>What became of checking a proof file.</summary>
public sealed record ProofCheck
{
    /// <summary>Whether every entry in the file is proved to stand in the log. Where it does not hold, nothing in the file may be relied on.</summary>
    public bool Holds => Faults.Count == 0;

    /// <summary>What is wrong, as far as it could be seen.</summary>
    public required IReadOnlyList<ProofFault> Faults { get; init; }

    /// <summary>The log's origin line: what the record is of, and of which store.</summary>
    public string? Origin { get; init; }

    /// <summary>How many entries the log had when the checkpoint was made.</summary>
    public long Size { get; init; }

    /// <summary>The entries, in the log's order.</summary>
    public IReadOnlyList<Entry> Entries { get; init; } = [];

    /// <summary>
    /// The stream whose entries these are, from its first one on without a gap; null where the file is about one entry. That the stream had no
    /// later entry can't be proved by such a file.
    /// </summary>
    public string? Stream { get; init; }

    /// <summary>The key that signed the checkpoint: the one given, or one that it handed over to. Base 64.</summary>
    public string? SignedBy { get; init; }

    /// <summary>Names of the given witnesses that cosigned the checkpoint.</summary>
    public IReadOnlyList<string> WitnessedBy { get; init; } = [];
}

/// <summary>Something wrong with a proof file.</summary>
/// <param name="Code">Stable; docs/record/verify.md says what each means.</param>
public sealed record ProofFault(string Code, string What);
