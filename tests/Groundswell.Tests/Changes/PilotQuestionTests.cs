using Groundswell.Changes.Pilots;
using Groundswell.Changes.Questions;
using Groundswell.Changes.Stories;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Signs;
using Groundswell.Tests.Identifying;
using Groundswell.Tests.Influence;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Changes;

/// <summary>A sign is put to a pilot group as a question; its members see it, and nobody whose people it may be about.</summary>
public sealed class PilotQuestionTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private readonly PutSignToPilot _put = new(new("one-list"), Monday, SignKind.Skipped, "Operations · Crew A", 0.38m, 0.04m);

    [Fact]
    public void A_sign_of_a_group_that_was_told_of_is_put_to_a_group_that_is_there_once()
    {
        var on = InfluencePolicy.Unknown with { Version = 1 };
        var told = Told.Unknown with { Partitions = [[new Cell("Operations · Crew A", ["P-1", "P-2", "P-3", "P-4", "P-5"])]] };
        var pilot = StateAfter<Pilot>(new PilotGroupOpened(new("one-list"), new("one-list"), "F-1"));
        var happened = new SignPut(PilotQuestions.Of(new("one-list")), Monday, SignKind.Skipped, "Operations · Crew A", 0.38m, 0.04m);

        When(PutSignToPilot.Decide(_put, pilot, PilotQuestions.Unknown, on, told, Told.Unknown)).Happens(happened);
        When(PutSignToPilot.Decide(_put, pilot, StateAfter<PilotQuestions>(happened), on, told, Told.Unknown)).Refused(new SignPutAlready(new("one-list")));
        When(PutSignToPilot.Decide(_put, Pilot.Unknown, PilotQuestions.Unknown, on, told, Told.Unknown)).Refused(new PilotUnknown(new("one-list")));
        When(PutSignToPilot.Decide(_put, pilot, PilotQuestions.Unknown, InfluencePolicy.Unknown, told, Told.Unknown)).Refused(new InfluenceOff());
        When(PutSignToPilot.Decide(_put, pilot, PilotQuestions.Unknown, on, Told.Unknown, Told.Unknown)).Refused(new SignUnknown());
        When(PutSignToPilot.Decide(_put with { Group = "Operations · Anna" }, pilot, PilotQuestions.Unknown, on, told, Told.Unknown)).Refused(new SignUnknown());
        When(PutSignToPilot.Decide(_put with { Week = Monday.AddDays(2) }, pilot, PilotQuestions.Unknown, on, told, Told.Unknown)).Refused(new SignUnknown());
    }

    [Fact]
    public async Task Its_members_see_the_question_and_what_was_found_and_whoever_leads_people_does_not()
    {
        await using var plant = await InfluencePlant.Start();
        var (member, other, lead) = (await plant.Worker("A-2"), await plant.Worker("A-3"), await plant.Worker("L-1"));
        await plant.Do(new OpenChange(new("one-list"), "One list", "Two are written"));
        await plant.Do(new OpenPilotGroup(new("one-list"), new("one-list")), "F-1");
        foreach (var person in new[] { "A-2", "L-1" })
        {
            await plant.Do(new InviteToPilot(new("one-list"), new(person)), "F-1");
            await plant.Do(new JoinPilotGroup(new("one-list")), person);
        }

        await plant.Asked(plant.Facilitator, "signs");
        await plant.Do(_put, "F-1");
        await plant.Do(new RecordSignFinding(Monday, SignKind.Skipped, "Operations · Crew A", Finding.Misfit, "The scanner is far away"), "F-1");
        await plant.Arrived();

        const string path = $"/sites/{InfluencePlant.Site}/pilots/one-list/questions";
        foreach (var sees in new[] { member, plant.Facilitator })
        {
            var question = Assert.Single((await sees.Read(path)).EnumerateArray());
            Assert.Equal(("Operations · Crew A", 0.38m, "The scanner is far away"), (question.GetProperty("group").GetString(), question.GetProperty("share").GetDecimal(), question.GetProperty("note").GetString()));
        }

        Assert.Equal("pilot.not-of-group", await Browser.CodeOf(await other.Get(path)));
        Assert.Equal("influence.line-manager", await Browser.CodeOf(await lead.Get(path)));
        Assert.Equal("pilot.unknown", await Browser.CodeOf(await member.Get($"/sites/{InfluencePlant.Site}/pilots/no-such/questions")));
        foreach (var (browser, shows) in new[] { (member, true), (other, false), (lead, false) })
        {
            using var page = await browser.Get($"../sites/{InfluencePlant.Site}/pilots/one-list");
            Assert.Equal(shows, (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("The scanner is far away", StringComparison.Ordinal));
        }
    }
}
