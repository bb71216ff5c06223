namespace Groundswell.Record.Verifying;

/// <summary>An entry <c>log.restored</c>, where it stands and when it was recorded.</summary>
internal sealed record RestoreEntry(long Position, DateTimeOffset RecordedAt, LogRestored Restored);
