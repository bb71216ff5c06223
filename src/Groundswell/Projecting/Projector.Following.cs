using Groundswell.Record;

namespace Groundswell.Projecting;

public sealed partial class Projector
{
    /// <summary>One spell of following the node that leads.</summary>
    /// <returns>The lead, when that node is gone; null where this node should look again whether it may lead.</returns>
    private async Task<ViewsLead?> Follow(bool mayLead, CancellationToken stop)
    {
        var current = 0;
        var asked = false;
        await foreach (var notice in _store.Listen(stop))
        {
            if (notice is Notice.Moved moved)
            {
                if (moved.Number == current)
                    await Hear(moved, stop);
                continue;
            }

            // First: what was said before this node listened is in the bookmarks.
            current = await ReadNewest(current, stop);
            if (mayLead && await _store.Lead(stop) is { } lead)
                return lead;
            if (!mayLead && (_rebuilds.Asked || _state.Failure is null))
                return null;
            if (_rebuilds.Asked && !asked)
            {
                await _store.AskForRebuild(stop);
                asked = true;
            }
        }

        return null;
    }

    /// <summary>Reads the newest set from now on, where it is another one.</summary>
    private async Task<int> ReadNewest(int current, CancellationToken stop)
    {
        if (await _store.Newest(stop) is not { } newest)
        {
            var total = (await _journal.Logs(stop)).Sum(log => log.Size);
            if (_state.Failure is null)
                _state.Building(new BuildProgress(await _store.Building(stop) ?? 0, total));
            return 0;
        }

        await _sets.GiveBack(Grace);
        if (newest == current || await _store.Claim(newest, stop) is not { } claim)
            return current;
        var bookmarks = await _store.Bookmarks(newest, stop);
        var another = Read(newest, claim, bookmarks.ToDictionary(bookmark => bookmark.Log, bookmark => bookmark.Position));
        if (_state.Failure is null)
            _state.Following();
        if (another)
            _rebuilds.Done();
        return newest;
    }

    private async Task Hear(Notice.Moved moved, CancellationToken stop)
    {
        var before = _progress.Of(moved.Log);
        if (moved.Position <= before)
            return;
        if (_news.AnybodyListens)
            _news.Add(moved.Log, await EntriesOf(moved.Log, before + 1, moved.Position, stop));
        _progress.Moved(moved.Log, moved.Position);
        if (_state.Failure is { } failure && failure.Log == moved.Log && failure.Position <= moved.Position)
            _state.Following();
    }

    private async Task<IReadOnlyList<Entry>> EntriesOf(string log, long from, long to, CancellationToken stop)
    {
        var all = new List<Entry>();
        await foreach (var entries in _journal.ReadLog(log, from, (int)Math.Min(to - from + 1, 1_000), stop))
        {
            all.AddRange(entries.TakeWhile(entry => entry.Position <= to));
            if (all.Count == to - from + 1)
                break;
        }

        return all;
    }
}
