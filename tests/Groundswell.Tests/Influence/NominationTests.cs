using Groundswell.Deciding;
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

    private static readonly Person Giver = StateAfter<Person>(new PersonRegistered(new(Someone.Person), [Function.Operations, Function.Quality], "Crew A"));

    [Fact]
    public void Somebody_names_up_to_three_people_to_each_question()
    {
        var decided = Nominate.Decide(new(["P-1", "P-2", "P-1"], ["P-3"]), On, Here, Giver, Someone).Events.Single();

        var nominated = Assert.IsType<PeopleNominated>(decided.Event);
        Assert.Equal(("P-17 2026-Q1", "Operations · Crew A"), (nominated.Nomination.Value, nominated.Group));
        Assert.Equal(["P-1", "P-2"], nominated.Names.Value!.AsksFirst);
        Assert.Equal(["P-3"], nominated.Names.Value.Believes);
        Assert.DoesNotContain("P-3", nominated.ToString());
    }

    [Fact]
    public void What_makes_no_sense_is_not_taken()
    {
        When(Nominate.Decide(new(["P-1"], []), InfluencePolicy.Unknown, Here, Giver, Someone)).Refused(new InfluenceOff());
        When(Nominate.Decide(new([], []), On, Here, Giver, Someone)).Refused(new NobodyNamed());
        When(Nominate.Decide(new(["P-1", "P-2", "P-3", "P-4"], []), On, Here, Giver, Someone)).Refused(new TooManyNamed(3));
        When(Nominate.Decide(new(["P-1"], [Someone.Person]), On, Here, Giver, Someone)).Refused(new NamedOneself());
        When(Nominate.Decide(new(["P-404"], []), On, Here, Giver, Someone)).Refused(new NamedStranger("P-404"));
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
}
