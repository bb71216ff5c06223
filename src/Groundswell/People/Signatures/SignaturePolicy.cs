using Groundswell.Deciding;
using Groundswell.People.Accounts;
using Groundswell.Record;

namespace Groundswell.People.Signatures;

/// <summary>What everyone accepts before they sign for the first time: that their electronic signature binds them as one by hand does (21 CFR 11.10(j)).</summary>
public sealed record SignaturePolicy(string Version, string Text) : IState<SignaturePolicy>
{
    public static Id<SignaturePolicy> OfEnterprise { get; } = new("enterprise");

    public static string Kind => "signature-policy";

    /// <summary>What holds until the enterprise publishes its own.</summary>
    public static SignaturePolicy Unknown { get; } = new("1", """
        My electronic signature in this system is the legally binding equivalent of my signature by hand.
        I sign only what I have read and for what I have done, seen or judged myself.
        I keep my password and my passkeys to myself, let nobody sign with them, and report at once when I think that someone else knows or has them.
        """);

    public SignaturePolicy Evolve(Happened happened) => happened.Event switch
    {
        SignaturePolicyPublished e => new SignaturePolicy(e.Version, e.Text),
        _ => this,
    };
}

[RecordedAs("signature-policy.published")]
public sealed record SignaturePolicyPublished(string Version, string Text) : Event;

/// <summary>Publish the policy that people accept before they sign. Whoever accepted an earlier one accepts anew.</summary>
public sealed record PublishSignaturePolicy(string Version, string Text) : EnterpriseCommand
{
    public static Decision Decide(PublishSignaturePolicy publish, SignaturePolicy policy)
    {
        if (People.Text.OrNull(publish.Version) is not { } version || version == policy.Version)
            return new PolicyVersionUsed(policy.Version);
        if (People.Text.OrNull(publish.Text) is not { } text)
            return new PolicyTextMissing();

        return new SignaturePolicyPublished(version, text);
    }
}

/// <summary>I accept the signature policy. The program asks for it in the name of who is signed in.</summary>
public sealed record AcceptSignaturePolicy(string Version) : EnterpriseCommand
{
    public static Decision Decide(AcceptSignaturePolicy accept, Account account, SignaturePolicy policy, Circumstances circumstances)
    {
        if (account is not { Status: AccountStatus.Open, Holder: AccountHolder.Person })
            return new AccountNotOpen(new Id<Account>(circumstances.Person));
        if (accept.Version != policy.Version)
            return new PolicyOutdated(policy.Version);
        if (account.PolicyAccepted == policy.Version)
            return new PolicyAcceptedAlready(policy.Version);

        return new SignaturePolicyAccepted(account.Id, policy.Version);
    }
}

/// <summary>Another version of the policy holds now: read that one.</summary>
public sealed record PolicyOutdated(string Version) : Refusal("signature-policy.outdated")
{
    public override string Field => "version";
}

/// <summary>This version is accepted already.</summary>
public sealed record PolicyAcceptedAlready(string Version) : Refusal("signature-policy.accepted-already");

/// <summary>A policy that says something else needs another version.</summary>
public sealed record PolicyVersionUsed(string Current) : Refusal("signature-policy.version-used")
{
    public override string Field => "version";
}

/// <summary>A policy says something.</summary>
public sealed record PolicyTextMissing() : Refusal("signature-policy.text-missing")
{
    public override string Field => "text";
}
