using System.Security.Cryptography;

namespace Groundswell.Record.Tests;

public sealed class DeduplicationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task The_same_command_again_is_answered_as_the_first_time_also_after_a_restart(TestStore store)
    {
        var append = Sample.To("job-1", "{}", "{}").At("job-1", 0);
        Receipt first;
        await using (var journal = await store.Open())
        {
            first = await journal.Recorded(append);
            await journal.Recorded(Sample.To("job-1"));
            Assert.Equal(first with { Repeated = true }, await journal.Append(append, Stop));
        }

        await using (var journal = await store.Open())
        {
            Assert.Equal(first with { Repeated = true }, await journal.Append(append, Stop));
            Assert.Equal(first with { Repeated = true }, await journal.Find(append.Command, Stop));
            Assert.Null(await journal.Find(Guid.CreateVersion7(), Stop));
            Assert.Equal(3, (await journal.All()).Count);
        }
    }

    [Theory, EveryStore]
    public async Task A_command_sent_many_times_at_once_is_recorded_once(TestStore store)
    {
        await using var journal = await store.Open();
        var append = Sample.To("job-1").At("job-1", 0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => journal.Append(append, Stop), Stop)));

        var receipts = answers.Cast<Receipt>().ToList();
        Assert.Single(receipts, receipt => !receipt.Repeated);
        Assert.All(receipts, receipt => Assert.Equal((1, 1), (receipt.First, receipt.Count)));
        Assert.Single(await journal.All());
    }

    [Theory, EveryStore]
    public async Task A_command_id_is_not_used_for_anything_else(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.OpenLog("site-b", Stop);
        var append = Sample.To("job-1", """{"reason":"quality.doubt"}""");
        await journal.Recorded(append);

        Append[] others =
        [
            append with { Entries = [Sample.Entry("job-1", """{"reason":"material.missing"}""")] },
            append with { Entries = [Sample.Entry("job-2", """{"reason":"quality.doubt"}""")] },
            append with { Entries = [.. append.Entries, .. append.Entries] },
            append with { Entries = [append.Entries[0] with { Name = "job.paused" }] },
            append with { Entries = [append.Entries[0] with { OccurredAt = Sample.Noon.AddSeconds(1) }] },
            append with { Entries = [append.Entries[0] with { Corrects = 1 }] },
            append with { Actor = "P-18" },
            append with { Log = "site-b" },
            append with { Source = Source.Transcribed },
            append with { OccurredAt = Sample.Noon.AddSeconds(1) },
            append with { TimeZone = "Europe/Vienna" },
            append with { Station = "T-1" },
            append with { Device = "T-1" },
            append with { Shift = "T-1" },
            append with { Digest = SHA256.HashData("something else"u8) },
        ];

        foreach (var other in others)
            Assert.Equal(new CommandIdReused(append.Command), await journal.Append(other, Stop));
        Assert.Single(await journal.All());
        Assert.Empty(await journal.All("site-b"));
    }

    [Theory, EveryStore]
    public async Task What_the_sender_states_was_asked_counts_whatever_was_decided(TestStore store)
    {
        await using var journal = await store.Open();
        var asked = SHA256.HashData("hold job 1"u8);
        var append = Sample.To("job-1") with { Digest = asked };
        var first = await journal.Recorded(append);

        var decidedAnew = append with { Entries = [Sample.Entry("job-1", """{"late":true}""")], OccurredAt = Sample.Noon.AddHours(1) };

        Assert.Equal(first with { Repeated = true }, await journal.Append(decidedAnew, Stop));
        Assert.Equal(first with { Repeated = true }, await journal.Recall(Sample.Log, append.Command, append.Actor, asked, Stop));
        Assert.Equal(new CommandIdReused(append.Command), await journal.Append(append with { Digest = SHA256.HashData("hold job 2"u8) }, Stop));
        Assert.Equal(new CommandIdReused(append.Command), await journal.Append(append with { Actor = "P-18" }, Stop));
        Assert.Equal(new CommandIdReused(append.Command), await journal.Recall(Sample.Log, append.Command, "P-18", asked, Stop));
        Assert.Null(await journal.Recall(Sample.Log, Guid.CreateVersion7(), append.Actor, asked, Stop));
    }

    [Theory, EveryStore]
    public async Task A_refused_command_may_be_sent_again_under_its_id(TestStore store)
    {
        await using var journal = await store.Open();
        var append = Sample.To("job-1").At("job-1", 1);
        Assert.IsType<Stale>(await journal.Append(append, Stop));
        await journal.Recorded(Sample.To("job-1"));

        var receipt = await journal.Recorded(append);

        Assert.Equal((2, false), (receipt.First, receipt.Repeated));
    }
}
