using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Tests.Projecting;

public sealed class ProjectorTests
{
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
    public async Task Rebuilt_views_equal_the_live_ones(SamplePlant plant)
    {
        await plant.Open();
        var live = plant.NewNode();
        live.Projector.LivePace = new FoldingPace(1, TimeSpan.FromSeconds(1), RowsKept: 25);
        await live.Projector.StartAsync(Stop);
        for (var round = 0; round < 25; round++)
        {
            var sites = new[] { plant.Work(40, "site.k1", 1 + round % 7), plant.Work(25, "site.k2", 5), plant.Work(10, "site.k3", 2) };
            await Task.WhenAll(sites);
        }

        foreach (var log in (string[])["site.k1", "site.k2", "site.k3"])
            await live.Arrived((await plant.Journal.Logs(Stop)).Single(one => one.Log == log).Size, log);
        var before = await live.Rows();

        await live.Projector.Rebuild(Stop);

        Assert.True(before.Count > 1_000);
        Assert.Equal(before, await live.Rows());
    }
}
