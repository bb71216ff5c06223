using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Tests.Projecting;

public sealed class ProjectorTests
{
    private static readonly string[] Logs = ["site.k1", "site.k2", "site.k3"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryPlant]
    public async Task What_is_recorded_is_in_the_views(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start();

        var last = await plant.Work(300);
        await node.Arrived(last);

        await using var views = node.Views.Open();
        Assert.Equal(300, await views.Set<SampleHistoryRow>().CountAsync(Stop));
        Assert.Equal(ViewsPhase.Live, node.Projector.Status.Phase);
    }

    [Theory, EveryPlant]
    public async Task A_log_that_is_opened_later_is_followed_too(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start();
        await node.Arrived(await plant.Work(10));

        await node.Arrived(await plant.Work(10, "site.new"), "site.new");

        await using var views = node.Views.Open();
        Assert.Equal(10, await views.Set<SampleHistoryRow>().CountAsync(row => row.Site == "NEW", Stop));
    }

    [Theory, EveryPlant]
    public async Task Rebuilt_views_equal_the_live_ones(SamplePlant plant)
    {
        await plant.Open();
        var node = plant.NewNode();
        // A few rows in memory and small batches: most rows are let go and found again.
        node.Projector.LivePace = new FoldingPace(1, TimeSpan.FromSeconds(1), RowsKept: 25);
        await node.Projector.StartAsync(Stop);
        for (var round = 0; round < 25; round++)
            await Task.WhenAll(plant.Work(40, Logs[0], 1 + round % 7), plant.Work(25, Logs[1], 5), plant.Work(10, Logs[2], 2));
        await AllArrived(plant, node);
        var live = await node.Rows();

        await node.Projector.Rebuild(Stop);

        Assert.True(live.Count > 1_000);
        Assert.Equal(live, await node.Rows());
    }

    [Theory, EveryPlant]
    public async Task A_program_that_ends_and_begins_again_goes_on_where_the_views_were(SamplePlant plant)
    {
        await plant.Open();
        for (var round = 0; round < 4; round++)
        {
            await using var node = plant.NewNode();
            node.Projector.LivePace = new FoldingPace(1, TimeSpan.FromSeconds(1), RowsKept: 10 + round);
            await node.Projector.StartAsync(Stop);
            await Task.WhenAll(plant.Work(100, Logs[0]), plant.Work(50, Logs[1], 1));
        }

        var last = await plant.Start();
        await AllArrived(plant, last);
        var rows = await last.Rows();
        await last.Projector.Rebuild(Stop);

        Assert.Equal(rows, await last.Rows());
    }

    [Theory, EveryPlant]
    public async Task While_views_are_folded_anew_nobody_sees_half_of_them_or_older_ones(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start();
        await node.Arrived(await plant.Work(2_000, atOnce: 100));
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var working = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                    await plant.Work(5, atOnce: 5);
            },
            Stop);
        var seen = new List<int>();
        var looking = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                {
                    await using var views = node.Views.Open();
                    seen.Add(await views.Set<SampleHistoryRow>().CountAsync(Stop));
                }
            },
            Stop);

        await node.Projector.Rebuild(Stop);
        await node.Projector.Rebuild(Stop);
        await done.CancelAsync();
        await Task.WhenAll(working, looking);

        Assert.True(seen[0] >= 2_000);
        Assert.Equal(seen.Order(), seen);
    }

    [Theory, EveryPlant]
    public async Task Views_of_another_shape_are_folded_anew_and_the_old_ones_removed(SamplePlant plant)
    {
        await plant.Open();
        await using (var before = await plant.Start(new SampleLineBoard(), new SampleHistory()))
            await before.Arrived(await plant.Work(500));

        var after = plant.NewNode(new SampleLineBoard { Version = 2 }, new SampleHistory());
        after.Projector.Grace = TimeSpan.FromMilliseconds(50);
        await after.Projector.StartAsync(Stop);
        await after.Arrived(500);

        await using var views = after.Views.Open();
        Assert.Equal(500, await views.Set<SampleHistoryRow>().CountAsync(Stop));
        for (var tries = 0; await plant.Sets() is not 1; tries++)
        {
            Assert.True(tries < 500, "The old views are still there.");
            await Task.Delay(20, Stop);
        }
    }

    [Theory, EveryPlant]
    public async Task Who_waits_for_an_entry_is_answered_when_it_can_be_read_and_not_kept_longer_than_asked(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start();
        var last = await plant.Work(5);

        Assert.True(await node.Projector.WaitFor(SamplePlant.Log, last, TimeSpan.FromSeconds(30), Stop));
        await using var views = node.Views.Open();
        Assert.Equal(5, await views.Set<SampleHistoryRow>().CountAsync(Stop));
        Assert.False(await node.Projector.WaitFor(SamplePlant.Log, last + 1, TimeSpan.FromMilliseconds(20), Stop));
        Assert.False(await node.Projector.WaitFor("site.nowhere", 1, TimeSpan.Zero, Stop));
    }

    [Theory, EveryPlant]
    public async Task Views_are_not_read_before_they_are_whole_and_never_written_by_others(SamplePlant plant)
    {
        await plant.Open();
        var node = plant.NewNode();
        Assert.Throws<ViewsNotReadyException>(node.Views.Open);

        await node.Projector.StartAsync(Stop);
        await node.Arrived(await plant.Work(1));

        await using var views = node.Views.Open();
        await Assert.ThrowsAsync<NotSupportedException>(() => views.SaveChangesAsync(Stop));
    }

    [Fact]
    public async Task Views_that_were_folded_from_another_record_are_folded_anew()
    {
        await using var mine = new SqlitePlant();
        await mine.Open();
        await using (var node = await mine.Start())
            await node.Arrived(await mine.Work(50));
        await using var other = new SqlitePlant { ViewsFolder = mine.ViewsFolder };
        await other.Open();
        await other.Work(60, atOnce: 1);

        var another = await other.Start();
        await another.Arrived(60);

        await using var views = another.Views.Open();
        Assert.Equal(60, await views.Set<SampleHistoryRow>().CountAsync(Stop));
    }

    [Fact]
    public async Task Damaged_views_are_folded_anew()
    {
        await using var plant = new SqlitePlant();
        await plant.Open();
        await using (var node = await plant.Start())
            await node.Arrived(await plant.Work(200));
        foreach (var file in Directory.GetFiles(plant.ViewsFolder))
            await File.WriteAllTextAsync(file, "This is no database.", Stop);

        var after = await plant.Start();
        await after.Arrived(200);

        await using var views = after.Views.Open();
        Assert.Equal(200, await views.Set<SampleHistoryRow>().CountAsync(Stop));
    }

    private static async Task AllArrived(SamplePlant plant, SampleNode node)
    {
        foreach (var log in await plant.Journal.Logs(Stop))
            await node.Arrived(log.Size, log.Log);
    }
}
