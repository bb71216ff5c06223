namespace Groundswell.Record;

/// <summary>A store does not hold what it must. Nothing goes on with such a log until it was verified and restored.</summary>
public sealed class RecordDamagedException(string log, string what) : Exception($"The log '{log}' is damaged: {what}.")
{
    public string Log { get; } = log;
}
