namespace Groundswell.Projecting;

public sealed partial class Projector
{
    /// <summary>A set being folded anew is exchanged when it is so few entries behind: the rest takes no noticeable time.</summary>
    private const long Near = 2_000;

    /// <summary>One spell of leading; ends when the set that is kept up has been exchanged for another.</summary>
    private async Task Lead(ViewsLead lead, CancellationToken stop)
    {
        var number = await SoundSet(lead, stop);
        var fresh = number is null || _state.Failure is not null;
        if (fresh)
        {
            var next = (number ?? 0) + 1;
            await Build(lead, next, FromTheBeginning, stop);
            number = next;

            async Task FromTheBeginning(Folding folding)
            {
                await CatchUp(lead, next, folding, _state.Building, stop);
                // Views that stood still at an entry are not exchanged for ones that have not come to it yet.
                await folding.Run(_journal, _codec, await Sizes(stop), _ => { }, null, _sealer, stop);
            }
        }

        await KeepUp(lead, number!.Value, fresh, stop);
    }

    /// <summary>The newest set that was folded from this very record, or null. Any other is removed.</summary>
    private async Task<int?> SoundSet(ViewsLead lead, CancellationToken stop)
    {
        while (await _store.Newest(stop) is { } number)
        {
            try
            {
                if (number == _damaged)
                    throw new ViewsUnavailableException("They could not be read or written any more.") { Damaged = true };
                await using var writer = await lead.Resume(number, stop);
                var tables = new TableSet(_store.Model, writer, empty: false, LivePace.RowsKept);
                if (await IsOfThisRecord(await tables.Bookmarks(stop), stop))
                    return number;
                _log.LogWarning("The views were folded from another record, or from this one before it was put back to an earlier time. They are folded anew.");
            }
            catch (ViewsUnavailableException damaged) when (damaged.Damaged)
            {
                _log.LogWarning(damaged, "The views are damaged. They are folded anew.");
            }

            _views.Read(null);
            await lead.Discard(number, stop);
            _damaged = 0;
        }

        return null;
    }

    private async Task<bool> IsOfThisRecord(IReadOnlyList<Bookmark> bookmarks, CancellationToken stop)
    {
        foreach (var bookmark in bookmarks)
        {
            var there = await EntriesOf(bookmark.Log, bookmark.Position, bookmark.Position, stop);
            if (there is not [var entry] || Convert.ToHexStringLower(entry.LeafHash.Span) != bookmark.LeafHash)
                return false;
        }

        return true;
    }

    /// <summary>Folds a set from the record's beginning and publishes it.</summary>
    /// <param name="fold">Folds until it may be read.</param>
    private async Task Build(ViewsLead lead, int number, Func<Folding, Task> fold, CancellationToken stop)
    {
        await using (var folding = await Folding.Of(
            _store.Model, _projections, await lead.Build(number, stop), empty: true, BuildingPace, stop))
        {
            await fold(folding);
        }

        await lead.Publish(number, stop);
    }

    /// <summary>Folds all there is, again and again, until little has come meanwhile and the rest is on disk.</summary>
    private async Task CatchUp(ViewsLead lead, int number, Folding folding, Action<BuildProgress> report, CancellationToken stop)
    {
        await UntilNear();
        await lead.Settle(number, stop);
        await UntilNear();

        async Task UntilNear()
        {
            while (true)
            {
                var sizes = await Sizes(stop);
                var total = sizes.Values.Sum();
                report(new BuildProgress(folding.At.Values.Sum(), total));
                if (total - folding.At.Values.Sum() <= Near)
                    return;
                await folding.Run(_journal, _codec, sizes, _ => report(new BuildProgress(folding.At.Values.Sum(), total)), null, _sealer, stop);
            }
        }
    }

    private async Task<Dictionary<string, long>> Sizes(CancellationToken stop) =>
        (await _journal.Logs(stop)).ToDictionary(log => log.Log, log => log.Size);

    /// <summary>Keeps a set up with the record until it is exchanged for another.</summary>
    private async Task KeepUp(ViewsLead lead, int number, bool fresh, CancellationToken stop)
    {
        var claim = await _store.Claim(number, stop) ?? throw new ViewsUnavailableException("The views are gone.");
        await using var folding = await Folding.Of(
            _store.Model, _projections, await lead.Resume(number, stop), empty: false, LivePace, stop);
        var another = Read(number, claim, folding.At);
        _state.Live();
        if (fresh || another)
            _rebuilds.Done();

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var keptUp = Task.Run(() => folding.Run(_journal, _codec, until: null, Tell, Gather, _sealer, ending.Token), CancellationToken.None);
        var others = Task.WhenAll(HearWishes(ending.Token), KeepHouse(lead, number, ending.Token));
        try
        {
            var exchanged = false;
            while (!exchanged && await Task.WhenAny(keptUp, _rebuilds.Wanted) != keptUp)
                exchanged = await Exchange(lead, number + 1, folding, keptUp, ending, stop);
            if (!exchanged)
                await keptUp;
        }
        finally
        {
            await ending.CancelAsync();
            await keptUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await others.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Folds another set beside the one that is kept up, and publishes it when it has all that the old one has.</summary>
    /// <returns>False where that was given up; the old one goes on.</returns>
    private async Task<bool> Exchange(ViewsLead lead, int number, Folding old, Task keptUp, CancellationTokenSource ending, CancellationToken stop)
    {
        using var givingUp = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var building = Build(lead, number, Beside, givingUp.Token);
        await Task.WhenAny(building, keptUp);
        if (keptUp.IsFaulted)
            await givingUp.CancelAsync();
        try
        {
            await building;
            return true;
        }
        catch (Exception failure) when (!keptUp.IsCompleted && !stop.IsCancellationRequested)
        {
            _log.LogError(failure, "Folding the views anew was given up. Those that are read go on.");
            _state.GaveUp((failure as ProjectionFailedException)?.Failure);
            _rebuilds.GiveUp(new InvalidOperationException($"The views were not folded anew: {failure.Message}", failure));
            return false;
        }
        catch when (keptUp.IsFaulted)
        {
            await keptUp;
            throw;
        }

        async Task Beside(Folding folding)
        {
            await CatchUp(lead, number, folding, _state.BuildingBeside, givingUp.Token);
            // Nobody may see the views go back: the old ones stand still until the new ones are as far.
            await ending.CancelAsync();
            await keptUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await folding.Run(_journal, _codec, old.At, _ => { }, null, _sealer, givingUp.Token);
        }
    }

    /// <summary>Other nodes may ask for what only the leading one can do.</summary>
    private async Task HearWishes(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await foreach (var notice in _store.Listen(stop))
                {
                    if (notice is Notice.RebuildAsked)
                        _ = _rebuilds.Ask();
                }
            }
            catch (ViewsUnavailableException lost)
            {
                _log.LogWarning(lost, "Other nodes can't be heard; trying again.");
                await Task.Delay(LongestPause, _time, stop);
            }
        }
    }

    /// <summary>Shares the set with other programs, and removes sets that nobody reads any more.</summary>
    private async Task KeepHouse(ViewsLead lead, int number, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await lead.Share(number, stop);
                await Task.Delay(Grace, _time, stop);
                await _sets.GiveBack(Grace);
                await lead.Clean(number, stop);
            }
            catch (ViewsUnavailableException trouble)
            {
                _log.LogWarning(trouble, "The house could not be kept: what other programs read, or views of before. Trying again later.");
                await Task.Delay(Grace, _time, stop);
            }
        }
    }
}
