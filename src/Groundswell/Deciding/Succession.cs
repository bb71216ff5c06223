using Groundswell.Record;
using Groundswell.Sealing;

namespace Groundswell.Deciding;

/// <summary>
/// Has commands of one caller recorded in the order in which they are given, without waiting for the disk between them: each is decided on what those
/// before it are going to record. Where that does not come to be (somebody else was quicker, a command was recorded before, the disk is full), whatever
/// was decided on it is not recorded either, and goes through the door again, one after the other.
/// </summary>
/// <remarks>
/// The position of an entry that is still under way is not known: a state has one below zero in its place, and a correction that names it is refused by
/// the record and decided again. What it takes to be an entry's time is when it was decided.
/// </remarks>
public sealed class Succession
{
    /// <summary>So many are under way at once: as many as go into a few commits.</summary>
    private const int MostUnderWay = 2_048;

    private readonly Door _door;
    private readonly Acts _acts;
    private readonly Journal _journal;
    private readonly Func<States> _read;
    private readonly Caller _caller;
    private readonly Action<Command, Answer> _answered;
    private readonly Queue<(Command Command, Task<AppendAnswer> Appended)> _underWay = new();
    private AppendRun _run = new();
    private States _ahead;
    private long _position = long.MinValue;

    internal Succession(Door door, Acts acts, Journal journal, Func<States> read, Caller caller, Action<Command, Answer> answered) =>
        (_door, _acts, _journal, _read, _caller, _answered, _ahead) = (door, acts, journal, read, caller, answered, read());

    /// <summary>Takes a command in; returns when there is room for the next. Its answer comes later, at the latest with <see cref="Finish"/>.</summary>
    /// <exception cref="JournalUnavailableException">Some are not recorded as far as anyone knows: send the same commands again.</exception>
    public async ValueTask Take(Command command, CancellationToken stop)
    {
        while (_underWay.Count >= MostUnderWay && !_run.HasEnded)
            await Settle(stop);
        if (_run.HasEnded)
            await Finish(stop);

        var act = _acts[command.GetType()];
        var reading = new Reading(_ahead, command.Log, stop);
        var circumstances = await _door.CircumstancesOf(command, _caller, [], stop);
        if (await _door.MayNot(act, command, _caller, stop) is null
            && await act.Decide(command, reading, circumstances) is { Refusal: null } decision
            && !decision.Events.Any(decided => decided.Event is IForgets)) // a key is not ended for what may never be recorded
        {
            var append = await _door.AppendOf(act, command, _caller, circumstances, decision, reading, stop);
            _underWay.Enqueue((command, _journal.Append(append with { Run = _run }, stop)));
            LookAhead(append, decision, reading, circumstances);
            return;
        }

        // Whether it really is refused, or was recorded long ago, is for the door to say, once all before it is certain.
        await Finish(stop);
        await Again(command, stop);
    }

    /// <summary>Waits until all are answered.</summary>
    /// <exception cref="JournalUnavailableException">Some are not recorded as far as anyone knows: send the same commands again.</exception>
    public async Task Finish(CancellationToken stop)
    {
        while (_underWay.Count > 0)
            await Settle(stop);
        if (_run.HasEnded)
            StartAnew();
    }

    private async Task Settle(CancellationToken stop)
    {
        var (command, appended) = _underWay.Dequeue();
        if (await appended is Receipt { Repeated: false } receipt)
            _answered(command, receipt);
        else
            await Again(command, stop);
    }

    private async Task Again(Command command, CancellationToken stop)
    {
        var answer = await _door.Take(command, _caller, stop);
        if (answer.Receipt is { Repeated: false })
            _run.End(); // recorded past what is kept here: nothing more is decided on that
        _answered(command, answer);
    }

    private void StartAnew() => (_run, _ahead) = (new AppendRun(), _read());

    private void LookAhead(Append append, Decision decision, Reading reading, Circumstances circumstances)
    {
        var first = _position;
        _position += append.Entries.Count;
        var made = append.Entries.Select((entry, i) => (entry.Stream, Happened: new Happened(
            decision.Events[i].Event, entry.OccurredAt ?? append.OccurredAt, circumstances.Now, append.Actor, append.Station, first + i, entry.Corrects)));
        foreach (var stream in made.GroupBy(one => one.Stream))
        {
            var name = new StreamName(append.Log, stream.Key);
            _ahead.Recorded(name, reading.Seen[name], stream.Select(one => one.Happened));
        }
    }
}
