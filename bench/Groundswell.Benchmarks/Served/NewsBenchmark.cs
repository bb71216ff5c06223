using System.Diagnostics;
using System.Globalization;
using System.Text;
using Groundswell.Benchmarks.Record;
using Groundswell.Deciding;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;

namespace Groundswell.Benchmarks.Served;

/// <summary>Two hundred terminals hear what happens, and look again: how long until a step that somebody completes is on all of them.</summary>
internal static class NewsBenchmark
{
    /// <summary>So many people's sessions share the terminals.</summary>
    private const int People = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task Run(int terminals, int changes, bool postgres, CancellationToken stop)
    {
        await using var server = await TrialServer.Start(postgres, stop);
        using var plant = await TrialPlant.Make(server.Plant, People + 1, stop);
        using var worker = await Client.At(server.Plant.Address, plant.People[^1], stop);
        var order = new Id<Order>("NEWS");
        await TrialOrders.StartMixing(order, async command => await worker.Do(command with { Site = TrialPlant.Site }, stop));

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var screens = new List<Screen>();
        for (var i = 0; i < terminals; i++)
            screens.Add(await Screen.At(server.Plant.Address, plant.People[i % People], TrialOrders.JobsOf(order)[0], ending.Token));
        await Task.WhenAll(screens.Select(screen => screen.Ready)).WaitAsync(Patience, stop);

        var (first, all, heard) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var step in TrialOrders.StepsOf(order).Take(Math.Min(changes, TrialMasters.Steps.Count)))
        {
            var shown = screens.ConvertAll(screen => screen.Expect(step.Step));
            var sent = Stopwatch.GetTimestamp();
            await worker.Do(step, stop);
            var times = (await Task.WhenAll(shown).WaitAsync(Patience, stop)).Select(at => (at - sent) * 1e3 / Stopwatch.Frequency).ToList();
            (first, all) = ([.. first, times.Min()], [.. all, times.Max()]);
            heard.AddRange(screens.Select(screen => (screen.HeardAt - sent) * 1e3 / Stopwatch.Frequency));
            await Task.Delay(300, stop);
        }

        var alone = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await worker.Read($"sites/{TrialPlant.Site}/jobs/{TrialOrders.JobsOf(order)[0]}/sheet", stop);
            alone.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        Figures.Print($"news: a step is heard of by {terminals} terminals within {heard.Max():N0} ms (median {heard.Median():N0}); they have all read their job again within {all.Median():N0} ms, at worst {all.Max():N0} (at most 1,000), the first one within {first.Median():N0}; one that reads it alone takes {alone.Median():N1} ms, {terminals} of them {alone.Median() * terminals:N0} ms one after the other");
        await ending.CancelAsync();
        foreach (var screen in screens)
            await screen.DisposeAsync();
    }

    /// <summary>A terminal: a line on which it hears the site's news, and one on which it reads its job again when it has heard something.</summary>
    private sealed class Screen : IAsyncDisposable
    {
        private readonly Client _line;
        private readonly Client _reading;
        private readonly string _sheet;
        private readonly CancellationToken _stop;
        private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _heard = new(0);
        private Task _listening = Task.CompletedTask;
        private Task _looking = Task.CompletedTask;
        private volatile Expected? _expected;

        private Screen(Client line, Client reading, Id<Job> job, CancellationToken stop) =>
            (_line, _reading, _sheet, _stop) = (line, reading, string.Create(CultureInfo.InvariantCulture, $"sites/{TrialPlant.Site}/jobs/{job}/sheet"), stop);

        public Task Ready => _ready.Task;

        public long HeardAt { get; private set; }

        public static async Task<Screen> At(Uri server, string person, Id<Job> job, CancellationToken stop)
        {
            var screen = new Screen(await Client.At(server, person, stop), await Client.At(server, person, stop), job, stop);
            screen._listening = screen._line.Listen($"sites/{TrialPlant.Site}/news", screen.Hear, stop);
            screen._looking = screen.Look();
            return screen;
        }

        /// <summary>Completes when the job as it is read shows the step as done; with the timestamp then.</summary>
        public Task<long> Expect(string step)
        {
            var expected = new Expected(Encoding.UTF8.GetBytes($"\"{step}\":{{"));
            _expected = expected;
            return expected.Shown.Task;
        }

        public async ValueTask DisposeAsync()
        {
            await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _line.Dispose();
            _reading.Dispose();
            _heard.Dispose();
        }

        private void Hear(ReadOnlyMemory<byte> piece)
        {
            _ready.TrySetResult();
            if (piece.Span.IndexOf("changed"u8) < 0 && piece.Span.IndexOf("reload"u8) < 0)
                return;
            HeardAt = Stopwatch.GetTimestamp();
            _heard.Release();
        }

        private async Task Look()
        {
            while (true)
            {
                await _heard.WaitAsync(_stop);
                var sheet = await _reading.Read(_sheet, _stop);
                if (_expected is { } expected && sheet.Span.IndexOf(expected.Sign) >= 0)
                    expected.Shown.TrySetResult(Stopwatch.GetTimestamp());
            }
        }

        private sealed record Expected(byte[] Sign)
        {
            public TaskCompletionSource<long> Shown { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
