namespace Groundswell.Projecting;

/// <summary>The entry at which the views stand still, and why. Nothing is skipped: a view half folded is a view that lies.</summary>
/// <param name="Projection">The projection that could not fold it; null where the entry itself can't be read.</param>
/// <param name="Log">The log of the entry.</param>
/// <param name="Position">Every entry before it is in the views.</param>
/// <param name="Event">The entry's recorded name.</param>
public sealed record ViewsFailure(string? Projection, string Log, long Position, string Event, string Why);

/// <summary>An entry could not be folded.</summary>
internal sealed class ProjectionFailedException(ViewsFailure failure, Exception inner)
    : Exception($"Entry {failure.Position} of {failure.Log} ('{failure.Event}') could not be folded by {failure.Projection ?? "any projection"}: {failure.Why}", inner)
{
    public ViewsFailure Failure { get; } = failure;
}
