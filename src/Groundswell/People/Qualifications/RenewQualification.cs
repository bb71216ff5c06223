using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Signing;

namespace Groundswell.People.Qualifications;

/// <summary>Record that a person has been assessed again and goes on holding a qualification, at the level they have or had.</summary>
/// <param name="ExpiresAt">The first instant at which it is no longer held; where nothing is said, as the qualification is defined.</param>
public sealed record RenewQualification(
    Id<Person> Person, Id<Qualification> Qualification, Id<Person> AssessedBy, DateTimeOffset? ExpiresAt = null, string? Evidence = null)
    : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => Assessment.SignedBy;

    public static Decision Decide(
        RenewQualification renew, Person person, Qualification qualification, Person assessor, Circumstances circumstances)
    {
        if (person.Status != PersonStatus.Here)
            return new PersonNotHere(renew.Person);
        if (qualification.Status != QualificationStatus.InUse)
            return new QualificationNotInUse(renew.Qualification);
        if (!person.Qualifications.ContainsKey(renew.Qualification))
            return new QualificationNotHeld(renew.Person, renew.Qualification);
        if (Assessment.Refuses(renew.Person, renew.AssessedBy, assessor) is { } refusal)
            return refusal;
        var expires = renew.ExpiresAt ?? qualification.ExpiryFrom(circumstances.At);
        if (expires <= circumstances.At)
            return new ExpiryPast();
        var hash = SheetOf(renew, qualification).ContentHash;
        var signature = circumstances.SignatureBy(renew.AssessedBy.Value, Meanings.Assessed);
        // Nobody records their own: there the assessor's word is the assessor's signature.
        if ((qualification.BySignature || signature is not null || circumstances.Person == renew.Person.Value)
            && circumstances.LacksSignatureOf(renew.AssessedBy.Value, Meanings.Assessed, hash) is { } unsigned)
            return unsigned;

        return new QualificationRenewed(
            renew.Person, renew.Qualification, renew.AssessedBy, expires, Text.OrNull(renew.Evidence), signature);
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => SheetOf(this, await read.Shared(Qualification));

    private static SigningSheet SheetOf(RenewQualification renew, Qualification qualification) => new SigningSheet("Renew a qualification")
        .With("Site", renew.Site)
        .With("Person", renew.Person.Value)
        .With("Qualification", $"{renew.Qualification} ({qualification.Name})")
        .With("Assessed by", renew.AssessedBy.Value)
        .With("From", renew.OccurredAt)
        .With("Held until", Assessment.HeldUntil(renew.ExpiresAt, qualification))
        .With("Evidence", Text.OrNull(renew.Evidence));
}

/// <summary>Take a qualification from a person: they no longer hold it from now on.</summary>
public sealed record WithdrawQualification(Id<Person> Person, Id<Qualification> Qualification, string Reason) : SiteCommand
{
    public static Decision Decide(WithdrawQualification withdraw, Person person, Circumstances circumstances)
    {
        if (!person.IsQualified(withdraw.Qualification, circumstances.At))
            return new QualificationNotHeld(withdraw.Person, withdraw.Qualification);
        if (Text.OrNull(withdraw.Reason) is not { } reason)
            return new ReasonMissing();

        return new QualificationWithdrawn(withdraw.Person, withdraw.Qualification, reason);
    }
}

/// <summary>The person does not hold it.</summary>
public sealed record QualificationNotHeld(Id<Person> Person, Id<Qualification> Qualification) : Refusal("qualification.not-held")
{
    public override string Field => "qualification";
}
