using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Policies;
using Groundswell.Changes.Readiness;
using Groundswell.Changes.Says;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Record;
using Groundswell.Tests.Masters;
using static Groundswell.Tests.Changes.VoicesStory;

namespace Groundswell.Tests.Changes;

public sealed class ReadinessGateTests
{
    private static readonly Id<Qualification> Rubbing = new("rubbing");

    [Fact]
    public void A_site_whose_people_carry_it_is_ready() => Assert.Empty(ReadinessGate.Judge(Ready()).Missing);

    [Fact]
    public void Every_condition_says_what_is_missing_and_nothing_else_turns_red()
    {
        Assert.Equal(["pilot"], Missing(Ready() with { Accepted = null }));
        Assert.Equal(["coverage"], Missing(Ready() with { Champions = ChampionsOf(("P-1", AreaOf("E"), true)) }));
        Assert.Equal(["coverage", "named-by-peers"], Missing(Ready() with { Champions = SiteChampions.Unknown }));
        Assert.Equal(["named-by-peers"], Missing(Ready() with { Champions = ChampionsOf(("P-1", AreaOf("E"), false), ("P-2", AreaOf("L"), false)) }));
        Assert.Equal(["heard.Operations", "heard.Quality", "heard.SupplyChain", "signed.Operations", "signed.Quality", "signed.SupplyChain"], Missing(Ready() with { Hearing = Hearing.Unknown }));
        Assert.Equal(["heard.Maintenance", "signed.Maintenance"], Missing(Ready() with { Functions = [Function.Maintenance] }));
        Assert.Equal(["qualified"], Missing(Ready() with { Needed = [new("another")] }));
        Assert.Equal(["asked"], Missing(Ready() with { RecordAsked = false }));
        Assert.Equal(["answered"], Missing(Ready() with { Says = Of(5) }));
        Assert.Equal(["support"], Missing(Ready() with { Says = Answered(Of(10, hurts: 6), 6) }));
        Assert.Equal(["hurts-answered"], Missing(Ready() with { Says = Of(10, hurts: 1) }));
    }

    /// <summary>What the change itself asks for: they wrote it. What an operation asks for is asked of everybody when a job is begun.</summary>
    [Fact]
    public void Who_shaped_or_tried_a_version_counts_as_trained_on_it_and_the_evidence_says_so()
    {
        Id<Qualification> own = new("rub-28");
        var needs = Ready() with { Needed = [Rubbing, own], Policy = ClassPolicy.Defaults[ChangeClass.Wording] };
        var shaped = ChangeStory.ApprovedVersion with { Editors = ["P-1", "P-2"] };

        Assert.Equal(["qualified"], Missing(needs));
        var met = ReadinessGate.Judge(needs with { Versions = [shaped] }).Conditions.Single(condition => condition.Code == "qualified");
        Assert.True(met.IsMet);
        Assert.Equal("2", met.Evidence.Single(note => note.Code == "qualified.shaped").Values["people"]);
        Assert.Empty(Missing(needs with { Tried = ["P-1", "P-2"] }));

        // Of two versions they have shaped one; and what the work asks for, nobody is given by having written about it.
        Assert.Equal(["qualified"], Missing(needs with { Versions = [shaped, ChangeStory.ApprovedVersion with { Editors = [] }] }));
        Assert.Equal(["qualified"], Missing(Ready() with { Needed = [new("mixing")], Versions = [shaped], Tried = ["P-1", "P-2"] }));
    }

    [Fact]
    public void What_the_site_does_not_have_has_to_be_adapted_and_what_it_has_adapted_is_told()
    {
        Assert.Equal(["local-fit"], Missing(Ready() with { PlacesMissing = ["MIX"] }));
        var adapted = ChangeStory.ApprovedVersion with { Variant = new SiteVariant("MUC", HandRub.First, "Hard water") };
        Assert.Equal(
            "Hard water", ReadinessGate.Judge(Ready() with { Versions = [adapted] }).Conditions.Single(condition => condition.Code == "local-fit").Evidence.Single().Values["reason"]);
    }

    [Fact]
    public void An_objection_to_an_answer_turns_it_red_again()
    {
        var objected = Answered(Of(10, hurts: 1), 1).Evolve(new Happened(new AnswerObjected(Rub, 1, Now), Now, Now, "P-1", null, 99));

        Assert.Equal(["objections-answered"], Missing(Ready() with { Says = objected }));
    }

    /// <summary>Removing a champion at the last moment: by stepping down, by leaving the site, by the end of the term, by putting the change down.</summary>
    [Fact]
    public void A_champion_who_is_gone_covers_nothing()
    {
        var ready = Ready();
        var id = new Id<Person>("P-2");
        SiteChampions With(Event happened) => ready.Champions.Evolve(new Happened(happened, Now, Now, "P-2", null, 99));

        Assert.Equal(["coverage"], Missing(ready with { Champions = With(new ChampionSteppedDown(id)) }));
        Assert.Equal(["coverage"], Missing(ready with { Champions = With(new ChampionTakenAway(id, "x")) }));
        Assert.Equal(["coverage"], Missing(ready with { Champions = With(new ChangePutDown(id, Rub)) }));
        Assert.Equal(["coverage"], Missing(ready with { Champions = With(new ChampionAreaChanged(id, AreaOf("E"))) }));
        Assert.Equal(["coverage"], Missing(ready with { People = [.. ready.People.Where(person => person.Id != id), ready.People.First(person => person.Id == id).Evolve(new Happened(new PersonLeft(id), Now, Now, "S-1", null, 99))] }));
        Assert.Contains("coverage", Missing(ready with { At = new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.Zero) }));
    }

    [Fact]
    public void Where_the_class_asks_for_it_everyone_has_two_to_turn_to_besides_themselves()
    {
        var critical = Ready() with { Policy = ClassPolicy.Defaults[ChangeClass.Critical] };
        Assert.Equal(["two-contacts"], Missing(critical));
        Assert.Empty(Missing(critical with
        {
            Champions = ChampionsOf(("P-1", AreaOf(), true), ("P-2", AreaOf(), false), ("P-3", AreaOf(), false)),
        }));
    }

    [Fact]
    public void No_evidence_names_a_person_who_named_or_said_something_nor_how_many_did()
    {
        var answer = ReadinessGate.Judge(Ready() with { Says = Of(3, hurts: 2) });
        var notes = answer.Conditions.SelectMany(condition => condition.Evidence.Concat(condition.Lacks)).ToList();

        Assert.DoesNotContain(notes, note => note.Values.Values.Any(value => value.StartsWith("P-", StringComparison.Ordinal)));
        Assert.Equal("hurts-answered.some", Assert.Single(answer.Conditions, condition => condition.Code == "hurts-answered").Lacks[0].Code);
        Assert.Equal(["peers"], Assert.Single(answer.Conditions, condition => condition.Code == "named-by-peers").Evidence[0].Values.Keys);
    }

    [Fact]
    public void One_person_alone_in_a_function_is_judged_with_others()
    {
        var alone = Hurts(Of(10), 10);
        var few = new[] { 6, 7, 8, 9 }.Aggregate(alone, Hurts);

        Assert.DoesNotContain("support", Missing(Ready() with { Says = alone }));
        Assert.Equal(["support.against"], ReadinessGate.Judge(Ready() with { Says = few }).Conditions.First(condition => condition.Code == "support").Lacks.Select(note => note.Code));

        static ChangeSays Hurts(ChangeSays says, int person) => says.Evolve(new Happened(
            SayTests.Given($"P-{person}", SayEffect.Hurts, 100 + person, Function.SupplyChain), Now, Now, $"P-{person}", null, 100 + person));
    }

    private static IReadOnlyList<string> Missing(ReadinessFacts facts) => ReadinessGate.Judge(facts).Missing;

    private static ReadinessFacts Ready()
    {
        var affected = Enumerable.Range(1, 14).Select(i => new AffectedPerson(new($"P-{i}"), Filling, i % 2 == 0 ? "L" : "E")).ToList();
        return new ReadinessFacts(
            "MUC", Rub, ClassPolicy.Defaults[ChangeClass.Method], [Filling], ["E", "L"], [], affected,
            ChampionsOf(("P-1", AreaOf("E"), true), ("P-2", AreaOf("L"), false)), ChampionNominations.Unknown, Heard(), Of(10),
            [.. affected.Select(one => Here(one.Person.Value).Evolve(new Happened(
                new QualificationGranted(one.Person, Rubbing, 1, new("L-1")), Story.Begin, Story.Begin, "L-1", null, 2)))],
            [Rubbing], "revision 3", Now);
    }

    private static Hearing Heard()
    {
        var heard = ReadinessFacts.AlwaysHeard.Aggregate(Hearing.Unknown, (hearing, function) => hearing
            .Evolve(Done(new ListeningSessionHeld(Rub, function, [new("P-1")], "x", "y")))
            .Evolve(Done(new KpiNamed(Rub, function, "Kpi", "Measure", KpiDirection.Higher))));
        return ReadinessFacts.AlwaysHeard.Aggregate(heard, (hearing, function) => hearing.Evolve(Done(new KpisSigned(
            Rub, function, SignatureOf($"S-{function}", SignKpis.SheetOf(new SignKpis(Rub, function) { Site = "MUC" }, heard).ContentHash)))));
    }

    private static ChangeSays Of(int people, int hurts = 0) => Enumerable.Range(1, people).Aggregate(ChangeSays.Unknown, (says, i) => says.Evolve(new Happened(
        SayTests.Given($"P-{i}", i <= hurts ? SayEffect.Hurts : SayEffect.Helps, i, Function.Operations), Now, Now, $"P-{i}", null, i)));

    private static ChangeSays Answered(ChangeSays says, int upTo) => Enumerable.Range(1, upTo).Aggregate(says, (now, i) => now.Evolve(Done(
        new SayAnswered(Rub, i, Groundswell.Sealing.Confided.Of(new SayAnswer("x"), $"P-{i}", ChangeSays.PurposeOf(Rub))))));

    private static Happened Done(Event happened) => new(happened, Now, Now, "F-1", null, 50);
}
