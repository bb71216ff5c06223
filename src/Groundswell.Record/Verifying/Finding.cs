namespace Groundswell.Record.Verifying;

/// <summary>How much a finding weighs.</summary>
public enum Weight
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note = 0,

    /// <summary>Entries are not here, and an entry says why: a restore went back behind them.</summary>
    Lost = 1,

    /// <summary>The record is not what was recorded.</summary>
    Damage = 2,
}

/// <summary>Something that verifying a log found.</summary>
/// <param name="Code">Stable; docs/record/verify.md says what each means and what to do.</param>
/// <param name="Position">The position it is about, or the first of those; for a checkpoint its size. 0: the log as a whole.</param>
public sealed record Finding(Weight Weight, string Code, long Position, string What);
