using System.Globalization;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Signing;

namespace Groundswell.People.Qualifications;

/// <summary>Record that a person has been assessed and holds a qualification from now on.</summary>
/// <param name="Level">From 1; a higher or lower level takes the place of the one held.</param>
/// <param name="TaughtBy">Who taught it, where that is a person of the site.</param>
/// <param name="ExpiresAt">The first instant at which it is no longer held; where nothing is said, as the qualification is defined.</param>
/// <param name="Evidence">Where the proof is: a certificate's number, a training record, an outside trainer.</param>
public sealed record GrantQualification(
    Id<Person> Person, Id<Qualification> Qualification, Id<Person> AssessedBy, int Level = 1, Id<Person>? TaughtBy = null,
    DateTimeOffset? ExpiresAt = null, string? Evidence = null) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => Assessment.SignedBy;

    public static Decision Decide(
        GrantQualification grant, Person person, Qualification qualification, Person assessor, Person? teacher, Circumstances circumstances)
    {
        if (person.Status != PersonStatus.Here)
            return new PersonNotHere(grant.Person);
        if (qualification.Status != QualificationStatus.InUse)
            return new QualificationNotInUse(grant.Qualification);
        if (grant.Level < 1 || grant.Level > qualification.Levels)
            return new LevelUnknown(grant.Level, qualification.Levels);
        if (person.IsQualified(grant.Qualification, circumstances.At) && person.TenureOf(grant.Qualification, circumstances.At)!.Value.Level == grant.Level)
            return new QualificationAlreadyHeld(grant.Person, grant.Qualification);
        if (Assessment.Refuses(grant.Person, grant.AssessedBy, assessor) is { } refusal)
            return refusal;
        if (grant.TaughtBy is { } taughtBy && (taughtBy == grant.Person || teacher is not { Status: not PersonStatus.Unknown }))
            return new TeacherUnfit(taughtBy);
        var expires = grant.ExpiresAt ?? qualification.ExpiryFrom(circumstances.At);
        if (expires <= circumstances.At)
            return new ExpiryPast();
        var hash = SheetOf(grant, qualification).ContentHash;
        var signature = circumstances.SignatureBy(grant.AssessedBy.Value, Meanings.Assessed);
        // Nobody records their own: there the assessor's word is the assessor's signature.
        if ((qualification.BySignature || signature is not null || circumstances.Person == grant.Person.Value)
            && circumstances.LacksSignatureOf(grant.AssessedBy.Value, Meanings.Assessed, hash) is { } unsigned)
            return unsigned;

        return new QualificationGranted(
            grant.Person, grant.Qualification, grant.Level, grant.AssessedBy, grant.TaughtBy, expires, Text.OrNull(grant.Evidence), signature);
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => SheetOf(this, await read.Shared(Qualification));

    private static SigningSheet SheetOf(GrantQualification grant, Qualification qualification) => new SigningSheet("Grant a qualification")
        .With("Site", grant.Site)
        .With("Person", grant.Person.Value)
        .With("Qualification", $"{grant.Qualification} ({qualification.Name})")
        .With("Level", grant.Level)
        .With("Taught by", grant.TaughtBy?.Value)
        .With("Assessed by", grant.AssessedBy.Value)
        .With("From", grant.OccurredAt)
        .With("Held until", Assessment.HeldUntil(grant.ExpiresAt, qualification))
        .With("Evidence", Text.OrNull(grant.Evidence));
}

/// <summary>Who may assess.</summary>
internal static class Assessment
{
    public static readonly IReadOnlyList<SigningRole> SignedBy =
    [
        new(Meanings.Assessed, Rights.Of(
            Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead)),
    ];

    /// <summary>As the sheet says it: before the act the day is not known yet where it is counted in months.</summary>
    public static SheetWord HeldUntil(DateTimeOffset? expires, Qualification qualification) => (expires, qualification.ValidForMonths) switch
    {
        ({ } at, _) => SheetWord.AsIs(at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
        (_, { } months) => SheetWord.Of("{months} months", ("months", months)),
        _ => SheetWord.Of("without end"),
    };

    public static Refusal? Refuses(Id<Person> person, Id<Person> assessedBy, Person assessor)
    {
        if (assessedBy == person)
            return new SelfAssessed(person);
        return assessor.Status == PersonStatus.Here ? null : new AssessorNotHere(assessedBy);
    }
}

/// <summary>Nobody assesses themselves.</summary>
public sealed record SelfAssessed(Id<Person> Person) : Refusal("qualification.self-assessed")
{
    public override string Field => "assessedBy";
}

/// <summary>The assessor is not registered at the site, or has left it.</summary>
public sealed record AssessorNotHere(Id<Person> AssessedBy) : Refusal("qualification.assessor-not-here")
{
    public override string Field => "assessedBy";
}

/// <summary>Who taught it has to be another person the site knows; an outside trainer is named in the evidence.</summary>
public sealed record TeacherUnfit(Id<Person> TaughtBy) : Refusal("qualification.teacher-unfit")
{
    public override string Field => "taughtBy";
}

/// <summary>The qualification has no such level.</summary>
public sealed record LevelUnknown(int Level, int Levels) : Refusal("qualification.level-unknown")
{
    public override string Field => "level";
}

/// <summary>The person holds it at this level already; it can be renewed.</summary>
public sealed record QualificationAlreadyHeld(Id<Person> Person, Id<Qualification> Qualification) : Refusal("qualification.already-held");

/// <summary>It would have run out before it is held.</summary>
public sealed record ExpiryPast() : Refusal("qualification.expiry-past")
{
    public override string Field => "expiresAt";
}
