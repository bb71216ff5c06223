using System.Diagnostics;
using Groundswell.Record;
using Groundswell.Record.Sealing;

namespace Groundswell.Projecting;

/// <summary>How much is folded before it is written.</summary>
/// <param name="Entries">A batch ends with the chunk that passes this.</param>
/// <param name="Time">A batch ends with the chunk that passes this: somebody waits for it.</param>
/// <param name="RowsKept">About so many rows stay in memory between batches.</param>
internal sealed record FoldingPace(int Entries, TimeSpan Time, int RowsKept)
{
    public static FoldingPace Live { get; } = new(4_096, TimeSpan.FromMilliseconds(100), 100_000);

    public static FoldingPace Building { get; } = new(16_384, TimeSpan.FromSeconds(1), 100_000);
}

/// <summary>Folds the record into one set of views, batch after batch, each with its bookmarks in one transaction.</summary>
internal sealed class Folding : IAsyncDisposable
{
    private readonly ViewsWriter _writer;
    private readonly TableSet _tables;
    private readonly (IProjection Projection, Tables Own)[] _projections;
    private readonly FoldingPace _pace;
    private readonly Dictionary<string, long> _at;
    private string? _applying;

    private Folding(ViewsWriter writer, TableSet tables, Projections projections, FoldingPace pace, IEnumerable<Bookmark> bookmarks)
    {
        (_writer, _tables, _pace) = (writer, tables, pace);
        _projections = [.. projections.All.Select(projection => (projection, tables.Of(projection)))];
        _at = bookmarks.ToDictionary(bookmark => bookmark.Log, bookmark => bookmark.Position);
    }

    /// <summary>How far each log is in the views.</summary>
    public IReadOnlyDictionary<string, long> At => _at;

    /// <param name="empty">Nothing was folded into it yet.</param>
    public static async Task<Folding> Of(
        ViewsModel model, Projections projections, ViewsWriter writer, bool empty, FoldingPace pace, CancellationToken stop)
    {
        var tables = new TableSet(model, writer, empty, pace.RowsKept);
        return new Folding(writer, tables, projections, pace, await tables.Bookmarks(stop));
    }

    /// <summary>Folds what is there and what comes.</summary>
    /// <param name="until">Ends when every log has this position; null: only when it is stopped.</param>
    /// <param name="folded">Told of each batch when it is in the views.</param>
    /// <param name="gather">Waits before a log's news are read; null: they are read as they come.</param>
    /// <param name="stop">Heard between two batches.</param>
    /// <exception cref="ProjectionFailedException">Every entry before that one of its log is in the views.</exception>
    public async Task Run(
        Journal journal, EventCodec codec, IReadOnlyDictionary<string, long>? until, Action<IReadOnlyList<Chunk>> folded,
        Func<string, CancellationToken, Task>? gather, Sealer? sealer, CancellationToken stop)
    {
        if (until is not null && Has(until))
            return;
        await using var ahead = new ReadAhead(journal, codec, new Dictionary<string, long>(_at), gather, stop, sealer);
        var batch = new List<Chunk>();
        while (await ahead.Chunks.WaitToReadAsync(stop))
        {
            batch.Clear();
            await Fold(batch, ahead, folded);
            if (batch[^1].Unreadable is { } unreadable)
                throw new ProjectionFailedException(new ViewsFailure(null, unreadable.Log, unreadable.Position, unreadable.Name, unreadable.Message), unreadable);
            if (until is not null && Has(until))
                return;
        }
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private bool Has(IReadOnlyDictionary<string, long> positions) =>
        positions.All(position => position.Value <= _at.GetValueOrDefault(position.Key));

    private async Task Fold(List<Chunk> batch, ReadAhead ahead, Action<IReadOnlyList<Chunk>> folded)
    {
        try
        {
            var since = Stopwatch.GetTimestamp();
            var entries = 0;
            while (entries < _pace.Entries && Stopwatch.GetElapsedTime(since) < _pace.Time && ahead.Chunks.TryRead(out var chunk))
            {
                batch.Add(chunk);
                foreach (var fact in chunk.Facts)
                    await Apply(fact);
                entries += chunk.Facts.Count;
                if (chunk.Unreadable is not null)
                    break;
            }

            await Write(batch, folded);
        }
        catch (Exception failure)
        {
            await _tables.Undo();
            if (failure is ViewsUnavailableException)
                throw;
            // Again and singly, to find the entry at fault and to have in the views what came before it.
            foreach (var chunk in batch)
                await FoldSingly(chunk, folded);
        }
    }

    private async Task FoldSingly(Chunk chunk, Action<IReadOnlyList<Chunk>> folded)
    {
        foreach (var fact in chunk.Facts)
        {
            try
            {
                await Apply(fact);
                await Write([new Chunk(chunk.Log, [fact], null)], folded);
            }
            catch (Exception failure) when (failure is not ViewsUnavailableException)
            {
                await _tables.Undo();
                var projection = failure is RowsRefusedException refused ? _tables.OwnerOf(refused.Table) : _applying;
                throw new ProjectionFailedException(
                    new ViewsFailure(projection, chunk.Log, fact.Entry.Position, fact.Entry.Name, failure.Message), failure);
            }
        }
    }

    private async ValueTask Apply(Fact fact)
    {
        foreach (var (projection, own) in _projections)
        {
            _applying = projection.Name;
            await projection.Apply(fact, own);
        }
    }

    private async Task Write(IReadOnlyList<Chunk> batch, Action<IReadOnlyList<Chunk>> folded)
    {
        Bookmark[] moved =
        [
            .. batch.Where(chunk => chunk.Facts.Count > 0).GroupBy(chunk => chunk.Log).Select(log => log.Last().Last).Select(last => new Bookmark
            {
                Log = last.Log,
                Position = last.Position,
                LeafHash = Convert.ToHexStringLower(last.LeafHash.Span),
                RecordedAt = last.RecordedAt,
            }),
        ];
        if (moved.Length == 0)
            return;
        await _tables.Write(moved, CancellationToken.None);
        foreach (var bookmark in moved)
            _at[bookmark.Log] = bookmark.Position;
        folded(batch);
    }
}
