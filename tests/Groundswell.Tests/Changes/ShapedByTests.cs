namespace Groundswell.Tests.Changes;

public sealed class ShapedByTests
{
    [Fact]
    public async Task A_version_says_who_proposed_shaped_and_tried_it_and_where_and_a_revision_says_the_same()
    {
        await using var plant = await ChangePlant.Start();
        await plant.Shapes();

        foreach (var version in new[] { ChangePlant.Second, ChangePlant.Frozen })
        {
            var by = await plant.Reads($"/sites/MUC/versions/{version}/shaped-by", "O-4");
            Assert.Equal(("Rub longer", "Munich"), (by.GetProperty("title").GetString(), by.GetProperty("site").GetString()));
            Assert.Equal(["Person O-1", "Person O-2", "Person O-3"], by.GetProperty("people").EnumerateArray().Select(one => one.GetString()));
        }

        Assert.Empty((await plant.Reads("/sites/MUC/versions/RUB@1/shaped-by")).GetProperty("people").EnumerateArray());
        Assert.Equal(0, (await plant.Reads("/sites/MUC/wins")).GetProperty("count").GetInt32());
    }
}
