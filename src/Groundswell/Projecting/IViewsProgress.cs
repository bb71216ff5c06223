namespace Groundswell.Projecting;

/// <summary>How far the views are behind the record.</summary>
public interface IViewsProgress
{
    /// <summary>Rises whenever something else can be read from the views than before. Whoever has waited for an entry finds it risen.</summary>
    long Changes { get; }

    /// <summary>Waits until the views have a log's entry; false where they have it not within the time.</summary>
    Task<bool> WaitFor(string log, long position, TimeSpan atMost, CancellationToken stop);
}
