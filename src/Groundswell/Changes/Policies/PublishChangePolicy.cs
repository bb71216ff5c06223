using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Masters.Differences;
using Groundswell.Signing;

namespace Groundswell.Changes.Policies;

/// <summary>Say anew what is asked of changes, as the MES leader. Signed: "approved". It holds when Quality has signed it too.</summary>
/// <param name="Classes">Each class once; of a class that is not there the numbers stay.</param>
public sealed record ProposeChangePolicy(IReadOnlyList<ClassPolicy> Classes, string Reason) : EnterpriseCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.MesLeader))];

    public static Decision Decide(ProposeChangePolicy propose, ChangePolicy policy, Circumstances circumstances)
    {
        if (string.IsNullOrWhiteSpace(propose.Reason))
            return new PolicyReasonMissing();
        if (propose.Classes.Count == 0 || propose.Classes.Contains(null!) || propose.Classes.DistinctBy(one => one.Class).Count() < propose.Classes.Count)
            return new PolicyUnclear();
        if (propose.Classes.FirstOrDefault(one => !one.IsFit) is { } unfit)
            return new PolicyNumbersUnfit(unfit.Class);
        var shown = SheetOf(propose, policy).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, shown) is { } unsigned)
            return unsigned;

        return new ChangePolicyProposed(
            policy.Version + 1, Whole(propose, policy), propose.Reason.Trim(), shown, circumstances.Own(SignatureMeaning.Approved, shown));
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => SheetOf(this, await read.Of(ChangePolicy.OfEnterprise));

    internal static SigningSheet SheetOf(ProposeChangePolicy propose, ChangePolicy policy) =>
        PolicySheet.Of(policy.Version + 1, Whole(propose, policy), propose.Reason);

    private static IReadOnlyList<ClassPolicy> Whole(ProposeChangePolicy propose, ChangePolicy policy) =>
        [.. ClassPolicy.OfAll.Select(one => propose.Classes.FirstOrDefault(said => said?.Class == one) ?? policy.For(one))];
}

/// <summary>Let the policy hold that the MES leader has signed, for Quality. Signed: "approved".</summary>
public sealed record PublishChangePolicy : EnterpriseCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.QualityApprover))];

    public static Decision Decide(PublishChangePolicy publish, ChangePolicy policy, Circumstances circumstances)
    {
        if (policy.Proposed is not { } proposed)
            return new NoPolicyProposed();
        if (proposed.Signature.Signer == circumstances.Person)
            return new PolicySignedByOne(circumstances.Person);
        if (circumstances.LacksSignature(SignatureMeaning.Approved, proposed.ContentHash) is { } unsigned)
            return unsigned;

        return new ChangePolicyPublished(
            proposed.Version, proposed.Classes, proposed.Reason, proposed.ContentHash,
            [proposed.Signature, circumstances.Own(SignatureMeaning.Approved, proposed.ContentHash)]);
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => (await read.Of(ChangePolicy.OfEnterprise)).Proposed is { } proposed
        ? PolicySheet.Of(proposed.Version, proposed.Classes, proposed.Reason)
        : new SigningSheet("Policy for changes");
}

/// <summary>What the two who sign a policy are shown: every number of it.</summary>
internal static class PolicySheet
{
    public static SigningSheet Of(int version, IReadOnlyList<ClassPolicy> classes, string reason) => classes.Aggregate(
        new SigningSheet("Policy for changes").With("Version", version.ToString(CultureInfo.InvariantCulture)).With("Reason", reason.Trim()),
        (sheet, one) => sheet.With(SheetWord.Of(one.Class), SheetWord.Of(
            "quorum {quorum}, agreement {agreement}, asked {asked}, answered {answered}, use {use} for {weeks} weeks, answer within {days} days, load {load}, term {months} months, grace {grace} days, two contacts {two}, named by {peers} peers, {qualified} qualified, up to {small} affected: named by {smallPeers}, {smallQualified} qualified",
            ("quorum", one.Quorum), ("agreement", one.Agreement), ("asked", one.ShareAsked), ("answered", one.ShareAnswered), ("use", one.UseShare),
            ("weeks", one.UseWeeks), ("days", one.AnswerDays), ("load", one.ChampionLoad), ("months", one.TermMonths), ("grace", one.GraceDays),
            ("two", SheetWord.Of(one.TwoContacts ? "yes" : "no")), ("peers", one.PeerNominations), ("qualified", one.Qualified), ("small", one.SmallSite),
            ("smallPeers", one.SmallPeerNominations), ("smallQualified", one.SmallQualified))));
}

/// <summary>A policy changes for a reason.</summary>
public sealed record PolicyReasonMissing() : Refusal("change-policy.reason-missing")
{
    public override string Field => "reason";
}

/// <summary>No class is named, or one twice.</summary>
public sealed record PolicyUnclear() : Refusal("change-policy.unclear")
{
    public override string Field => "classes";
}

/// <summary>A share is not within 0 and 1, a quorum is below one half, or a number can't be meant.</summary>
public sealed record PolicyNumbersUnfit(ChangeClass Class) : Refusal("change-policy.numbers-unfit")
{
    public override string Field => "classes";
}

/// <summary>No policy waits for Quality's signature.</summary>
public sealed record NoPolicyProposed() : Refusal("change-policy.none-proposed");

/// <summary>Two have to sign, not one twice.</summary>
public sealed record PolicySignedByOne(string Person) : Refusal("change-policy.signed-by-one");
