using System.Globalization;
using System.Text;

namespace Groundswell.Record.Verifying;

/// <summary>What verifying a log came to.</summary>
public sealed record Verification
{
    public required string Log { get; init; }

    public required string Origin { get; init; }

    /// <summary>How many entries the log says it has.</summary>
    public required long Size { get; init; }

    /// <summary>The root over all of them as computed, base64; null where some could not be read.</summary>
    public string? Root { get; init; }

    /// <summary>Everything found, by position.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How many were found; more than <see cref="Findings"/> holds where there were too many to keep.</summary>
    public required long FindingCount { get; init; }

    /// <summary>What the answer rests on.</summary>
    public required Basis Basis { get; init; }

    /// <summary>Whether the log is what was recorded, as far as <see cref="Basis"/> reaches.</summary>
    public bool Sound => FirstDamage is null;

    /// <summary>The first bad position and what is wrong with it, or null.</summary>
    public Finding? FirstDamage => Findings.FirstOrDefault(finding => finding.Weight == Weight.Damage);
}

/// <summary>What vouches for a verified log: nothing but itself, a key, witnesses, a checkpoint kept elsewhere.</summary>
public sealed record Basis
{
    /// <summary>The key given, base64, where a checkpoint was found that it, or one it handed over to, signed.</summary>
    public string? SignedBy { get; init; }

    /// <summary>Up to which entry.</summary>
    public long SignedUpTo { get; init; }

    /// <summary>Which of the given witnesses cosigned a checkpoint that fits, and up to which entry.</summary>
    public IReadOnlyList<WitnessedUpTo> Witnessed { get; init; } = [];

    /// <summary>The size of the largest checkpoint kept elsewhere that fits.</summary>
    public long KnownUpTo { get; init; }

    /// <summary>How many entries the log has.</summary>
    public required long Size { get; init; }

    public override string ToString()
    {
        var text = new StringBuilder();
        if (SignedBy is not null)
            text.Append(CultureInfo.InvariantCulture, $"signed by {SignedBy} up to entry {SignedUpTo}; ");
        foreach (var witness in Witnessed)
            text.Append(CultureInfo.InvariantCulture, $"witnessed by {witness.Name} up to entry {witness.Size}; ");
        if (KnownUpTo > 0)
            text.Append(CultureInfo.InvariantCulture, $"as in a checkpoint kept elsewhere up to entry {KnownUpTo}; ");
        if (text.Length == 0)
            return "self-consistent only";
        var vouched = Witnessed.Select(witness => witness.Size).Append(SignedUpTo).Append(KnownUpTo).Max();
        text.Append(vouched < Size ? $"entries {vouched + 1} to {Size} self-consistent only" : "nothing beyond that");
        return text.ToString();
    }
}

/// <param name="Name">The witness's name.</param>
/// <param name="Size">The size of the largest checkpoint that it cosigned.</param>
public sealed record WitnessedUpTo(string Name, long Size);
