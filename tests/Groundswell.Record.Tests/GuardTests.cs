namespace Groundswell.Record.Tests;

public sealed class GuardTests
{
    private const string Other = "enterprise";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task A_guard_that_does_not_hold_refuses_the_append(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("job-1").At("job-1", 0));

        Assert.Equal(new Stale(new Guard(Sample.Log, "job-1", 0), 1), await journal.Append(Sample.To("job-1").At("job-1", 0), Stop));
        Assert.Equal(new Stale(new Guard(Sample.Log, "job-1", 2), 1), await journal.Append(Sample.To("job-1").At("job-1", 2), Stop));
        Assert.Single(await journal.All());
    }

    [Theory, EveryStore]
    public async Task A_stream_that_was_only_read_must_not_have_moved_either(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.Recorded(Sample.To("work-unit-3"));

        await journal.Recorded(Sample.To("job-1").At("job-1", 0).At("work-unit-3", 1));
        await journal.Recorded(Sample.To("work-unit-3"));

        Assert.Equal(
            new Stale(new Guard(Sample.Log, "work-unit-3", 1), 2),
            await journal.Append(Sample.To("job-1").At("job-1", 1).At("work-unit-3", 1), Stop));
    }

    [Theory, EveryStore]
    public async Task Of_many_who_decide_on_the_same_version_one_succeeds(TestStore store)
    {
        await using var journal = await store.Open();

        for (var version = 0; version < 5; version++)
        {
            var at = version;
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
                _ => Task.Run(() => journal.Append(Sample.To("job-1").At("job-1", at), Stop), Stop)));

            Assert.Single(answers.OfType<Receipt>());
            Assert.All(answers.Where(answer => answer is not Receipt), answer => Assert.Equal(at + 1, Assert.IsType<Stale>(answer).Actual));
        }

        Assert.Equal(5, (await journal.All()).Count);
    }

    [Theory, EveryStore]
    public async Task What_was_read_in_another_log_is_checked_and_kept_with_its_position(TestStore store)
    {
        await using var journal = await store.Open();
        await journal.OpenLog(Other, Stop);
        await journal.Recorded(Sample.To("filler") with { Log = Other });
        await journal.Recorded(Sample.To("policy-1") with { Log = Other });

        await journal.Recorded(Sample.To("job-1").At("policy-1", 1, Other).At("job-1", 0).At("policy-2", 0, Other));

        var entry = Assert.Single(await journal.All());
        Assert.Equal([new ForeignRead(Other, "policy-1", 1, 2), new ForeignRead(Other, "policy-2", 0, 0)], entry.DecidedAgainst);
        Assert.Equal(CanonicalForm.LeafHash(entry), entry.LeafHash.ToArray());
        Assert.Equal(
            new Stale(new Guard(Other, "policy-1", 0), 1), await journal.Append(Sample.To("job-1").At("policy-1", 0, Other), Stop));
        Assert.Equal(new UnknownLog("site-z"), await journal.Append(Sample.To("job-1").At("policy-1", 0, "site-z"), Stop));
    }
}
