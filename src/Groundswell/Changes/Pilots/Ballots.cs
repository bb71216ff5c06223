using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Sealing;

namespace Groundswell.Changes.Pilots;

/// <summary>The votes of a pilot group, in the site's log for people's data. Whose was which is read by its author and the facilitator alone.</summary>
/// <param name="Cast">By the voter's id; the last one counts.</param>
public sealed record Ballots(ImmutableDictionary<string, CastBallotState> Cast) : IState<Ballots>
{
    public static string Kind => "ballots";

    public static Ballots Unknown { get; } = new(ImmutableDictionary<string, CastBallotState>.Empty);

    public static Id<Ballots> IdOf(Id<Pilot> pilot) => new(pilot.Value);

    /// <summary>What a ballot is sealed for.</summary>
    public static string PurposeOf(Id<Pilot> pilot) => $"ballot-{pilot.Value}";

    public Ballots Evolve(Happened happened) => happened.Event switch
    {
        BallotCast e => new(Cast.SetItem(e.Voter, new CastBallotState(e.Ballot.Value?.Accepts, happened.Position, e.Ballot.Key, e.VoteOpened))),
        BallotForgotten e => new(Cast.Remove(e.Voter)),
        _ => this,
    };
}

/// <param name="Accepts">Null where it was forgotten.</param>
/// <param name="VoteOpened">The entry that opened the vote it was cast in: a ballot of an earlier vote does not count in a later one.</param>
/// <param name="Remark">Null where they said nothing besides, or it was forgotten.</param>
public sealed record CastBallotState(bool? Accepts, long Position, string? Key, long VoteOpened, string? Remark = null);

/// <summary>What somebody thinks: sealed, under a key of their own.</summary>
public sealed record Ballot(bool Accepts, string? Remark = null) : IConfidable<Ballot>
{
    static JsonTypeInfo<Ballot> IConfidable<Ballot>.Shape => BallotJson.Default.Ballot;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Ballot))]
internal sealed partial class BallotJson : JsonSerializerContext;

/// <param name="VoteOpened">The entry of the site's log that opened the vote.</param>
[RecordedAs("ballot.cast")]
public sealed record BallotCast(Id<Pilot> Pilot, string Voter, long VoteOpened, Confided<Ballot> Ballot) : Event, IConfides
{
    IEnumerable<Confided> IConfides.Confidences => [Ballot];
}

/// <summary>Its author wants it forgotten: nothing of it can be read any more.</summary>
[RecordedAs("ballot.forgotten")]
public sealed record BallotForgotten(Id<Pilot> Pilot, string Voter, string Key) : Event, IForgets
{
    IEnumerable<string> IForgets.Keys => [Key];

    string IForgets.Why => "ballot.forgotten";
}
