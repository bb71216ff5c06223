using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.Signing;

namespace Groundswell.Influence.Policies;

/// <summary>Propose what holds for influence at a site, signed by who leads it. It holds when the works council has signed the same.</summary>
public sealed record ProposeInfluencePolicy(
    string Purpose, int HalfLifeInDays = 90, int RetentionInDays = 180, int LeastGroup = InfluenceRules.LeastGroup,
    IReadOnlyDictionary<Layer, decimal>? Worth = null, GroupsOf GroupsOf = GroupsOf.ThoseTakingPart,
    bool LearnsWorth = true) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.SiteLead, Role.MesLeader))];

    public static Decision Decide(ProposeInfluencePolicy propose, InfluencePolicy policy, Circumstances circumstances)
    {
        if (string.IsNullOrWhiteSpace(propose.Purpose))
            return new InfluencePurposeMissing();
        if (propose.LeastGroup < InfluenceRules.LeastGroup)
            return new GroupTooSmall(InfluenceRules.LeastGroup);
        if (propose.HalfLifeInDays is < 7 or > 365 || propose.RetentionInDays is < 30 or > 730)
            return new InfluenceTimesUnfit();
        var content = Content(propose);
        if (content.Worth.Any(one => one.Key == Layer.Work || one.Value is < 0 or > 1))
            return new LayerWorthUnfit();
        var hash = SheetOf(propose.Site, policy.Versions + 1, content).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, hash) is { } unsigned)
            return unsigned;

        return new InfluencePolicyProposed(InfluencePolicy.OfSite, policy.Versions + 1, content, circumstances.Own(SignatureMeaning.Approved, hash));
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => SheetOf(Site, (await read.Of(InfluencePolicy.OfSite)).Versions + 1, Content(this));

    internal static SigningSheet SheetOf(string site, int version, PolicyContent content)
    {
        var sheet = Sheet(site, version, content);
        return content.LearnsWorth == true ? sheet.With("Worth of layers is learned", SheetWord.Of("Where enough people have named somebody, and it tells more")) : sheet;
    }

    private static SigningSheet Sheet(string site, int version, PolicyContent content) => new SigningSheet("Policy on influence")
        .With("Site", site)
        .With("Version", version)
        .With("Purpose", content.Purpose)
        .With("An act is worth half after", SheetWord.Of("{days} days", ("days", content.HalfLifeInDays)))
        .With("Not looked at after", SheetWord.Of("{days} days", ("days", content.RetentionInDays)))
        .With("Least group", content.LeastGroup)
        .With("Groups of", SheetWord.Of(content.GroupsOf))
        .With("Worth of layers", SheetWord.List(content.Worth.OrderBy(one => one.Key).Select(one =>
            SheetWord.Of("{layer} {worth}", ("layer", SheetWord.Of(one.Key)), ("worth", one.Value)))));

    private static PolicyContent Content(ProposeInfluencePolicy propose) => new(
        propose.Purpose.Trim(), propose.HalfLifeInDays, propose.RetentionInDays, propose.LeastGroup, propose.Worth ?? InfluenceRules.Usual.Worth, propose.GroupsOf, propose.LearnsWorth ? true : null);
}

/// <summary>Sign the policy that was proposed, for the works council: it holds from now on.</summary>
public sealed record AgreeToInfluencePolicy(int Version) : SiteCommand, ISignable
{
    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Rights.Of(Role.WorksCouncil))];

    public static Decision Decide(AgreeToInfluencePolicy agree, InfluencePolicy policy, Circumstances circumstances)
    {
        if (policy.Proposed is not { } proposed || proposed.Version != agree.Version)
            return new NoPolicyProposed(agree.Version);
        var hash = ProposeInfluencePolicy.SheetOf(agree.Site, proposed.Version, proposed.Content).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, hash) is { } unsigned)
            return unsigned;

        return new InfluencePolicyAgreed(InfluencePolicy.OfSite, agree.Version, circumstances.Own(SignatureMeaning.Approved, hash));
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => await read.Of(InfluencePolicy.OfSite) is { Proposed: { } proposed }
        ? ProposeInfluencePolicy.SheetOf(Site, proposed.Version, proposed.Content)
        : ProposeInfluencePolicy.SheetOf(Site, Version, PolicyContent.Usual);
}

/// <summary>Say no to the policy that was proposed, and why.</summary>
public sealed record DeclineInfluencePolicy(int Version, string Reason) : SiteCommand
{
    public static Decision Decide(DeclineInfluencePolicy decline, InfluencePolicy policy)
    {
        if (policy.Proposed is not { } proposed || proposed.Version != decline.Version)
            return new NoPolicyProposed(decline.Version);
        if (string.IsNullOrWhiteSpace(decline.Reason))
            return new InfluenceReasonMissing();

        return new InfluencePolicyDeclined(InfluencePolicy.OfSite, decline.Version, decline.Reason.Trim());
    }
}

/// <summary>Switch influence off at the site: from now on nothing is read, by nobody.</summary>
public sealed record SwitchInfluenceOff(string Reason) : SiteCommand
{
    public static Decision Decide(SwitchInfluenceOff off, InfluencePolicy policy)
    {
        if (!policy.IsOn)
            return new InfluenceOff();
        if (string.IsNullOrWhiteSpace(off.Reason))
            return new InfluenceReasonMissing();

        return new InfluenceSwitchedOff(InfluencePolicy.OfSite, off.Reason.Trim());
    }
}

/// <summary>Switch it on again, under the policy that holds. The works council does it: whoever can say no can take the no back.</summary>
public sealed record SwitchInfluenceOn(string Reason) : SiteCommand
{
    public static Decision Decide(SwitchInfluenceOn on, InfluencePolicy policy)
    {
        if (!policy.IsOff)
            return new InfluenceNotOff();
        if (string.IsNullOrWhiteSpace(on.Reason))
            return new InfluenceReasonMissing();

        return new InfluenceSwitchedOn(InfluencePolicy.OfSite, on.Reason.Trim());
    }
}

/// <summary>No policy holds at this site, or it is switched off.</summary>
public sealed record InfluenceOff() : Refusal("influence.off");

/// <summary>It is not switched off.</summary>
public sealed record InfluenceNotOff() : Refusal("influence.not-off");

/// <summary>Another version of the policy holds: read that one.</summary>
public sealed record InfluencePolicyOther(int Version) : Refusal("influence.policy-other")
{
    public override string Field => "policy";
}

/// <summary>No policy of this version waits for a signature.</summary>
public sealed record NoPolicyProposed(int Version) : Refusal("influence.no-policy-proposed")
{
    public override string Field => "version";
}

/// <summary>A policy says what it is for.</summary>
public sealed record InfluencePurposeMissing() : Refusal("influence.purpose-missing")
{
    public override string Field => "purpose";
}

/// <summary>Of fewer people nothing is told, whatever is agreed.</summary>
public sealed record GroupTooSmall(int Least) : Refusal("influence.group-too-small")
{
    public override string Field => "leastGroup";
}

/// <summary>The half-life is 7 to 365 days, the retention 30 to 730.</summary>
public sealed record InfluenceTimesUnfit() : Refusal("influence.times-unfit")
{
    public override string Field => "halfLifeInDays";
}

/// <summary>A layer's worth is from 0 to 1, and routing is worth nothing.</summary>
public sealed record LayerWorthUnfit() : Refusal("influence.layer-worth-unfit")
{
    public override string Field => "worth";
}

/// <summary>It takes a reason.</summary>
public sealed record InfluenceReasonMissing() : Refusal("influence.reason-missing")
{
    public override string Field => "reason";
}
