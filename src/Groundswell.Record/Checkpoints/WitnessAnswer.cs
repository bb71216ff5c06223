namespace Groundswell.Record.Checkpoints;

/// <summary>What a witness says to a checkpoint.</summary>
public abstract record WitnessAnswer;

/// <summary>The checkpoint is consistent with all that the witness saw of the log.</summary>
/// <param name="Note">The signed note with the witness's cosignature under it.</param>
public sealed record Cosigned(string Note) : WitnessAnswer;

/// <summary>The proof has to begin at the size that the witness saw last: ask again from there.</summary>
public sealed record WitnessAt(long Size) : WitnessAnswer;

/// <summary>The witness does not vouch for it.</summary>
/// <param name="Code">Stable; docs/record/verify.md says what each means.</param>
public sealed record WitnessRefused(string Code, string Why) : WitnessAnswer;
