using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests;

/// <summary>Whatever comes in, in whatever batches, through whatever restarts: the journal answers and holds what a few lists would.</summary>
public sealed class JournalModelTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task The_journal_does_what_the_model_does(TestStore store)
    {
        var journal = await store.Open();
        var cases = 0;
        try
        {
            var property = Prop.ForAll(
                Steps(),
                steps =>
                {
                    // Each case has logs of its own, so that all share one store. FsCheck calls and waits in one thread.
                    var run = Run(steps, $"-{cases++}", journal, store);
                    journal = run.GetAwaiter().GetResult();
                });
            await Task.Run(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(40)), Stop);
        }
        finally
        {
            await journal.DisposeAsync();
        }
    }

    private static async Task<Journal> Run(Step[] steps, string suffix, Journal journal, TestStore store)
    {
        var model = new JournalModel();
        foreach (var log in JournalModel.Logs)
            await journal.OpenLog(log + suffix, Stop);

        // Sent without waiting, so that the writer makes batches of them as it likes; it takes them in this order.
        var answers = new List<Task<AppendAnswer>>();
        var expected = new List<string>();
        foreach (var step in steps)
        {
            if (step.Restart)
            {
                await Task.WhenAll(answers);
                await journal.DisposeAsync();
                journal = await store.Open();
            }

            var append = model.Make(step, suffix);
            expected.Add(model.Answer(append));
            answers.Add(journal.Append(append, Stop));
        }

        Assert.Equal(expected, (await Task.WhenAll(answers)).Select(JournalModel.Say));
        foreach (var log in JournalModel.Logs)
        {
            var entries = await journal.All(log + suffix);
            Assert.Equal(model.Entries(log + suffix), entries.Select(JournalModel.Say));
            Assert.All(entries, entry => Assert.Equal(CanonicalForm.LeafHash(entry), entry.LeafHash.ToArray()));
            Assert.Equal(entries.Select(entry => entry.RecordedAt).Order(), entries.Select(entry => entry.RecordedAt));
            var head = await journal.Store.Head(log + suffix, Stop);
            Assert.Equal(
                MerkleTree.RootOf([.. entries.SelectMany(entry => entry.LeafHash.ToArray())]), new Frontier(head!.Size, head.Frontier).Root());
        }

        return journal;
    }

    private static Arbitrary<Step[]> Steps()
    {
        var step =
            from log in Gen.Elements(JournalModel.Logs)
            from streams in Gen.Choose(0, 3).NonEmptyListOf()
            from guard in Gen.Choose(0, 3)
            from guarded in Gen.Choose(0, 3)
            from guardedLog in Gen.Elements(JournalModel.Logs)
            from off in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Elements(-1, 1)))
            from corrects in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(1, 40)))
            from repeats in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 10)))
            from otherActor in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
            from restart in Gen.Frequency((15, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new Step(log, [.. streams.Take(5)], guard == 0 ? null : guardedLog, guarded, off, corrects, repeats, otherActor, restart);
        return Arb.From(step.ArrayOf(), steps => steps.Select((_, left) => steps.Where((_, i) => i != left).ToArray()));
    }

    /// <param name="Streams">The number of the stream of each entry.</param>
    /// <param name="GuardedLog">The log of the stream that is guarded, if one is.</param>
    /// <param name="Off">By how much the guard is wrong.</param>
    /// <param name="Corrects">The position that the first entry corrects; 0 for none.</param>
    /// <param name="Repeats">How many appends ago the append was made that is sent again; 0 for a new one.</param>
    public sealed record Step(
        string Log, int[] Streams, string? GuardedLog, int Guarded, int Off, int Corrects, int Repeats, bool OtherActor, bool Restart);

    private sealed class JournalModel
    {
        public static readonly string[] Logs = ["one", "two"];

        private readonly Dictionary<string, List<string>> _entries = [];
        private readonly Dictionary<(string Log, string Stream), (int Version, int Position)> _streams = [];
        private readonly Dictionary<Guid, (Append Append, string Answer)> _recorded = [];
        private readonly List<Append> _made = [];

        public List<string> Entries(string log) => _entries.GetValueOrDefault(log, []);

        public Append Make(Step step, string suffix)
        {
            if (step.Repeats > 0 && step.Repeats <= _made.Count)
            {
                var again = _made[^step.Repeats];
                return step.OtherActor ? again with { Actor = "P-18" } : again;
            }

            var log = step.Log + suffix;
            var append = Sample.To("") with
            {
                Log = log,
                Entries =
                [
                    .. step.Streams.Select((stream, i) => Sample.Entry($"s-{stream}", $"{_made.Count}") with
                    {
                        Corrects = i == 0 && step.Corrects > 0 ? step.Corrects : null,
                    }),
                ],
            };
            if (step.GuardedLog is { } other)
            {
                var version = _streams.GetValueOrDefault((other + suffix, $"s-{step.Guarded}")).Version;
                append = append.At($"s-{step.Guarded}", Math.Max(0, version + step.Off), other + suffix);
            }

            _made.Add(append);
            return append;
        }

        /// <summary>Decides and, where it is accepted, adds.</summary>
        public string Answer(Append append)
        {
            if (_recorded.TryGetValue(append.Command, out var before))
                return before.Append.Actor == append.Actor ? $"{before.Answer} again" : "command-id.reused";
            foreach (var guard in append.Guards)
            {
                var actual = _streams.GetValueOrDefault((guard.Log, guard.Stream)).Version;
                if (actual != guard.Version)
                    return $"append.stale {actual}";
            }

            var entries = _entries.TryGetValue(append.Log, out var there) ? there : _entries[append.Log] = [];
            if (append.Entries.Any(entry => entry.Corrects > entries.Count))
                return "correction.unknown-entry";

            var first = entries.Count + 1;
            var against = string.Join(',', append.Guards.Where(guard => guard.Log != append.Log).Select(
                guard => $"{guard.Stream}@{guard.Version}/{_streams.GetValueOrDefault((guard.Log, guard.Stream)).Position}"));
            foreach (var entry in append.Entries)
            {
                var version = _streams.GetValueOrDefault((append.Log, entry.Stream)).Version + 1;
                _streams[(append.Log, entry.Stream)] = (version, entries.Count + 1);
                entries.Add(Said(entries.Count + 1, entry.Stream, version, entry.Payload.Span, entry.Corrects, against));
            }

            var answer = $"{first}+{append.Entries.Count}";
            _recorded[append.Command] = (append, answer);
            return answer;
        }

        public static string Say(AppendAnswer answer) => answer switch
        {
            Receipt receipt => $"{receipt.First}+{receipt.Count}{(receipt.Repeated ? " again" : "")}",
            Stale stale => $"{stale.Code} {stale.Actual}",
            AppendRefusal refusal => refusal.Code,
            _ => throw new InvalidOperationException($"{answer}"),
        };

        public static string Say(Entry entry) => Said(
            entry.Position, entry.Stream, entry.Version, entry.Payload.Span, entry.Corrects,
            string.Join(',', entry.DecidedAgainst.Select(read => $"{read.Stream}@{read.Version}/{read.Position}")));

        private static string Said(long position, string stream, long version, ReadOnlySpan<byte> payload, long? corrects, string against) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{position} {stream} v{version} {System.Text.Encoding.UTF8.GetString(payload)} corrects {corrects} against {against}");
    }
}
