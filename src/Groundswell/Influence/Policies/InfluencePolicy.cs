using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.Record;

namespace Groundswell.Influence.Policies;

/// <summary>
/// What a site has agreed on: what the network is for, how it is read, how long it is kept, and whether it is read at all. A policy holds once both sides have signed it: who
/// leads the site, and the works council. Until then nothing is read.
/// </summary>
/// <param name="Version">Of the policy that holds; 0: none does.</param>
/// <param name="Proposed">Signed by the one side, and waiting for the other.</param>
/// <param name="IsOff">Switched off. Whoever may propose a policy, and the works council, can do so at once.</param>
public sealed record InfluencePolicy(int Version, PolicyContent Content, ProposedPolicy? Proposed, bool IsOff, int Versions) : IState<InfluencePolicy>
{
    public static Id<InfluencePolicy> OfSite { get; } = new("site");

    public static string Kind => "influence-policy";

    public static InfluencePolicy Unknown { get; } = new(0, PolicyContent.Usual, null, false, 0);

    public bool IsOn => Version > 0 && !IsOff;

    /// <summary>How many people were agreed on as the least of whom something is told, from when on; the last of them holds.</summary>
    private ImmutableArray<(DateTimeOffset From, int Least)> Leasts { get; init; } = [];

    /// <summary>How many were the least at an instant.</summary>
    public int LeastAt(DateTimeOffset at) => Leasts.LastOrDefault(one => one.From <= at) is { Least: > 0 and var least } ? least : InfluenceRules.LeastGroup;

    public InfluencePolicy Evolve(Happened happened) => happened.Event switch
    {
        InfluencePolicyProposed e => this with { Proposed = new ProposedPolicy(e.Version, e.Content), Versions = e.Version },
        InfluencePolicyAgreed e when Proposed is { } proposed && proposed.Version == e.Version =>
            this with { Version = proposed.Version, Content = proposed.Content, Proposed = null, IsOff = false, Leasts = Leasts.Add((happened.RecordedAt, proposed.Content.LeastGroup)) },
        InfluencePolicyDeclined => this with { Proposed = null },
        InfluenceSwitchedOff => this with { IsOff = true },
        InfluenceSwitchedOn => this with { IsOff = false },
        _ => this,
    };
}

/// <summary>A policy that one side has signed.</summary>
public sealed record ProposedPolicy(int Version, PolicyContent Content);

/// <param name="Purpose">In words, as people read it.</param>
/// <param name="HalfLifeInDays">After so long an act is worth half.</param>
/// <param name="RetentionInDays">What is older is not looked at.</param>
/// <param name="LeastGroup">Of fewer people nothing is told; at least five.</param>
/// <param name="Worth">What a tie of each layer is worth, from 0 to 1; what is not named is not read.</param>
/// <param name="GroupsOf">Whose ties figures of groups are made of.</param>
/// <param name="LearnsWorth">Where enough people have named somebody, what layers are worth is learned from that, as far as it tells more than what is said here.</param>
public sealed record PolicyContent(
    string Purpose, int HalfLifeInDays, int RetentionInDays, int LeastGroup, IReadOnlyDictionary<Layer, decimal> Worth, GroupsOf GroupsOf = GroupsOf.ThoseTakingPart,
    bool? LearnsWorth = null)
{
    public static PolicyContent Usual { get; } = new(
        "To choose and support the champions of a change, and to see where a change does not fit. Not for pay, not for discipline, not for dismissal, not for anything else.",
        90, 180, InfluenceRules.LeastGroup, InfluenceRules.Usual.Worth, LearnsWorth: true);

    [JsonIgnore]
    public InfluenceRules Rules => new(Worth, TimeSpan.FromDays(HalfLifeInDays), TimeSpan.FromDays(RetentionInDays));
}

/// <summary>Of whose ties figures of groups are made. A person alone is only ever told of those who take part.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GroupsOf>))]
public enum GroupsOf
{
    ThoseTakingPart = 1,

    /// <summary>Of everybody who has not objected; a works agreement has to say so.</summary>
    AllNotObjecting,
}

/// <summary>The site's side has signed.</summary>
[RecordedAs("influence.policy-proposed")]
public sealed record InfluencePolicyProposed(Id<InfluencePolicy> Policy, int Version, PolicyContent Content, Signature Signature) : Event;

/// <summary>The works council has signed the same: it holds from now on.</summary>
[RecordedAs("influence.policy-agreed")]
public sealed record InfluencePolicyAgreed(Id<InfluencePolicy> Policy, int Version, Signature Signature) : Event;

[RecordedAs("influence.policy-declined")]
public sealed record InfluencePolicyDeclined(Id<InfluencePolicy> Policy, int Version, string Reason) : Event;

[RecordedAs("influence.switched-off")]
public sealed record InfluenceSwitchedOff(Id<InfluencePolicy> Policy, string Reason) : Event;

[RecordedAs("influence.switched-on")]
public sealed record InfluenceSwitchedOn(Id<InfluencePolicy> Policy, string Reason) : Event;
