using Groundswell.Deciding;
using Groundswell.People;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Signing;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.People;

public sealed class QualificationTests
{
    private static readonly Id<Person> Ana = new("P-17");
    private static readonly Id<Person> Boss = new("P-9");
    private static readonly Id<Qualification> Autoclave = new("AUTOCLAVE");
    private static readonly PersonRegistered AnaRegistered = new(Ana, [Function.Operations], "Blue");
    private static readonly Person Assessor = StateAfter<Person>(new PersonRegistered(Boss, [Function.Operations]));
    private static readonly QualificationDefined Defined = new(Autoclave, "Autoclave", ["under supervision", "alone"], 12);
    private static readonly Qualification InUse = StateAfter<Qualification>(Defined);
    private static readonly DateTimeOffset Now = Someone.At;

    /// <summary>Somebody who is not assessed.</summary>
    private static readonly Circumstances Recorder = Someone with { Person = "P-3" };

    private readonly GrantQualification _grant = new(Ana, Autoclave, Boss, 2) { Site = "MUC" };

    [Fact]
    public void A_qualification_is_defined_with_one_level_where_none_is_named() =>
        Given<Qualification>().When(none => DefineQualification.Decide(new(Autoclave, " Autoclave "), none))
            .Happens(new QualificationDefined(Autoclave, "Autoclave", ["qualified"]));

    [Fact]
    public void A_qualification_is_defined_once_and_with_sense()
    {
        When(DefineQualification.Decide(new(Autoclave, "Autoclave"), InUse)).Refused(new QualificationAlreadyDefined(Autoclave));
        When(DefineQualification.Decide(new(Autoclave, " "), Qualification.Unknown)).Refused(new QualificationNameMissing());
        When(DefineQualification.Decide(new(Autoclave, "Autoclave", null, 0), Qualification.Unknown)).Refused(new ValidityUnfit());
    }

    [Fact]
    public void Levels_are_added_and_never_taken_away()
    {
        When(ChangeQualification.Decide(new(Autoclave, "Autoclave", ["a", "b", "c"]), InUse))
            .Happens(new QualificationChanged(Autoclave, "Autoclave", ["a", "b", "c"]));
        When(ChangeQualification.Decide(new(Autoclave, "Autoclave", ["a"]), InUse)).Refused(new LevelsLost(2));
    }

    [Fact]
    public void A_retired_qualification_is_neither_changed_nor_granted()
    {
        var retired = StateAfter<Qualification>(Defined, new QualificationRetired(Autoclave, "Sold"));

        When(RetireQualification.Decide(new(Autoclave, "Sold"), InUse)).Happens(new QualificationRetired(Autoclave, "Sold"));
        When(RetireQualification.Decide(new(Autoclave, " "), InUse)).Refused(new ReasonMissing());
        When(RetireQualification.Decide(new(Autoclave, "Sold"), retired)).Refused(new QualificationNotInUse(Autoclave));
        When(ChangeQualification.Decide(new(Autoclave, "Autoclave"), retired)).Refused(new QualificationNotInUse(Autoclave));
        Granting(_grant, qualification: retired).Refused(new QualificationNotInUse(Autoclave));
    }

    [Fact]
    public void It_is_held_as_long_as_it_is_defined_to_be() =>
        Granting(_grant).Happens(new QualificationGranted(Ana, Autoclave, 2, Boss, ExpiresAt: Now.AddMonths(12)));

    [Fact]
    public void Or_until_the_assessor_says() =>
        Granting(_grant with { ExpiresAt = Now.AddDays(10), Evidence = " Record 114 ", TaughtBy = Boss })
            .Happens(new QualificationGranted(Ana, Autoclave, 2, Boss, Boss, Now.AddDays(10), "Record 114"));

    [Fact]
    public void What_makes_no_sense_is_not_granted()
    {
        Granting(_grant, person: Person.Unknown).Refused(new PersonNotHere(Ana));
        Granting(_grant with { Level = 3 }).Refused(new LevelUnknown(3, 2));
        Granting(_grant with { Level = 0 }).Refused(new LevelUnknown(0, 2));
        Granting(_grant with { AssessedBy = Ana }).Refused(new SelfAssessed(Ana));
        Granting(_grant, assessor: Person.Unknown).Refused(new AssessorNotHere(Boss));
        Granting(_grant with { TaughtBy = new("P-404") }, teacher: Person.Unknown).Refused(new TeacherUnfit(new("P-404")));
        Granting(_grant with { TaughtBy = Ana }).Refused(new TeacherUnfit(Ana));
        Granting(_grant with { ExpiresAt = Now }).Refused(new ExpiryPast());
    }

    [Fact]
    public void The_same_level_is_not_granted_twice_and_another_takes_its_place()
    {
        var holder = StateAfter<Person>(AnaRegistered, new QualificationGranted(Ana, Autoclave, 1, Boss));

        Granting(_grant with { Level = 1 }, person: holder).Refused(new QualificationAlreadyHeld(Ana, Autoclave));
        Granting(_grant, person: holder).Happens(new QualificationGranted(Ana, Autoclave, 2, Boss, ExpiresAt: Now.AddMonths(12)));
    }

    [Fact]
    public void Where_the_qualification_asks_for_it_the_assessor_signs_exactly_this()
    {
        var signed = StateAfter<Qualification>(Defined with { BySignature = true });
        var hash = Granting(_grant, qualification: signed).Refused<SignatureMissing>().ContentHash;
        var signature = new Signature("P-9", "Bo Boss", Meanings.Assessed, hash, "password", Now);

        Granting(_grant, qualification: signed, signatures: signature)
            .Happens(new QualificationGranted(Ana, Autoclave, 2, Boss, ExpiresAt: Now.AddMonths(12), Signature: signature));
        // Copied to another level, given by someone else, or with another meaning, it is not the assessor's signature of this.
        Granting(_grant with { Level = 1 }, qualification: signed, signatures: signature).Refused<SignatureOfOtherContent>();
        Granting(_grant, qualification: signed, signatures: signature with { Signer = "P-3" }).Refused<SignatureMissing>();
        Granting(_grant, qualification: signed, signatures: signature with { Meaning = "reviewed" }).Refused<SignatureMissing>();
    }

    [Fact]
    public void Nobody_records_their_own_without_the_assessors_signature()
    {
        var ana = StateAfter<Person>(AnaRegistered);
        var hash = When(GrantQualification.Decide(_grant, ana, InUse, Assessor, null, Someone)).Refused<SignatureMissing>().ContentHash;
        var signature = new Signature("P-9", "Bo Boss", Meanings.Assessed, hash, "password", Now);
        var holder = StateAfter<Person>(AnaRegistered, new QualificationGranted(Ana, Autoclave, 1, Boss));

        When(GrantQualification.Decide(_grant, ana, InUse, Assessor, null, Someone with { Signatures = [signature] }))
            .Happens(new QualificationGranted(Ana, Autoclave, 2, Boss, ExpiresAt: Now.AddMonths(12), Signature: signature));
        When(RenewQualification.Decide(new(Ana, Autoclave, Boss), holder, InUse, Assessor, Someone)).Refused<SignatureMissing>();
    }

    [Fact]
    public void Qualified_is_judged_at_an_instant()
    {
        var ana = StateAfter<Person>(
            AnaRegistered,
            new QualificationGranted(Ana, Autoclave, 1, Boss, ExpiresAt: Begin.AddDays(30)),
            new QualificationGranted(Ana, Autoclave, 2, Boss, ExpiresAt: Begin.AddDays(30)));

        Assert.False(ana.IsQualified(Autoclave, Begin));
        Assert.True(ana.IsQualified(Autoclave, Begin.AddMinutes(1)));
        Assert.False(ana.IsQualified(Autoclave, Begin.AddMinutes(1), level: 2));
        Assert.True(ana.IsQualified(Autoclave, Begin.AddMinutes(2), level: 2));
        Assert.True(ana.IsQualified(Autoclave, Begin.AddDays(30).AddTicks(-1)));
        Assert.False(ana.IsQualified(Autoclave, Begin.AddDays(30)));
        Assert.False(ana.IsQualified(new("LASER"), Begin.AddDays(1)));
    }

    [Fact]
    public void After_a_renewal_the_time_between_stays_without_it()
    {
        var renewed = new Happened(new QualificationRenewed(Ana, Autoclave, Boss, Begin.AddDays(400)), Begin.AddDays(40), Begin.AddDays(40), "P-9", null, 9);
        var ana = StateAfter<Person>(AnaRegistered, new QualificationGranted(Ana, Autoclave, 2, Boss, ExpiresAt: Begin.AddDays(30))).Evolve(renewed);

        Assert.True(ana.IsQualified(Autoclave, Begin.AddDays(29), level: 2));
        Assert.False(ana.IsQualified(Autoclave, Begin.AddDays(35)));
        Assert.True(ana.IsQualified(Autoclave, Begin.AddDays(40), level: 2));
    }

    [Fact]
    public void What_is_recorded_late_does_not_undo_what_came_after_it()
    {
        var withdrawnBefore = new Happened(new QualificationWithdrawn(Ana, Autoclave, "Fault"), Begin.AddDays(-1), Begin.AddDays(2), "P-9", null, 9);
        var ana = StateAfter<Person>(AnaRegistered, new QualificationGranted(Ana, Autoclave, 1, Boss)).Evolve(withdrawnBefore);

        Assert.True(ana.IsQualified(Autoclave, Begin.AddDays(1)));
    }

    [Fact]
    public void It_is_renewed_for_whoever_held_it_and_withdrawn_from_whoever_holds_it()
    {
        var holder = StateAfter<Person>(AnaRegistered, new QualificationGranted(Ana, Autoclave, 1, Boss));
        var stranger = StateAfter<Person>(AnaRegistered);

        When(RenewQualification.Decide(new(Ana, Autoclave, Boss), holder, InUse, Assessor, Recorder))
            .Happens(new QualificationRenewed(Ana, Autoclave, Boss, Now.AddMonths(12)));
        When(RenewQualification.Decide(new(Ana, Autoclave, Boss), stranger, InUse, Assessor, Recorder)).Refused(new QualificationNotHeld(Ana, Autoclave));
        When(RenewQualification.Decide(new(Ana, Autoclave, Ana), holder, InUse, holder, Recorder)).Refused(new SelfAssessed(Ana));
        When(RenewQualification.Decide(new(Ana, Autoclave, Boss, Now), holder, InUse, Assessor, Recorder)).Refused(new ExpiryPast());
        When(WithdrawQualification.Decide(new(Ana, Autoclave, "Fault"), holder, Someone)).Happens(new QualificationWithdrawn(Ana, Autoclave, "Fault"));
        When(WithdrawQualification.Decide(new(Ana, Autoclave, " "), holder, Someone)).Refused(new ReasonMissing());
        When(WithdrawQualification.Decide(new(Ana, Autoclave, "Fault"), stranger, Someone)).Refused(new QualificationNotHeld(Ana, Autoclave));
    }

    [Fact]
    public void How_many_should_hold_it_is_said_once_for_each_team()
    {
        var set = new SetCoverage(Autoclave, 3, 2, "Blue");
        var happened = new CoverageSet(new("AUTOCLAVE@Blue"), Autoclave, 3, 2, "Blue");

        When(SetCoverage.Decide(set, Coverage.Unknown, InUse)).Happens(happened);
        When(SetCoverage.Decide(set, StateAfter<Coverage>(happened), InUse)).Refused(new CoverageUnchanged());
        When(SetCoverage.Decide(set with { AtLeast = -1 }, Coverage.Unknown, InUse)).Refused(new CoverageUnfit());
        When(SetCoverage.Decide(set with { Level = 3 }, Coverage.Unknown, InUse)).Refused(new LevelUnknown(3, 2));
        When(SetCoverage.Decide(set, Coverage.Unknown, Qualification.Unknown)).Refused(new QualificationNotInUse(Autoclave));
    }

    private static Then Granting(
        GrantQualification grant, Person? person = null, Qualification? qualification = null, Person? assessor = null, Person? teacher = null,
        params Signature[] signatures) =>
        When(GrantQualification.Decide(
            grant, person ?? StateAfter<Person>(AnaRegistered), qualification ?? InUse, assessor ?? Assessor, teacher ?? Assessor,
            Recorder with { Signatures = signatures }));
}
