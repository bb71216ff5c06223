using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Masters.Differences;
using Groundswell.Record;

namespace Groundswell.Changes.Policies;

/// <summary>What the enterprise asks of a change before it is used, by class: a master in versions, signed by Quality and the MES leader.</summary>
/// <param name="Version">0 while the defaults hold.</param>
/// <param name="Proposed">What one of the two has signed and waits for the other.</param>
public sealed record ChangePolicy(int Version, ImmutableDictionary<ChangeClass, ClassPolicy> Classes, ProposedPolicy? Proposed) : IState<ChangePolicy>
{
    public static Id<ChangePolicy> OfEnterprise { get; } = new("enterprise");

    public static string Kind => "change-policy";

    public static ChangePolicy Unknown { get; } = new(0, ClassPolicy.Defaults, null);

    public ClassPolicy For(ChangeClass ofChange) => Classes.TryGetValue(ofChange, out var policy) ? policy : ClassPolicy.Defaults.GetValueOrDefault(ofChange, ClassPolicy.Defaults[ChangeClass.Wording]);

    /// <summary>So long an answer may take to what has no class of its own: a proposal.</summary>
    public TimeSpan AnswerTime => TimeSpan.FromDays(ClassPolicy.OfAll.Min(one => For(one).AnswerDays));

    /// <summary>What holds for the standing of people, which is of no class: terms, load, nominations.</summary>
    public ClassPolicy OfPeople => For(ChangeClass.Method);

    public ChangePolicy Evolve(Happened happened) => happened.Event switch
    {
        ChangePolicyProposed e => this with { Proposed = new ProposedPolicy(e.Version, e.Classes, e.Reason, e.ContentHash, e.Signature) },
        ChangePolicyPublished e => new(e.Version, e.Classes.ToImmutableDictionary(policy => policy.Class), null),
        _ => this,
    };
}

/// <summary>A policy with one signature of two.</summary>
public sealed record ProposedPolicy(int Version, IReadOnlyList<ClassPolicy> Classes, string Reason, string ContentHash, Signature Signature);

/// <summary>What is asked of changes of one class. Shares are from 0 to 1.</summary>
/// <param name="Quorum">The share of a pilot group that has to vote.</param>
/// <param name="Agreement">The share of their votes that has to accept.</param>
/// <param name="ShareAsked">The share of the affected people that the change has to reach on their own screen. The program lists whoever works there, so it is all of them.</param>
/// <param name="ShareAnswered">The share of the affected people that has to say what they think of it.</param>
/// <param name="UseShare">The share of the pilot's work that has to be done on the new version.</param>
/// <param name="UseWeeks">For how many weeks.</param>
/// <param name="AnswerDays">So many days a proposal, a "hurts" or an objection may wait for its answer.</param>
/// <param name="ChampionLoad">So many changes one champion carries at once.</param>
/// <param name="TermMonths">A champion's term.</param>
/// <param name="GraceDays">How long a site has to mend it when its champions no longer cover the change.</param>
/// <param name="TwoContacts">Whether each affected person needs two champions to turn to.</param>
/// <param name="PeerNominations">By so many peers a champion has to be named to count as named by peers.</param>
/// <param name="Qualified">So many people qualified for each of the first shifts.</param>
/// <param name="SmallSite">Where at most so many people are affected, <see cref="SmallPeerNominations"/> and <see cref="SmallQualified"/> hold instead.</param>
public sealed record ClassPolicy(
    ChangeClass Class, decimal Quorum = 0.6m, decimal Agreement = 0.6m, decimal ShareAsked = 1m, decimal ShareAnswered = 0.6m, decimal UseShare = 0.8m,
    int UseWeeks = 3, int AnswerDays = 7, int ChampionLoad = 3, int TermMonths = 12, int GraceDays = 30, bool TwoContacts = false,
    int PeerNominations = 3, int Qualified = 2, int SmallSite = 12, int SmallPeerNominations = 2, int SmallQualified = 1)
{
    public static IReadOnlyList<ChangeClass> OfAll { get; } = [ChangeClass.Wording, ChangeClass.Method, ChangeClass.Parameter, ChangeClass.Critical];

    /// <summary>What holds until the enterprise signs its own.</summary>
    public static ImmutableDictionary<ChangeClass, ClassPolicy> Defaults { get; } = new[]
    {
        new ClassPolicy(ChangeClass.Wording, UseWeeks: 1, Qualified: 1),
        new ClassPolicy(ChangeClass.Method),
        new ClassPolicy(ChangeClass.Parameter),
        new ClassPolicy(ChangeClass.Critical, Agreement: 0.75m, TwoContacts: true),
    }.ToImmutableDictionary(policy => policy.Class);

    public int PeersFor(int affected) => affected <= SmallSite ? SmallPeerNominations : PeerNominations;

    public int QualifiedFor(int affected) => affected <= SmallSite ? SmallQualified : Qualified;

    /// <summary>Whether these numbers can be meant.</summary>
    [JsonIgnore]
    public bool IsFit =>
        OfAll.Contains(Class)
        && new[] { Quorum, Agreement, ShareAsked, ShareAnswered, UseShare }.All(share => share is > 0 and <= 1)
        && Quorum >= 0.5m && Agreement >= 0.5m
        && new[] { UseWeeks, AnswerDays, ChampionLoad, TermMonths, GraceDays, PeerNominations, Qualified, SmallPeerNominations, SmallQualified }.All(number => number is >= 1 and <= 366)
        && SmallSite is >= 0 and <= 100;
}

// Recorded in the enterprise's log. These names and fields are in enterprises' records: add to them, never change them.

/// <param name="Signature">Of the first of the two who sign.</param>
[RecordedAs("change-policy.proposed")]
public sealed record ChangePolicyProposed(int Version, IReadOnlyList<ClassPolicy> Classes, string Reason, string ContentHash, Signature Signature) : Event;

[RecordedAs("change-policy.published")]
public sealed record ChangePolicyPublished(int Version, IReadOnlyList<ClassPolicy> Classes, string Reason, string ContentHash, IReadOnlyList<Signature> Signatures) : Event;
