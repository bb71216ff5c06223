using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Policies;
using Groundswell.People.Persons;
using Groundswell.Sealing;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Influence;

/// <summary>Two questions, at most three names, and nobody has to answer.</summary>
public sealed class NominationTests
{
    private static readonly InfluencePolicy On = InfluencePolicy.Unknown with { Version = 1 };
    private static readonly Id<Nomination> Own = Nomination.Of(Someone.Person, Someone.Date);
    private static readonly Person[] Here = [.. new[] { "P-1", "P-2", "P-3", "P-4" }.Select(id => StateAfter<Person>(new PersonRegistered(new(id), [Function.Operations])))];

    [Fact]
    public void Somebody_names_up_to_three_people_to_each_question()
    {
        var decided = Nominate.Decide(new(["P-1", "P-2", "P-1"], ["P-3"]), On, Here, Someone).Events.Single();

        var nominated = Assert.IsType<PeopleNominated>(decided.Event);
        Assert.Equal("P-17 2026-Q1", nominated.Nomination.Value);
        Assert.Equal(["P-1", "P-2"], nominated.Names.Value!.AsksFirst);
        Assert.Equal(["P-3"], nominated.Names.Value.Believes);
        Assert.DoesNotContain("P-3", nominated.ToString());
    }

    [Fact]
    public void What_makes_no_sense_is_not_taken()
    {
        When(Nominate.Decide(new(["P-1"], []), InfluencePolicy.Unknown, Here, Someone)).Refused(new InfluenceOff());
        When(Nominate.Decide(new([], []), On, Here, Someone)).Refused(new NobodyNamed());
        When(Nominate.Decide(new(["P-1", "P-2", "P-3", "P-4"], []), On, Here, Someone)).Refused(new TooManyNamed(3));
        When(Nominate.Decide(new(["P-1"], [Someone.Person]), On, Here, Someone)).Refused(new NamedOneself());
        When(Nominate.Decide(new(["P-404"], []), On, Here, Someone)).Refused(new NamedStranger("P-404"));
    }

    [Fact]
    public void It_can_be_taken_back_and_then_its_key_is_destroyed()
    {
        var given = Nomination.Unknown with { Id = Own, Stands = true, Keys = ["0123"] };

        var forgotten = Assert.IsType<NominationForgotten>(TakeBackNomination.Decide(new(), given).Events.Single().Event);
        Assert.Equal(["0123"], ((IForgets)forgotten).Keys);
        When(TakeBackNomination.Decide(new(), Nomination.Unknown)).Refused(new NoNomination());
    }

    [Fact]
    public void When_its_time_is_over_its_key_is_destroyed_without_anybody_asking()
    {
        var kept = Nomination.Unknown with { Id = Own, Stands = true, Keys = ["0123"], GivenAt = Someone.Now.AddDays(-179) };
        When(EraseNomination.Decide(new(Own), kept, On, Someone)).Refused(new NominationStillKept(180));
        When(EraseNomination.Decide(new(Own), Nomination.Unknown, On, Someone)).Refused(new NoNomination());

        var over = kept with { GivenAt = Someone.Now.AddDays(-180) };
        var forgotten = Assert.IsType<NominationForgotten>(EraseNomination.Decide(new(Own), over, On, Someone).Events.Single().Event);
        Assert.Equal((180, "0123"), (forgotten.Kept, Assert.Single(((IForgets)forgotten).Keys)));
    }

    [Fact]
    public void Nominations_count_five_answers_at_a_time_and_from_a_monday_on()
    {
        // Three answer in the first week, one in the second and two in the third, each naming two.
        var monday = new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
        var ties = new[] { 0, 1, 2, 8, 15, 16 }.SelectMany((day, at) => new[] { "X", "Y" }.Select(named =>
            new Shown(Layer.Nomination, named, $"P-{at}", monday.AddDays(day), "", 1, ""))).ToList();

        Assert.Empty(Counted(13));
        Assert.Empty(Counted(20));
        Assert.Equal(12, Counted(21).Count);
        // Who answers later waits for four others again.
        ties.Add(new Shown(Layer.Nomination, "X", "P-9", monday.AddDays(22), "", 1, ""));
        Assert.Equal(12, Counted(60).Count);

        List<Shown> Counted(int day) => [.. CountedNominations.Of(ties, monday.AddDays(day), 5)];
    }
}
