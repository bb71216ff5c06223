using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.People.Accounts;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Steps;

/// <summary>A step that somebody else confirms, or that is signed.</summary>
internal static class StepConfirmation
{
    /// <param name="person">Whoever signed, or whoever asks where nobody did.</param>
    public static Decision Decide(StepDoing doing, ConfirmBySecondPerson second, Person person)
    {
        if (doing.Circumstances.Late)
            return new SecondPersonLate(doing.Step.Id);
        var by = doing.Circumstances.Person;
        var signature = doing.SignatureOf(SignatureMeaning.Verified);
        var who = signature?.Signer ?? by;
        if (second.ByElectronicSignature && signature is null)
            return new StepUnsigned(doing.Step.Id, SignatureMeaning.Verified);
        if (Performers(doing, StandingOnStep.CoveredBy(doing.Step, doing.Version.Content.FindOperation(doing.Job.Operation), doing.Job)).Contains(who))
            return new SecondPersonIsFirst(doing.Step.Id, who);
        if (signature is not null && doing.OtherContent(signature) is { } other)
            return other;
        if (Needed(doing, second).FirstOrDefault(code => person.Id.Value != who || !person.IsQualified(new Id<Qualification>(code), doing.Circumstances.At)) is { } lacking)
            return new NotQualified(who, lacking);

        return doing.Done(signatures: signature is null ? null : [signature]);
    }

    /// <param name="signer">The account of whoever signed.</param>
    public static Decision Decide(StepDoing doing, SignStep sign, Account signer)
    {
        if (doing.SignatureOf(sign.Meaning) is not { } signature)
            return new StepUnsigned(doing.Step.Id, sign.Meaning);
        if (doing.OtherContent(signature) is { } other)
            return other;
        if (sign.Roles is { Count: > 0 } roles && (signer.Id.Value != signature.Signer || !new Rights(roles, []).Allow(signer.Grants, doing.Asked.Site)))
            return new StepSignedByOtherRole(doing.Step.Id, string.Join(", ", roles));

        // Whoever verifies did not do the work.
        var signed = StandingOnStep.CoveredBy(doing.Step, doing.Version.Content.FindOperation(doing.Job.Operation), doing.Job);
        if (sign.Meaning == SignatureMeaning.Verified && Performers(doing, signed).Contains(signature.Signer))
            return new SecondPersonIsFirst(doing.Step.Id, signature.Signer);

        return doing.Done(signatures: [signature]);
    }

    /// <summary>What the second person has to be qualified for: what the step says, or else what the operation asks of everybody.</summary>
    private static IReadOnlyList<string> Needed(StepDoing doing, ConfirmBySecondPerson second) => second.Qualification is { } named
        ? [named]
        : doing.Version.Content.FindOperation(doing.Job.Operation)?.Qualifications ?? [];

    private static HashSet<string> Performers(StepDoing doing, IEnumerable<string> steps) =>
        [.. steps.SelectMany(step => doing.Job.Steps.GetValueOrDefault(step)?.Performers ?? [])];
}
