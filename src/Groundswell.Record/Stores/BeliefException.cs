namespace Groundswell.Record.Stores;

/// <summary>A transaction stood on what was believed (<see cref="IStoreWriter.Believe"/>), and others have written meanwhile. Nothing of it was written.</summary>
internal sealed class BeliefException(string message, Exception cause) : Exception(message, cause);
