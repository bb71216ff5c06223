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

    [Fact]
    public async Task Who_could_carry_a_change_is_proposed_beside_those_who_do_and_is_named_with_a_reason_in_words()
    {
        await using var plant = await InfluencePlant.Start();
        var lead = await plant.Worker("L-1", (Role.LineLead, InfluencePlant.Site));
        await plant.Do(new OpenChange(new("one-list"), "One list", "Two are written"));
        await plant.AllTakePart();
        foreach (var person in InfluencePlant.Crew("A").Skip(1))
            await plant.Help("A-1", person, 3);
        foreach (var person in InfluencePlant.Crew("B").Skip(1))
            await plant.Help("B-1", person, 3);

        await plant.Arrived();
        var path = $"/sites/{InfluencePlant.Site}/changes/one-list/champion-candidates";
        var asked = await plant.Facilitator.Read(path);
        var proposed = asked.GetProperty("network").GetProperty("invited").EnumerateArray().Select(one => one.GetProperty("person").GetString()).ToList();
        Assert.Contains("A-1", proposed);
        Assert.Equal("door.not-allowed", (await lead.Read(path)).GetProperty("refused").GetString());
        await plant.Arrived();
        Assert.Contains("about\":\"one-list", (await plant.Council.Read($"/sites/{InfluencePlant.Site}/influence/looks")).ToString(), StringComparison.Ordinal);

        // On the page the facilitator says why; without a reason nobody is named.
        Assert.Equal("champion.why-missing", (await plant.Take(new ProposeChampion(new("A-1"), " ", FromRecord: true), "F-1")).Refusal?.Code);
        await plant.Do(new ProposeChampion(new("A-1"), "Both crews come to you when it does not run", FromRecord: true), "F-1");
        Assert.Equal("change.unknown", await Identifying.Browser.CodeOf(await lead.Get($"/sites/{InfluencePlant.Site}/changes/no-such/champion-candidates")));
    }

    private static async Task<JsonElement> Asked(InfluencePlant plant, Identifying.Browser browser)
    {
        await plant.Arrived();
        return await browser.Read($"/sites/{InfluencePlant.Site}/pilots/one-list/candidates");
    }
}
