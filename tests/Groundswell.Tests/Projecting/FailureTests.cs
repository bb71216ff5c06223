using Groundswell.Projecting;
using Groundswell.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Groundswell.Tests.Projecting;

public sealed class FailureTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static (string Stream, Event Event) Held(int job) => ($"job-{job}", new JobHeld($"{job}", "O-1", "material.missing"));

    [Theory, EveryPlant]
    public async Task A_projection_that_throws_stops_the_views_before_the_entry_and_says_which(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start(new SampleHistory(), new Stubborn());
        await node.Arrived(await plant.Work(100, atOnce: 10));

        await plant.Append(SamplePlant.Log, Held(1), Held(Stubborn.Job), Held(3));
        await node.Until(status => status.Phase == ViewsPhase.Failed);

        Assert.Equal(
            new ViewsFailure("stubborn", SamplePlant.Log, 102, "sample.job-held", "Not this one."), node.Projector.Status.Failure);
        await using var views = node.Views.Open();
        Assert.Equal(101, await views.Set<SampleHistoryRow>().CountAsync(Stop));
        Assert.Equal(101, await views.Set<Bookmark>().MaxAsync(row => row.Position, Stop));
        Assert.Equal(HealthStatus.Unhealthy, (await new ViewsHealth(node.Projector).CheckHealthAsync(null!, Stop)).Status);
        // The record goes on, and nobody waits for what does not come.
        var last = await plant.Append(SamplePlant.Log, Held(4));
        Assert.False(await node.Projector.WaitFor(SamplePlant.Log, last, TimeSpan.FromHours(1), Stop));
    }

    [Theory, EveryPlant]
    public async Task A_row_that_its_table_does_not_take_stops_the_views_at_its_entry(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start(new Twice());

        await plant.Append(SamplePlant.Log, Held(1), Held(2), Held(1), Held(3));
        await node.Until(status => status.Phase == ViewsPhase.Failed);

        Assert.Equal(("twice", 3), (node.Projector.Status.Failure!.Projection, node.Projector.Status.Failure.Position));
        await using var views = node.Views.Open();
        Assert.Equal(["1", "2"], await views.Set<OnceRow>().Select(row => row.Job).OrderBy(job => job).ToListAsync(Stop));
    }

    [Theory, EveryPlant]
    public async Task An_event_that_nobody_knows_stops_the_views_and_is_not_skipped(SamplePlant plant)
    {
        await plant.Open();
        var node = await plant.Start();
        await plant.Work(5);
        var answer = await plant.Journal.Append(
            new Append
            {
                Log = SamplePlant.Log,
                Command = Guid.CreateVersion7(),
                Actor = "P-17",
                Source = Source.Machine,
                OccurredAt = DateTimeOffset.UnixEpoch,
                TimeZone = "Etc/UTC",
                Entries = [new NewEntry("job-1", "job.from-the-future", "{}"u8.ToArray())],
            },
            Stop);
        Assert.IsType<Receipt>(answer);
        await plant.Work(5);

        await node.Until(status => status.Phase == ViewsPhase.Failed);

        Assert.Equal((null, 6, "job.from-the-future"), (node.Projector.Status.Failure!.Projection, node.Projector.Status.Failure.Position, node.Projector.Status.Failure.Event));
        Assert.Equal(5, node.Projector.Positions[SamplePlant.Log]);
    }

    [Theory, EveryPlant]
    public async Task A_mended_projection_goes_on_from_the_beginning(SamplePlant plant)
    {
        await plant.Open();
        await using (var before = await plant.Start(new SampleHistory(), new Stubborn()))
        {
            await plant.Append(SamplePlant.Log, Held(1), Held(Stubborn.Job), Held(3));
            await before.Until(status => status.Phase == ViewsPhase.Failed);
        }

        var mended = await plant.Start(new SampleHistory(), new Stubborn { Version = 2 });
        await mended.Arrived(3);
    }

    [Theory, EveryPlant]
    public async Task Views_that_failed_are_folded_anew_on_request(SamplePlant plant)
    {
        await plant.Open();
        var stubborn = new Stubborn();
        var node = await plant.Start(new SampleHistory(), stubborn);
        await plant.Append(SamplePlant.Log, Held(1), Held(Stubborn.Job), Held(3));
        await node.Until(status => status.Phase == ViewsPhase.Failed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => node.Projector.Rebuild(Stop));
        Assert.Equal(ViewsPhase.Failed, node.Projector.Status.Phase);

        stubborn.Relents = true;
        await node.Projector.Rebuild(Stop);

        await node.Arrived(3);
        Assert.Null(node.Projector.Status.Failure);
    }

    [Theory, EveryPlant]
    public async Task A_rebuild_that_fails_leaves_the_views_that_are_read_as_they_are(SamplePlant plant)
    {
        await plant.Open();
        var stubborn = new Stubborn { Relents = true };
        var node = await plant.Start(new SampleHistory(), stubborn);
        await plant.Work(3_000, atOnce: 300);
        await node.Arrived(await plant.Append(SamplePlant.Log, Held(Stubborn.Job)));
        stubborn.Relents = false;

        await Assert.ThrowsAsync<InvalidOperationException>(() => node.Projector.Rebuild(Stop));

        Assert.Equal((ViewsPhase.Live, 3_001), (node.Projector.Status.Phase, node.Projector.Status.Failure!.Position));
        await node.Arrived(await plant.Work(5));
    }

    [Theory, EveryPlant]
    public async Task Views_that_could_never_be_folded_whole_are_not_read(SamplePlant plant)
    {
        await plant.Open();
        await plant.Append(SamplePlant.Log, Held(1), Held(Stubborn.Job), Held(3));
        var node = plant.NewNode(new SampleHistory(), new Stubborn());

        await node.Projector.StartAsync(Stop);
        await node.Until(status => status.Phase == ViewsPhase.Failed);

        Assert.Equal(2, node.Projector.Status.Failure!.Position);
        Assert.Throws<ViewsNotReadyException>(node.Views.Open);
    }

    [Fact]
    public void A_table_that_can_not_be_folded_into_is_refused_at_the_start()
    {
        Refused("unique index", table =>
        {
            table.HasKey(row => row.Job);
            table.HasIndex(row => row.Remark).IsUnique();
        });
        Refused("no key", table => table.HasNoKey());

        static void Refused(string why, Action<EntityTypeBuilder<OnceRow>> shape)
        {
            var projections = new Projections();
            projections.Add(new Shaped(tables => shape(tables.Entity<OnceRow>())));
            var refused = Assert.Throws<InvalidOperationException>(() => ViewsPlace.Database("Host=nowhere").Open(projections));
            Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Does not take one job.</summary>
    private sealed class Stubborn : IProjection
    {
        public const int Job = 2;

        public bool Relents { get; set; }

        public string Name => "stubborn";

        public int Version { get; init; } = 1;

        public void Shape(ModelBuilder tables) => tables.Entity<OnceRow>().HasKey(row => row.Job);

        public ValueTask Apply(Fact fact, Tables tables)
        {
            if (fact.Event is not JobHeld held)
                return default;
            // Half done before it throws: nothing of that may be seen.
            tables.Of<OnceRow>().Put(new OnceRow { Job = held.Job });
            return held.Job == $"{Job}" && Version == 1 && !Relents ? throw new InvalidOperationException("Not this one.") : default;
        }
    }

    /// <summary>Adds a row for a job each time it is held, as if that could happen once only.</summary>
    private sealed class Twice : IProjection
    {
        public string Name => "twice";

        public int Version => 1;

        public void Shape(ModelBuilder tables) => tables.Entity<OnceRow>().HasKey(row => row.Job);

        public ValueTask Apply(Fact fact, Tables tables)
        {
            if (fact.Event is JobHeld held)
                tables.Of<OnceRow>().Add(new OnceRow { Job = held.Job });
            return default;
        }
    }

    private sealed class Shaped(Action<ModelBuilder> shape) : IProjection
    {
        public string Name => "shaped";

        public int Version => 1;

        public void Shape(ModelBuilder tables) => shape(tables);

        public ValueTask Apply(Fact fact, Tables tables) => default;
    }
}

public sealed class OnceRow
{
    public required string Job { get; init; }
    public string? Remark { get; init; }
}
