using Groundswell.Deciding;
using Groundswell.People.Persons;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.People;

public sealed class PersonTests
{
    private static readonly Id<Person> Ana = new("P-17");
    private static readonly Id<Person> Boss = new("P-9");
    private static readonly Id<Person> Director = new("P-1");
    private static readonly PersonRegistered AnaRegistered = new(Ana, [Function.Operations], "Blue", "rotating 2", ["pt-BR", "de"]);
    private static readonly PersonRegistered BossRegistered = new(Boss, [Function.Operations]);
    private static readonly PersonRegistered DirectorRegistered = new(Director, [Function.Operations]);

    private readonly RegisterPerson _register = new(Ana, [Function.Operations], " Blue ", "rotating 2", ["pt-BR", "de"]);

    [Fact]
    public void A_person_is_registered() =>
        Given<Person>().When(person => RegisterPerson.Decide(_register, person, null)).Happens(AnaRegistered);

    [Fact]
    public void A_person_is_registered_once() =>
        Given<Person>(AnaRegistered).When(person => RegisterPerson.Decide(_register, person, null)).Refused(new PersonAlreadyRegistered(Ana));

    [Fact]
    public void Nobody_is_called_like_a_part_of_the_program() =>
        Given<Person>().When(person => RegisterPerson.Decide(_register with { Person = new("system:import") }, person, null))
            .Refused(new PersonIdReserved(new("system:import")));

    [Fact]
    public void A_person_works_for_some_function() =>
        Given<Person>().When(person => RegisterPerson.Decide(_register with { Functions = [] }, person, null)).Refused(new FunctionMissing());

    [Fact]
    public void A_language_nobody_speaks_is_refused() =>
        Given<Person>().When(person => RegisterPerson.Decide(_register with { Languages = ["klingonish"] }, person, null))
            .Refused(new LanguageUnfit("klingonish"));

    [Fact]
    public void Whoever_is_reported_to_has_it_in_their_own_stream() =>
        Given<Person>()
            .When(person => RegisterPerson.Decide(_register with { ReportsTo = Boss }, person, StateAfter<Person>(BossRegistered)))
            .HappensIn((null, AnaRegistered with { ReportsTo = Boss }), ("person-P-9", new ReportGained(Boss, Ana)));

    [Fact]
    public void Nobody_reports_to_someone_who_is_not_there() =>
        Given<Person>().When(person => RegisterPerson.Decide(_register with { ReportsTo = Boss }, person, Person.Unknown))
            .Refused(new ManagerNotHere(Boss));

    [Fact]
    public void Nobody_reports_to_themselves() =>
        Given<Person>().When(person => RegisterPerson.Decide(_register with { ReportsTo = Ana }, person, Person.Unknown))
            .Refused(new ReportingLineCircular(Ana, Ana));

    [Fact]
    public void A_reporting_line_moves_from_one_manager_to_another() =>
        Given<Person>(AnaRegistered with { ReportsTo = Director })
            .When(person => ChangeReportingLine.Decide(new(Ana, Boss), person, [StateAfter<Person>(BossRegistered)]))
            .HappensIn(
                (null, new ReportingLineChanged(Ana, Boss)), ("person-P-1", new ReportLost(Director, Ana)), ("person-P-9", new ReportGained(Boss, Ana)));

    [Fact]
    public void A_reporting_line_ends() =>
        Given<Person>(AnaRegistered with { ReportsTo = Boss })
            .When(person => ChangeReportingLine.Decide(new(Ana), person, []))
            .HappensIn((null, new ReportingLineChanged(Ana)), ("person-P-9", new ReportLost(Boss, Ana)));

    [Fact]
    public void A_reporting_line_does_not_go_round_in_a_circle() =>
        Given<Person>(DirectorRegistered)
            .When(director => ChangeReportingLine.Decide(new(Director, Ana), director,
                [StateAfter<Person>(AnaRegistered with { ReportsTo = Boss }), StateAfter<Person>(BossRegistered with { ReportsTo = Director }), director]))
            .Refused(new ReportingLineCircular(Director, Ana));

    [Fact]
    public void A_reporting_line_that_stays_as_it_is_is_no_change() =>
        Given<Person>(AnaRegistered with { ReportsTo = Boss })
            .When(person => ChangeReportingLine.Decide(new(Ana, Boss), person, [StateAfter<Person>(BossRegistered)]))
            .Refused(new ReportingLineUnchanged(Ana));

    [Fact]
    public void Whoever_leaves_reports_to_nobody() =>
        Given<Person>(AnaRegistered with { ReportsTo = Boss })
            .When(person => RecordLeaving.Decide(new(Ana), person))
            .HappensIn((null, new PersonLeft(Ana)), ("person-P-9", new ReportLost(Boss, Ana)));

    [Fact]
    public void Whoever_has_left_can_come_back_and_whoever_is_here_cannot()
    {
        Given<Person>(AnaRegistered, new PersonLeft(Ana)).When(person => RecordReturn.Decide(new(Ana), person)).Happens(new PersonReturned(Ana));
        Given<Person>(AnaRegistered).When(person => RecordReturn.Decide(new(Ana), person)).Refused(new PersonAlreadyRegistered(Ana));
        Given<Person>().When(person => RecordReturn.Decide(new(Ana), person)).Refused(new PersonNotHere(Ana));
    }

    [Fact]
    public void Whoever_is_not_here_is_not_changed()
    {
        Person[] away = [Person.Unknown, StateAfter<Person>(AnaRegistered, new PersonLeft(Ana))];
        foreach (var person in away)
        {
            When(AssignPerson.Decide(new(Ana, [Function.Quality]), person)).Refused(new PersonNotHere(Ana));
            When(ChangeLanguages.Decide(new(Ana, ["de"]), person)).Refused(new PersonNotHere(Ana));
            When(ChangeReportingLine.Decide(new(Ana), person, [])).Refused(new PersonNotHere(Ana));
            When(RecordLeaving.Decide(new(Ana), person)).Refused(new PersonNotHere(Ana));
        }
    }

    [Fact]
    public void A_manager_is_one_for_ninety_days_after_the_last_report_has_gone()
    {
        var still = StateAfter<Person>(BossRegistered, new ReportGained(Boss, Ana));
        var former = StateAfter<Person>(BossRegistered, new ReportGained(Boss, Ana), new ReportLost(Boss, Ana));
        var gone = Begin.AddMinutes(2);

        Assert.True(still.IsManager(Begin.AddYears(5)));
        Assert.True(former.IsManager(gone.AddDays(90)));
        Assert.False(former.IsManager(gone.AddDays(90).AddSeconds(1)));
        Assert.False(StateAfter<Person>(BossRegistered).IsManager(Begin));
    }
}
