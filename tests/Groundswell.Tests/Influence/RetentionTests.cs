using Groundswell.Changes.Due;
using Groundswell.Deciding;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Influence;

/// <summary>Over the real server: what is older than the site keeps it counts no more, and nominations are destroyed.</summary>
public sealed class RetentionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_older_than_it_is_kept_counts_no_more_and_nominations_are_destroyed()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Help("A-1", "A-2", 2);
        await plant.Do(new Groundswell.Influence.Nominations.Nominate(["A-1"], []), "A-2");
        await plant.Arrived();
        var clock = plant.Server.Services.GetRequiredService<ChangesClock>();
        await clock.Look(Stop);
        Assert.Equal((2, 0), await Read());

        plant.Server.Time.Step(TimeSpan.FromDays(181));
        Assert.Equal((0, 0), await Read());
        await clock.Look(Stop);
        await clock.Look(Stop);
        var stream = $"influence-nomination-A-2 {Groundswell.Influence.Nominations.Nomination.QuarterOf(DateOnly.FromDateTime(plant.Server.Time.GetUtcNow().AddDays(-181).UtcDateTime))}";
        Assert.Equal(["influence.people-nominated", "influence.nomination-forgotten"], await plant.Server.Recorded(stream, Logs.PeopleOfSite(InfluencePlant.Site)));

        async Task<(int Help, int Named)> Read()
        {
            await using var scope = plant.Server.Services.CreateAsyncScope();
            var read = await scope.ServiceProvider.GetRequiredService<Groundswell.Influence.InfluenceReading>().Of(InfluencePlant.Site, Stop);
            return (
                read.Evidence.Contacts.Count(one => one.Layer == Groundswell.Influence.Layers.Layer.Help),
                read.Evidence.Contacts.Count(one => one.Layer == Groundswell.Influence.Layers.Layer.Nomination));
        }
    }
}
