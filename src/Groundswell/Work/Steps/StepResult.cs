namespace Groundswell.Work.Steps;

/// <summary>What a job knows of a step that was done or skipped.</summary>
/// <param name="Value">As recorded, after corrections; null where the step has none.</param>
/// <param name="By">Who did it.</param>
/// <param name="Position">The entry it was recorded with; a correction names it.</param>
public sealed record StepResult(string? Value, string By, DateTimeOffset At, long Position, bool Skipped = false, bool Forced = false);

/// <summary>An exception that waits for somebody to release it.</summary>
public sealed record OpenException(int Number, string Step, string Detail, IReadOnlyList<Deciding.Role> ReleasedBy, bool BySignature);
