using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Signs;
using Groundswell.People.Persons;
using Groundswell.Projecting;
using Groundswell.Tests.Deciding;
using Groundswell.Tests.Projecting;
using Groundswell.Work.Calls;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Influence;

/// <summary>Signs are questions to groups; what came of asking is recorded.</summary>
public sealed class SignTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private readonly RecordSignFinding _record = new(Monday, SignKind.Skipped, "Operations · Crew A", Finding.Misfit, "The scanner is far away");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void What_came_of_asking_is_recorded()
    {
        var on = InfluencePolicy.Unknown with { Version = 1 };
        var told = Told.Unknown with { Partitions = [[new Cell("Operations · Crew A", ["P-1", "P-2", "P-3", "P-4", "P-5"])]] };

        When(RecordSignFinding.Decide(_record, on, told, Told.Unknown)).Happens(new SignFindingRecorded(
            AskedAbout.Of(Monday, SignKind.Skipped, "Operations · Crew A"), Monday, SignKind.Skipped, "Operations · Crew A", Finding.Misfit, "The scanner is far away"));
        Assert.Null(RecordSignFinding.Decide(_record, on, Told.Unknown, told).Refusal);
        When(RecordSignFinding.Decide(_record with { Note = " " }, on, told, Told.Unknown)).Refused(new FindingNoteMissing());
        When(RecordSignFinding.Decide(_record with { Week = Monday.AddDays(1) }, on, told, Told.Unknown)).Refused(new SignUnknown());
        When(RecordSignFinding.Decide(_record with { Group = "" }, on, told, Told.Unknown)).Refused(new SignUnknown());
        When(RecordSignFinding.Decide(_record, InfluencePolicy.Unknown, told, Told.Unknown)).Refused(new InfluenceOff());
        // Nothing is recorded of a group nobody was told of: its name could be anybody's.
        When(RecordSignFinding.Decide(_record with { Group = "Operations · Anna" }, on, told, Told.Unknown)).Refused(new SignUnknown());
    }

    [Fact]
    public void From_where_on_a_sign_fires_is_set_with_a_reason()
    {
        var (on, set) = (InfluencePolicy.Unknown with { Version = 1 }, new SetSignThreshold(SignKind.Late, 0.02m, 4, " Three of four were holidays "));
        var happened = new SignThresholdSet(SignThreshold.Of(SignKind.Late), SignKind.Late, 0.02m, 4, "Three of four were holidays");

        When(SetSignThreshold.Decide(set, SignThreshold.Unknown, on)).Happens(happened);
        When(SetSignThreshold.Decide(set, StateAfter<SignThreshold>(happened), on)).Refused(new SignThresholdSame());
        When(SetSignThreshold.Decide(set with { FalseShare = SignThreshold.UsualFalseShare, Deviations = SignThreshold.UsualDeviations }, SignThreshold.Unknown, on)).Refused(new SignThresholdSame());
        When(SetSignThreshold.Decide(set with { Reason = "" }, SignThreshold.Unknown, on)).Refused(new InfluenceReasonMissing());
        When(SetSignThreshold.Decide(set, SignThreshold.Unknown, InfluencePolicy.Unknown)).Refused(new InfluenceOff());
        foreach (var unfit in new[] { set with { FalseShare = 0 }, set with { FalseShare = 0.6m }, set with { Deviations = 1.9m }, set with { Deviations = 11 } })
            When(SetSignThreshold.Decide(unfit, SignThreshold.Unknown, on)).Refused(new SignThresholdUnfit());
    }

    [Theory, EveryPlant]
    public async Task Calls_nobody_comes_to_become_a_question_to_a_group_of_five_and_to_no_smaller_one(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        await rooms.Do(new Groundswell.Plant.AddArea(new("H1"), "Hall 1"));
        await rooms.Do(new Groundswell.Plant.AddWorkCenter(new("MIX"), "Mixing", new("H1")));
        string[] large = [.. Enumerable.Range(1, 6).Select(at => $"A-{at}")], small = [.. Enumerable.Range(1, 4).Select(at => $"B-{at}")];
        foreach (var person in large)
            await rooms.Do(new RegisterPerson(new(person), [Groundswell.Deciding.Function.Operations], "Crew A"));
        foreach (var person in small)
            await rooms.Do(new RegisterPerson(new(person), [Groundswell.Deciding.Function.Operations], "Crew B"));
        await rooms.StartViews();

        // Eight weeks in which somebody comes, and one in which nobody does.
        for (var week = 0; week < 9; week++)
        {
            foreach (var person in large.Concat(small))
            {
                for (var at = 0; at < 3; at++)
                {
                    var call = new Groundswell.Deciding.Id<HelpCall>($"HC-{week}-{person}-{at}");
                    await rooms.Do(new RaiseHelpCall(call, "machine", new("MIX")), RoomsAtWork.Anyone(person));
                    if (week < 8)
                        await rooms.Do(new TakeHelpCall(call, Answering.OnDuty), RoomsAtWork.Anyone("P-9"));
                    await rooms.Do(new CloseHelpCall(call, week < 8), RoomsAtWork.Anyone(person));
                }
            }

            rooms.Time.Step(TimeSpan.FromDays(7));
        }

        await rooms.Arrived();
        await using var views = rooms.Views.Open();
        var people = large.Select(id => (id, "Operations · Crew A")).Concat(small.Select(id => (id, "Operations · Crew B")));
        var told = new MayBeTold([.. Partition.Of(people.Take(6), 5)], [], null);
        var shown = await SignReading.Read(views, RoomsAtWork.Site, told, 5, DateOnly.MinValue, SignCounts.WeekOf(rooms.Time.GetUtcNow()), Stop);

        Assert.Contains(shown.Questions, question => question is { Sign: SignKind.Unanswered, Group: "Operations · Crew A", Share: 1, Before: 0 });
        Assert.DoesNotContain(shown.Questions, question => question.Group.Contains("Crew B", StringComparison.Ordinal));
        Assert.DoesNotContain(views.Model.GetEntityTypes().Where(table => table.ClrType == typeof(SignCountRow)).SelectMany(table => table.GetProperties()), column => column.Name == "Person");
    }
}
