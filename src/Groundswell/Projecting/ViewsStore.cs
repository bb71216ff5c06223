using Microsoft.EntityFrameworkCore;

namespace Groundswell.Projecting;

/// <summary>Where sets of views live: files of a folder, or schemas of a PostgreSQL database.</summary>
/// <remarks>
/// A set belongs to a fingerprint (<see cref="ViewsModel.Fingerprint"/>) and has a number; of several whole ones the highest counts. One that is
/// being folded from the record's beginning is kept apart until it is published whole.
/// </remarks>
internal abstract class ViewsStore
{
    private static readonly Projections BookmarksAlone = new();

    public abstract ViewsModel Model { get; }

    /// <summary>How queries reach a set.</summary>
    public abstract DbContextOptions<ViewsDb> Reading(int number);

    /// <summary>The highest whole set of this fingerprint, or null.</summary>
    public abstract Task<int?> Newest(CancellationToken stop);

    /// <summary>Claims a set for reading, so that no node removes it; null where it is gone. Disposing gives it back.</summary>
    public abstract Task<IAsyncDisposable?> Claim(int number, CancellationToken stop);

    /// <summary>Becomes the one node that writes the views of this fingerprint; null where another one is.</summary>
    public abstract Task<ViewsLead?> Lead(CancellationToken stop);

    /// <summary>How far each log is in a set, whoever writes it.</summary>
    public async Task<IReadOnlyList<Bookmark>> Bookmarks(int number, CancellationToken stop)
    {
        await using var views = new ViewsDb(Reading(number), BookmarksAlone);
        return await views.Set<Bookmark>().ToListAsync(stop);
    }

    /// <summary>How far the set that another node is folding has come, in entries; null where none is.</summary>
    public abstract Task<long?> Building(CancellationToken stop);

    /// <summary>What the leading node tells the others, until it is stopped.</summary>
    /// <exception cref="ViewsUnavailableException">The connection is lost; what was told since is missed.</exception>
    public abstract IAsyncEnumerable<Notice> Listen(CancellationToken stop);

    /// <summary>Asks the leading node to fold the views anew.</summary>
    public abstract Task AskForRebuild(CancellationToken stop);
}

/// <summary>The right to write the views of one fingerprint. It ends when it is disposed of, or with the connection or process that has it.</summary>
internal abstract class ViewsLead : IAsyncDisposable
{
    /// <summary>Goes on with a whole set.</summary>
    public abstract Task<ViewsWriter> Resume(int number, CancellationToken stop);

    /// <summary>Begins a set with empty tables that no reader sees; what was left of an earlier try is removed.</summary>
    public abstract Task<ViewsWriter> Build(int number, CancellationToken stop);

    /// <summary>Puts on disk what was built so far, so that publishing need not wait for it.</summary>
    public abstract Task Settle(int number, CancellationToken stop);

    /// <summary>Makes a built set, whose writer is closed, the newest whole one.</summary>
    public abstract Task Publish(int number, CancellationToken stop);

    /// <summary>Lets other programs read this set under names that don't change from set to set, where it is the newest that was published.</summary>
    public abstract Task Share(int number, CancellationToken stop);

    /// <summary>Removes a whole set that is not to be read any more.</summary>
    public abstract Task Discard(int number, CancellationToken stop);

    /// <summary>Removes every set that nobody reads, of other fingerprints too, but not this one.</summary>
    public abstract Task Clean(int keep, CancellationToken stop);

    public abstract ValueTask DisposeAsync();
}

/// <summary>What the leading node tells the others.</summary>
internal abstract record Notice
{
    /// <summary>A set has a log up to a position.</summary>
    public sealed record Moved(int Number, string Log, long Position) : Notice;

    /// <summary>A set was published.</summary>
    public sealed record Published : Notice;

    /// <summary>A node asks for the views to be folded anew.</summary>
    public sealed record RebuildAsked : Notice;

    /// <summary>A second has gone by: time to look whether the leading node is still there.</summary>
    public sealed record Tick : Notice;
}
