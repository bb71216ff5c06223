using Groundswell.Work.Jobs;

namespace Groundswell.Exchange.ProductionLog;

/// <summary>One row of a production log: a piece of work that somebody reported.</summary>
/// <param name="Line">Its line in the file; the header is line 1.</param>
/// <param name="Text">The row as it stands in the file, for telling rows apart.</param>
/// <param name="Span">The duration as reported, HHH:MM; it need not agree with the times.</param>
public sealed record ProductionLogRow(
    int Line, string Text, string Order, string Activity, string Resource, DateTime Start, DateTime Complete, string Span, decimal OrderedQuantity,
    string Part, string Worker, JobPhase Phase, decimal Completed, decimal Rejected, decimal Review, bool Rework);

/// <summary>What is wrong with a file, or odd about a row.</summary>
public sealed record RowNote(int Line, string Text);

/// <summary>The file can't be taken over. Nothing of it was.</summary>
public sealed class ProductionLogFaultyException(IReadOnlyList<RowNote> faults)
    : Exception($"The file can't be imported: {faults.Count} faults, the first in line {faults[0].Line}: {faults[0].Text}")
{
    public IReadOnlyList<RowNote> Faults { get; } = faults;
}
