using System.Collections.Immutable;
using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.People.Signatures;

/// <summary>Which meanings a site, or the enterprise, lets people sign with a passkey only: something they have, opened by something they know or are.</summary>
public sealed record SigningRules(ImmutableHashSet<string> ByPasskeyOnly) : IState<SigningRules>
{
    /// <summary>The rules of a log: a site's own, or the enterprise's for what all share.</summary>
    public static Id<SigningRules> Here { get; } = new("rules");

    public static string Kind => "signing";

    public static SigningRules Unknown { get; } = new(ImmutableHashSet<string>.Empty);

    public SigningRules Evolve(Happened happened) => happened.Event switch
    {
        SigningRuleSet { PasskeyOnly: true } e => new SigningRules(ByPasskeyOnly.Add(e.Meaning)),
        SigningRuleSet e => new SigningRules(ByPasskeyOnly.Remove(e.Meaning)),
        _ => this,
    };
}

[RecordedAs("signing.rule-set")]
public sealed record SigningRuleSet(string Meaning, bool PasskeyOnly, string Reason) : Event;

/// <summary>Say whether a site's signatures of a meaning need a passkey.</summary>
public sealed record SetSigningRule(string Meaning, bool PasskeyOnly, string Reason) : SiteCommand
{
    public static Decision Decide(SetSigningRule set, SigningRules rules) => SigningRuleChange.Decide(set.Meaning, set.PasskeyOnly, set.Reason, rules);
}

/// <summary>Say whether signatures of a meaning, of what all sites share, need a passkey.</summary>
public sealed record SetSharedSigningRule(string Meaning, bool PasskeyOnly, string Reason) : EnterpriseCommand
{
    public static Decision Decide(SetSharedSigningRule set, SigningRules rules) => SigningRuleChange.Decide(set.Meaning, set.PasskeyOnly, set.Reason, rules);
}

internal static class SigningRuleChange
{
    public static Decision Decide(string meaning, bool passkeyOnly, string reason, SigningRules rules)
    {
        if (!Signing.Meanings.All.Contains(meaning))
            return new MeaningUnknown(meaning);
        if (rules.ByPasskeyOnly.Contains(meaning) == passkeyOnly)
            return new SigningRuleUnchanged(meaning);
        if (Text.OrNull(reason) is not { } why)
            return new ReasonMissing();

        return new SigningRuleSet(meaning, passkeyOnly, why);
    }
}

/// <summary>Nothing is signed with this meaning.</summary>
public sealed record MeaningUnknown(string Meaning) : Refusal("signing.meaning-unknown")
{
    public override string Field => "meaning";
}

/// <summary>The rule is so already.</summary>
public sealed record SigningRuleUnchanged(string Meaning) : Refusal("signing.rule-unchanged")
{
    public override string Field => "passkeyOnly";
}
