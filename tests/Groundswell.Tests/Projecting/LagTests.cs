using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Groundswell.Tests.Projecting;

public sealed class LagTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryPlant]
    public async Task Views_that_keep_up_are_well_whatever_the_plants_clock_says(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start(new Ahead());

        await node.Arrived(await plant.Work(100, atOnce: 10));
        await node.Until(status => status.Lag < TimeSpan.FromSeconds(5));

        Assert.Equal(HealthStatus.Healthy, await HealthOf(node));
    }

    [Theory, EveryPlant]
    public async Task Views_that_do_not_get_on_are_behind_for_as_long_as_they_do_not(SamplePlant plant)
    {
        await plant.Open();
        var door = new Shut();
        var node = await plant.Start(door);

        var last = await plant.Work(1);
        await node.Until(status => status.Lag > TimeSpan.FromSeconds(2));
        door.Open();
        await node.Arrived(last);

        await node.Until(status => status.Lag < TimeSpan.FromSeconds(1));
        Assert.Equal(ViewsPhase.Live, node.Projector.Status.Phase);
    }

    private static async Task<HealthStatus> HealthOf(SampleNode node) =>
        (await new ViewsHealth(node.Projector).CheckHealthAsync(null!, Stop)).Status;

    /// <summary>A demonstration's clock after weeks of history: hours pass in a second of the machine's.</summary>
    private sealed class Ahead : TimeProvider
    {
        private readonly long _since = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + System.GetElapsedTime(_since) * 100_000;
    }

    /// <summary>Takes no entry until it is opened.</summary>
    private sealed class Shut : IProjection
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "shut";

        public int Version => 1;

        public void Open() => _opened.SetResult();

        public void Shape(ModelBuilder tables)
        {
        }

        public ValueTask Apply(Fact fact, Tables tables) => new(_opened.Task);
    }
}
