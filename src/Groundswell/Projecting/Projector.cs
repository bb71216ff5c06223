using Groundswell.Record;
using Groundswell.Record.Sealing;

namespace Groundswell.Projecting;

/// <summary>Folds the record into the views and keeps them up with it, for as long as the program runs.</summary>
/// <remarks>
/// Of several nodes on one database one leads and folds; the others follow it, and one of them takes over when it is gone. Nothing here touches
/// commands: when the views stand still, the record goes on.
/// </remarks>
public sealed partial class Projector : BackgroundService, IViewsProgress
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>So long entries come together before they are folded, where nobody waits for them: a batch of many costs little more than one of few.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    /// <summary>How often it is measured how far the views are behind.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private readonly Journal _journal;
    private readonly EventCodec _codec;
    private readonly Projections _projections;
    private readonly ViewsPlace _place;
    private readonly Views _views;
    private readonly News _news;
    private readonly TimeProvider _time;
    private readonly ILogger<Projector> _log;
    private readonly Sealer? _sealer;
    private readonly Progress _progress;
    private readonly ProjectorMetrics _metrics;
    private readonly SetsInUse _sets;
    private readonly Rebuilds _rebuilds = new();
    private readonly ProjectorState _state;
    private ViewsStore _store = null!;

    /// <summary>The set that was found to be damaged while it was in use; 0 where none was.</summary>
    private int _damaged;

    public Projector(
        Journal journal, EventCodec codec, Projections projections, ViewsPlace place, Views views, News news, TimeProvider time, ILogger<Projector> log,
        Sealer? sealer = null)
    {
        _sealer = sealer;
        (_journal, _codec, _projections, _place, _views, _news, _time, _log) = (journal, codec, projections, place, views, news, time, log);
        _progress = new Progress(time);
        _state = new ProjectorState(time);
        _sets = new SetsInUse(time);
        _metrics = new ProjectorMetrics(() => _state.Lag, _progress.All);
    }

    /// <summary>What it is doing.</summary>
    public ViewsStatus Status => _state.Status;

    /// <summary>How far each log is in the views.</summary>
    public IReadOnlyDictionary<string, long> Positions => _progress.All();

    /// <summary>How long a set that was exchanged for another is kept for those who still read it.</summary>
    internal TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How much is folded at once; smaller in tests, so that they see many batches.</summary>
    internal FoldingPace LivePace { get; set; } = FoldingPace.Live;

    internal FoldingPace BuildingPace { get; set; } = FoldingPace.Building;

    /// <inheritdoc/>
    public long Changes => _progress.Changes;

    /// <inheritdoc/>
    public Task<bool> WaitFor(string log, long position, TimeSpan atMost, CancellationToken stop) =>
        // Where the views stand still, nobody waits in vain.
        _progress.WaitFor(log, position, _state.Phase == ViewsPhase.Failed ? TimeSpan.Zero : atMost, stop);

    /// <summary>Folds all views anew from the record's beginning, beside those that are read, and exchanges them when they have caught up.</summary>
    /// <returns>Completes when the new ones are read on this node.</returns>
    /// <exception cref="InvalidOperationException">It was given up: an entry could not be folded. Those that were read stay.</exception>
    public Task Rebuild(CancellationToken stop) => _rebuilds.Ask().WaitAsync(stop);

    public override void Dispose()
    {
        _metrics.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _store = _place.Open(_projections);
        var measuring = MeasureLag(stoppingToken);
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Project(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (ProjectionFailedException failed)
            {
                _log.LogCritical(failed, "The views stand still. Commands go on.");
                _state.Fail(failed.Failure);
                _rebuilds.GiveUp(new InvalidOperationException(failed.Message, failed));
                continue;
            }
            catch (Exception trouble)
            {
                // A full disk, a lost connection: whatever it is, the record has everything, so the views can go on where they were.
                _log.LogError(trouble, "The views can't be kept up; trying again in {Pause}.", pause);
                _state.Trouble(trouble.Message);
                _damaged = trouble is ViewsUnavailableException { Damaged: true } ? _sets.Number : 0;
                await Task.Delay(pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                continue;
            }

            pause = FirstPause;
        }

        _rebuilds.GiveUp(new OperationCanceledException("The program ends."));
        await measuring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _sets.DisposeAsync();
    }

    /// <summary>Looks how long the record is, waits until the views have that, and looks again. It asks nothing of the entries' own times.</summary>
    private async Task MeasureLag(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                var sizes = await Sizes(stop);
                _state.Looked();
                foreach (var (log, size) in sizes)
                {
                    while (!await _progress.WaitFor(log, size, LongestPause, stop))
                    {
                        // However long it takes: that it does is what is measured.
                    }
                }

                _state.HasWhatWasSeen();
            }
            catch (Exception trouble) when (!stop.IsCancellationRequested)
            {
                _log.LogWarning(trouble, "How long the record is can't be seen; looking again.");
            }

            await Task.Delay(BetweenLooks, _time, stop);
        }
    }

    /// <summary>One spell of leading or following; ends when another begins.</summary>
    private async Task Project(CancellationToken stop)
    {
        // Who failed does not try again by itself; on several nodes another version of the program may.
        var mayLead = _state.Failure is null || _rebuilds.Asked;
        var lead = mayLead ? await _store.Lead(stop) : null;
        lead ??= await Follow(mayLead, stop);
        if (lead is null)
            return;
        await using (lead)
            await Lead(lead, stop);
    }

    /// <summary>Makes a set the one that is read.</summary>
    /// <returns>Whether another one was read before.</returns>
    private bool Read(int number, IAsyncDisposable claim, IReadOnlyDictionary<string, long> at)
    {
        var another = _sets.Use(number, claim);
        var told = _progress.All();
        _views.Read(_store.Reading(number));
        _progress.Reset(at);
        // Also where this node lost sight of the views for a while: what came into them meanwhile was told to nobody.
        if (another || at.Any(log => log.Value != told.GetValueOrDefault(log.Key)))
            _news.EverythingChanged();
        return another;
    }

    private Task Gather(string log, CancellationToken stop) => _progress.Gather(log, Gathering, stop);

    /// <summary>Says what a batch brought, now that it can be read.</summary>
    private void Tell(IReadOnlyList<Chunk> batch)
    {
        var entries = 0;
        foreach (var chunk in batch.Where(chunk => chunk.Facts.Count > 0))
        {
            entries += chunk.Facts.Count;
            _progress.Moved(chunk.Log, chunk.Last.Position);
            _news.Add(chunk.Log, chunk.Facts.Select(fact => fact.Entry));
        }

        _metrics.Folded(entries);
    }
}
