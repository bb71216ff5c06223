using System.Collections.Immutable;

namespace Groundswell.Work.Steps;

/// <summary>What a job knows of a step that was done or skipped.</summary>
/// <param name="Value">As recorded, after corrections; null where the step has none.</param>
/// <param name="By">Who did it.</param>
/// <param name="Position">The entry it was recorded with; a correction names it.</param>
public sealed record StepResult(string? Value, string By, DateTimeOffset At, long Position, bool Skipped = false, bool Forced = false)
{
    /// <summary>The entry of the output that was reported with it: the one behind the step's own.</summary>
    public long? ReportedAt { get; init; }

    /// <summary>Who put its value right since.</summary>
    public ImmutableHashSet<string> CorrectedBy { get; init; } = [];

    /// <summary>Everybody whose word the value is: none of them is the second person.</summary>
    public IEnumerable<string> Performers => CorrectedBy.Add(By);
}

/// <summary>An exception that waits for somebody to release it.</summary>
public sealed record OpenException(int Number, string Step, string Detail, IReadOnlyList<Deciding.Role> ReleasedBy, bool BySignature, Deciding.Saying? Told = null);
