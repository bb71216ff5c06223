using System.Text.Json;
using Groundswell.Changes.Champions;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;

namespace Groundswell.Tests.Influence;

/// <summary>Over HTTP: who can be asked into a pilot group, with and without the informal network.</summary>
public sealed class PilotCandidatesTests
{
    [Fact]
    public async Task Volunteers_and_leads_proposals_are_there_without_a_network_and_the_network_proposes_to_facilitators()
    {
        await using var plant = await InfluencePlant.Start(agreed: false);
        var lead = await plant.Worker("L-1", (Role.LineLead, InfluencePlant.Site));
        await plant.Do(new OpenChange(new("one-list"), "One list", "Two are written"));
        await plant.Do(new OpenPilotGroup(new("one-list"), new("one-list")), "F-1");
        await plant.Do(new VolunteerForPilot(new("one-list")), "A-2");
        await plant.Do(new VolunteerAsChampion(), "A-3");
        await plant.Do(new ProposeChampion(new("B-2"), "Knows all of it"), "L-1");

        var off = await Asked(plant, plant.Facilitator);
        Assert.Equal("influence.off", off.GetProperty("refused").GetString());
        Assert.Equal(
            [("A-2", "VolunteeredHere"), ("A-3", "Volunteered"), ("B-2", "ProposedByLead")],
            off.GetProperty("known").EnumerateArray().Select(one => (one.GetProperty("person").GetString(), one.GetProperty("for")[0].GetString())));

        await plant.Agree();
        await plant.AllTakePart();
        foreach (var person in InfluencePlant.Crew("A").Skip(1))
            await plant.Help("A-1", person, 3);
        foreach (var person in InfluencePlant.Crew("B").Skip(1))
            await plant.Help("B-1", person, 3);

        var on = await Asked(plant, plant.Facilitator);
        var invited = on.GetProperty("network").GetProperty("invited").EnumerateArray().ToDictionary(
            one => one.GetProperty("person").GetString()!, one => one.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()).ToList());
        Assert.Contains("TurnedTo", invited["A-1"]);
        Assert.Contains("TurnedTo", invited["B-1"]);
        Assert.All(invited.Values, reasons => Assert.DoesNotContain("Score", reasons));

        // A lead may ask people, and is told nothing of whom others turn to.
        var toLead = await Asked(plant, lead);
        Assert.Equal("door.not-allowed", toLead.GetProperty("refused").GetString());
        Assert.False(toLead.TryGetProperty("network", out var network) && network.ValueKind != JsonValueKind.Null);
        Assert.Equal(3, toLead.GetProperty("known").GetArrayLength());
        Assert.Equal("pilot.unknown", await Identifying.Browser.CodeOf(await lead.Get($"/sites/{InfluencePlant.Site}/pilots/no-such/candidates")));
    }

    private static async Task<JsonElement> Asked(InfluencePlant plant, Identifying.Browser browser)
    {
        await plant.Arrived();
        return await browser.Read($"/sites/{InfluencePlant.Site}/pilots/one-list/candidates");
    }
}
