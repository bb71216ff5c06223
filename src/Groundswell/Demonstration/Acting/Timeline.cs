using Groundswell.Deciding;

namespace Groundswell.Demonstration.Acting;

/// <summary>Lets many people's days go by: each is a script that waits for times and asks for acts, and all of them run on one thread, in the order of time.</summary>
/// <remarks>
/// History goes by in short windows: what happens within one is asked for at once. Once the clock runs, everything is asked for when its time has come.
/// A script waits for nothing but what is offered here; so two runs with one seed are the same.
/// </remarks>
internal sealed class Timeline(Stage stage, DemoClock clock, DateTimeOffset begins)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(55);
    private static readonly TimeSpan LongestNap = TimeSpan.FromMilliseconds(250);

    private readonly PriorityQueue<TaskCompletionSource, (long At, long Number)> _waiting = new();
    private readonly List<(Asked Asked, TaskCompletionSource<Answer> Answered)> _asked = [];
    private readonly List<(Func<CancellationToken, Task> Work, TaskCompletionSource Done)> _errands = [];
    private readonly List<Task> _scripts = [];
    private long _number;

    /// <summary>The time in the script that runs.</summary>
    public DateTimeOffset Now { get; private set; } = begins;

    /// <summary>Begins a script. What it throws ends the run.</summary>
    public void Begin(Func<Task> script) => _scripts.Add(script());

    public Task Until(DateTimeOffset at)
    {
        var wakes = new TaskCompletionSource();
        _waiting.Enqueue(wakes, (Math.Max(at.UtcTicks, Now.UtcTicks), ++_number));
        return wakes.Task;
    }

    public Task For(TimeSpan time) => Until(Now + time);

    public Task<Answer> Ask(Command command, Caller caller, params IReadOnlyList<Signs> signatures)
    {
        var answered = new TaskCompletionSource<Answer>();
        _asked.Add((new Asked(command, caller, Now, signatures), answered));
        return answered.Task;
    }

    /// <summary>Does something that waits for more than time and acts: reading from stores. For the time after history alone.</summary>
    public Task Do(Func<CancellationToken, Task> work)
    {
        var done = new TaskCompletionSource();
        _errands.Add((work, done));
        return done.Task;
    }

    /// <summary>Makes history up to an instant.</summary>
    public async Task Run(DateTimeOffset until, IProgress<DateTimeOffset>? progress, CancellationToken stop)
    {
        while (_waiting.TryPeek(out _, out var next) && next.At < until.UtcTicks)
        {
            stop.ThrowIfCancellationRequested();
            await Pass(Math.Min(next.At + Window.Ticks, until.UtcTicks - 1), stop);
            progress?.Report(Now);
        }

        Now = until;
        clock.MoveOn(until);
    }

    /// <summary>Goes on as time does, until it is stopped.</summary>
    public async Task Live(TimeProvider real, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Pass(clock.GetUtcNow().UtcTicks, stop);
            var nap = _waiting.TryPeek(out _, out var next)
                ? TimeSpan.FromTicks((long)((next.At - clock.GetUtcNow().UtcTicks) / clock.Speed))
                : LongestNap;
            if (nap > TimeSpan.Zero)
                await Task.Delay(nap < LongestNap ? nap : LongestNap, real, stop);
        }
    }

    /// <summary>All that happens up to an instant.</summary>
    private async Task Pass(long upTo, CancellationToken stop)
    {
        do
        {
            while (_waiting.TryPeek(out _, out var next) && next.At <= upTo)
            {
                Now = new DateTimeOffset(Math.Max(next.At, clock.Stands ? 0 : Now.UtcTicks), TimeSpan.Zero);
                _waiting.Dequeue().SetResult();
            }

            foreach (var (work, done) in Taken(_errands))
            {
                await work(stop);
                done.SetResult();
            }

            var asked = Taken(_asked);
            if (asked.Count > 0)
            {
                var answers = await stage.Send(asked.ConvertAll(one => one.Asked), stop);
                for (var i = 0; i < answers.Length; i++)
                {
                    Now = asked[i].Asked.At;
                    asked[i].Answered.SetResult(answers[i]);
                }
            }
        }
        while (_asked.Count > 0 || _errands.Count > 0 || (_waiting.TryPeek(out _, out var more) && more.At <= upTo));

        foreach (var script in _scripts)
        {
            if (script.IsFaulted)
                await script;
        }

        _scripts.RemoveAll(script => script.IsCompleted);
    }

    private static List<T> Taken<T>(List<T> from)
    {
        var taken = from.ToList();
        from.Clear();
        return taken;
    }
}
