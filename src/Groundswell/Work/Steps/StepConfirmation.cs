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
    public static Decision Decide(StepDoing doing, ConfirmBySecondPerson second, Person person)
    {
        if (doing.Circumstances.Late)
            return new SecondPersonLate(doing.Step.Id);
        var by = doing.Circumstances.Person;
        var signature = doing.SignatureOf(SignatureMeaning.Verified);
        var who = second.ByElectronicSignature ? signature?.Signer ?? by : by;
        var confirmed = second.Of ?? [.. StepBefore(doing)];
        if (Performers(doing, confirmed).Contains(who))
            return new SecondPersonIsFirst(doing.Step.Id, who);
        if (second.ByElectronicSignature && signature is null)
            return new StepUnsigned(doing.Step.Id, SignatureMeaning.Verified);
        if (signature is not null && doing.OtherContent(signature) is { } other)
            return other;
        if (second.Qualification is { } needed && who == by && !person.IsQualified(new Id<Qualification>(needed), doing.Circumstances.At))
            return new NotQualified(by, needed);

        return doing.Done(signatures: signature is null ? null : [signature]);
    }

    /// <param name="signer">The account of whoever signed.</param>
    public static Decision Decide(StepDoing doing, SignStep sign, Account signer)
    {
        if (doing.SignatureOf(sign.Meaning) is not { } signature)
            return new StepUnsigned(doing.Step.Id, sign.Meaning);
        if (doing.OtherContent(signature) is { } other)
            return other;
        if (sign.Roles is { Count: > 0 } roles && !new Rights(roles, []).Allow(signer.Grants, doing.Asked.Site))
            return new StepSignedByOtherRole(doing.Step.Id, string.Join(", ", roles));

        // Whoever verifies did not do the work.
        var signed = sign.Of ?? [.. doing.Job.Steps.Keys];
        if (sign.Meaning == SignatureMeaning.Verified && Performers(doing, signed).Contains(signature.Signer))
            return new SecondPersonIsFirst(doing.Step.Id, signature.Signer);

        return doing.Done(signatures: [signature]);
    }

    private static IEnumerable<string> StepBefore(StepDoing doing) =>
        (doing.Version.Content.FindOperation(doing.Job.Operation)?.Steps ?? [])
            .TakeWhile(step => step.Id != doing.Step.Id)
            .Select(step => step.Id)
            .Where(doing.Job.Steps.ContainsKey)
            .TakeLast(1);

    private static HashSet<string> Performers(StepDoing doing, IEnumerable<string> steps) =>
        [.. steps.Select(step => doing.Job.Steps.GetValueOrDefault(step)?.By).OfType<string>()];
}
