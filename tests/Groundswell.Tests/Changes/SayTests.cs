using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Sealing;
using static Groundswell.Tests.Changes.VoicesStory;

namespace Groundswell.Tests.Changes;

public sealed class SayTests
{
    [Fact]
    public void Everyone_who_works_here_has_one_say_and_the_last_counts()
    {
        var said = Says(("P-17", SayEffect.Hurts));

        var given = Assert.IsType<SayGiven>(Assert.Single(SayOfChange.Decide(
            new SayOfChange(Rub, SayEffect.Helps, " If the timer shows "), said, Opened, Here("P-17"), Defaults, By("P-17")).Events).Event);
        Assert.Equal((2, new SayWords(SayEffect.Helps, "If the timer shows"), Now.AddDays(7)), (given.Number, given.What.Value, given.DueAt));
        var after = said.Evolve(new Happened(given, Now, Now, "P-17", null, 9));
        Assert.Equal(SayEffect.Helps, Assert.Single(after.ByPerson).Value.What!.Effect);

        Story.When(SayOfChange.Decide(new SayOfChange(Rub, SayEffect.Hurts), said, Opened, Here("P-17"), Defaults, By("P-17"))).Refused(new SaidAlready(Rub));
        Story.When(SayOfChange.Decide(new SayOfChange(Rub, SayEffect.Hurts), said, Opened, Person.Unknown, Defaults, By("X-1"))).Refused(new SayerNotHere("X-1"));
        Story.When(SayOfChange.Decide(new SayOfChange(Rub, SayEffect.Hurts), said, Change.Unknown, Here("P-18"), Defaults, By("P-18"))).Refused(new SaidChangeUnknown(Rub));
        Story.When(SayOfChange.Decide(new SayOfChange(Rub, 0), said, Opened, Here("P-18"), Defaults, By("P-18"))).Refused(new SayEffectMissing());
        Story.When(SayOfChange.Decide(new SayOfChange(Rub, SayEffect.Hurts, new string('x', 2_001)), said, Opened, Here("P-18"), Defaults, By("P-18")))
            .Refused(new SayTooLong(2_000));
    }

    [Fact]
    public void The_facilitator_answers_by_number_but_not_their_own_reports_nor_themselves()
    {
        var said = Says(("P-17", SayEffect.Hurts));

        Assert.IsType<SayAnswered>(Assert.Single(AnswerSay.Decide(new AnswerSay(Rub, 1, "We show the timer", true), said, Here("P-17", "L-1"), By("F-1")).Events).Event);
        Story.When(AnswerSay.Decide(new AnswerSay(Rub, 1, "x"), said, Here("P-17", "L-1"), By("L-1"))).Refused(new FacilitatorOfOwnLine(Rub));
        Story.When(AnswerSay.Decide(new AnswerSay(Rub, 1, "x"), said, Here("P-17"), By("P-17"))).Refused(new SayOwn(Rub));
        Story.When(AnswerSay.Decide(new AnswerSay(Rub, 2, "x"), said, Person.Unknown, By("F-1"))).Refused(new SayUnknown(Rub, 2));
        Story.When(AnswerSay.Decide(new AnswerSay(Rub, 1, " "), said, Here("P-17"), By("F-1"))).Refused(new AnswerMissing());
        Story.When(AnswerSay.Decide(new AnswerSay(Rub, 1, "x"), Answered(said), Here("P-17"), By("F-1"))).Refused(new SayAnsweredAlready(1));
    }

    [Fact]
    public void A_hurts_is_open_until_it_is_answered_and_again_when_its_author_objects_once()
    {
        var said = Says(("P-17", SayEffect.Hurts));
        Assert.True(said.Numbered(1)!.IsOpen);
        var answered = Answered(said);
        Assert.False(answered.Numbered(1)!.IsOpen);

        Story.When(ObjectToAnswer.Decide(new ObjectToAnswer(Rub), answered, Defaults, By("P-17"))).Happens(new AnswerObjected(Rub, 1, Now.AddDays(7)));
        Story.When(ObjectToAnswer.Decide(new ObjectToAnswer(Rub), said, Defaults, By("P-17"))).Refused(new NoAnswerToObjectTo(Rub));
        Story.When(ObjectToAnswer.Decide(new ObjectToAnswer(Rub), answered, Defaults, By("P-18"))).Refused(new NothingSaid(Rub));

        var objected = answered.Evolve(new Happened(new AnswerObjected(Rub, 1, Now.AddDays(7)), Now, Now, "P-17", null, 11));
        Assert.True(objected.Numbered(1)!.IsOpen);
        Story.When(ObjectToAnswer.Decide(new ObjectToAnswer(Rub), Answered(objected), Defaults, By("P-17"))).Refused(new AnswerObjectedAlready(Rub));
    }

    [Fact]
    public void Nothing_said_is_nothing_to_forget() =>
        Story.When(ForgetSay.Decide(new ForgetSay(Rub), ChangeSays.Unknown, By("P-17"))).Refused(new NothingSaid(Rub));

    [Fact]
    public void Below_five_nothing_is_told_but_how_many_spoke()
    {
        var four = Totals(Enumerable.Range(1, 4).Select(i => ($"P-{i}", SayEffect.Hurts, Function.Operations)));

        Assert.Equal((4, null, null, null), (four.Answered, four.Counts, four.OpenHurts, four.ShapingRate));
        Assert.Empty(four.ByFunction);
        var five = Totals(Enumerable.Range(1, 5).Select(i => ($"P-{i}", SayEffect.Hurts, Function.Operations)));
        Assert.Equal(new SayCounts(0, 0, 5), five.Counts);
    }

    /// <summary>With the total and all groups but a small one, the small one could be worked out by subtraction.</summary>
    [Fact]
    public void A_small_group_is_not_to_be_worked_out_from_the_others()
    {
        (string, SayEffect, Function)[] said =
        [
            .. Enumerable.Range(1, 6).Select(i => ($"P-{i}", SayEffect.Helps, Function.Operations)),
            .. Enumerable.Range(1, 5).Select(i => ($"M-{i}", SayEffect.Helps, Function.Maintenance)),
            ("Q-1", SayEffect.Hurts, Function.Quality),
        ];

        var totals = Totals(said);

        Assert.Equal([Function.Operations], totals.ByFunction.Keys);
        Assert.True(totals.Counts!.All - totals.ByFunction.Values.Sum(group => group.All) >= SayTotals.LeastGroup);
    }

    [Fact]
    public void However_people_are_spread_what_is_left_over_is_nobody_or_five()
    {
        var random = new Lcg(4711);
        for (var round = 0; round < 500; round++)
        {
            var said = Enumerable.Range(0, random.Upto(30)).Select(i => ($"P-{i}", (SayEffect)(1 + random.Upto(3)), (Function)(1 + random.Upto(5)))).ToList();
            var totals = Totals(said);

            Assert.All(totals.ByFunction.Values, group => Assert.True(group.All >= 5));
            var left = said.Count - totals.ByFunction.Values.Sum(group => group.All);
            Assert.True(totals.ByFunction.Count == 0 || left is 0 or >= 5, $"{left} left over of {said.Count}");
        }
    }

    private static SayTotals Totals(IEnumerable<(string Person, SayEffect Effect, Function Function)> said)
    {
        var all = said.ToList();
        return SayTotals.Of(
            After<ChangeSays>([.. all.Select((one, i) => (one.Person, (Groundswell.Record.Event)Given(one.Person, one.Effect, i + 1, one.Function)))]),
            all.Select(one => one.Person).ToHashSet());
    }

    private static ChangeSays Answered(ChangeSays says) => says.Evolve(new Happened(
        new SayAnswered(Rub, 1, Confided.Of(new SayAnswer("x"), "P-17", ChangeSays.PurposeOf(Rub))), Now, Now, "F-1", null, 10));

    private static ChangeSays Says(params (string Person, SayEffect Effect)[] said) =>
        After<ChangeSays>([.. said.Select((one, i) => (one.Person, (Groundswell.Record.Event)Given(one.Person, one.Effect, i + 1, Function.Operations)))]);

    internal static SayGiven Given(string person, SayEffect effect, int number, Function function) => new(
        Rub, number, Confided.Of(new SayWords(effect), person, ChangeSays.PurposeOf(Rub)), [function], Now.AddDays(7));

    /// <summary>A run can be repeated.</summary>
    private sealed class Lcg(ulong state)
    {
        private ulong _state = state;

        public int Upto(int limit)
        {
            _state = (_state * 6364136223846793005) + 1442695040888963407;
            return (int)((_state >> 33) % (ulong)limit);
        }
    }
}
