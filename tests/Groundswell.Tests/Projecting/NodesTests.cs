using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Tests.Projecting;

/// <summary>Several programs on one PostgreSQL: one folds, all read.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private readonly PostgresPlant _plant = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _plant.Open();

    public ValueTask DisposeAsync() => _plant.DisposeAsync();

    [Fact]
    public async Task One_folds_and_the_other_follows()
    {
        var (leader, follower) = await Two();

        using var listening = follower.News.Listen(_ => true);
        var last = await _plant.Work(200);
        await Task.WhenAll(leader.Arrived(last), follower.Arrived(last));

        await using var views = follower.Views.Open();
        Assert.Equal(200, await views.Set<SampleHistoryRow>().CountAsync(Stop));
        var news = await listening.Next(Stop);
        Assert.Equal((SamplePlant.Log, "K1", 1), (news!.Log, news.Site, news.First));
        Assert.Equal((ViewsPhase.Live, ViewsPhase.Following), (leader.Projector.Status.Phase, follower.Projector.Status.Phase));
    }

    [Fact]
    public async Task News_is_on_the_other_node_within_a_second()
    {
        var (_, follower) = await Two();
        using var listening = follower.News.Listen(_ => true);
        var took = new List<TimeSpan>();

        for (var round = 0; round < 9; round++)
        {
            var began = TimeProvider.System.GetTimestamp();
            var last = await _plant.Work(3);
            while ((await listening.Next(Stop))!.Last < last)
            {
            }

            took.Add(TimeProvider.System.GetElapsedTime(began));
        }

        Assert.True(took.Order().ElementAt(4) < TimeSpan.FromSeconds(1), string.Join(", ", took));
    }

    [Fact]
    public async Task When_the_one_that_folds_ends_the_other_takes_over()
    {
        var (leader, follower) = await Two();
        await follower.Arrived(await _plant.Work(50));

        await leader.DisposeAsync();
        var last = await _plant.Work(50);
        await follower.Arrived(last);

        await follower.Until(status => status.Phase == ViewsPhase.Live);
        var rows = await follower.Rows();
        await follower.Projector.Rebuild(Stop);
        Assert.Equal(rows, await follower.Rows());
    }

    [Fact]
    public async Task However_often_connections_are_cut_every_entry_is_folded_once()
    {
        var (one, other) = await Two();
        for (var round = 0; round < 8; round++)
        {
            await _plant.Work(60, atOnce: 1 + round);
            await _plant.Database.Ask<long>(
                """
                SELECT count(pg_terminate_backend(pid)) FROM pg_locks
                WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """);
        }

        // Who lost the lead while nothing happened hears of it with the next entry.
        var last = await _plant.Work(3);
        await Task.WhenAll(one.Arrived(last), other.Arrived(last));
        await Task.WhenAll(one.Until(Moving), other.Until(Moving));
        Assert.Single([one, other], node => node.Projector.Status.Phase == ViewsPhase.Live);
        Assert.Equal(await one.Rows(), await other.Rows());
        var rows = await one.Rows();
        await one.Projector.Rebuild(Stop);
        Assert.Equal(rows, await one.Rows());
    }

    [Fact]
    public async Task A_rebuild_that_the_follower_is_asked_for_is_done_by_the_leader_and_read_by_both()
    {
        var (leader, follower) = await Two();
        await follower.Arrived(await _plant.Work(300));
        var rows = await follower.Rows();
        leader.Projector.Grace = follower.Projector.Grace = TimeSpan.FromMilliseconds(50);

        await follower.Projector.Rebuild(Stop);

        Assert.Equal(rows, await follower.Rows());
        Assert.Equal(rows, await leader.Rows());
        Assert.Equal(ViewsPhase.Following, follower.Projector.Status.Phase);
        await Task.WhenAll(follower.Arrived(await _plant.Work(5)), leader.Arrived(305));
    }

    [Fact]
    public async Task Two_versions_of_the_program_side_by_side_each_have_their_views()
    {
        var old = await _plant.Start(new SampleLineBoard(), new SampleHistory());
        await old.Arrived(await _plant.Work(40));
        var young = _plant.NewNode(new SampleLineBoard { Version = 2 }, new SampleHistory());
        young.Projector.Grace = TimeSpan.FromMilliseconds(20);
        await young.Projector.StartAsync(Stop);

        var last = await _plant.Work(40);
        await Task.WhenAll(old.Arrived(last), young.Arrived(last));

        Assert.Equal((ViewsPhase.Live, ViewsPhase.Live, 2), (old.Projector.Status.Phase, young.Projector.Status.Phase, await _plant.Sets()));
    }

    private static bool Moving(ViewsStatus status) => status.Phase is ViewsPhase.Live or ViewsPhase.Following;

    private async Task<(SampleNode Leader, SampleNode Follower)> Two()
    {
        var leader = await _plant.Start();
        await leader.Until(status => status.Phase == ViewsPhase.Live);
        var follower = await _plant.Start();
        await follower.Until(status => status.Phase == ViewsPhase.Following);
        return (leader, follower);
    }
}
