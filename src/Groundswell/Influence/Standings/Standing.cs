using System.Text.Json.Serialization;
using Groundswell.Deciding;

namespace Groundswell.Influence.Standings;

/// <summary>
/// How somebody stands to being part of the informal network: not asked is not in. Its id is the person's own, and only they act on it. It is in the site's log for
/// people's data.
/// </summary>
/// <param name="ForgottenUpTo">What happened up to then is never looked at again.</param>
/// <param name="Volunteers">They would carry changes.</param>
public sealed record Standing(Id<Standing> Id, TakingPart TakingPart, bool Volunteers = false, DateTimeOffset? ForgottenUpTo = null) : IState<Standing>
{
    public static string Kind => "influence-standing";

    public static Standing Unknown { get; } = new(default, TakingPart.NotIn);

    public Standing Evolve(Happened happened) => happened.Event switch
    {
        TakingPartBegun e => this with { Id = e.Standing, TakingPart = TakingPart.In },
        TakingPartPaused e => this with { Id = e.Standing, TakingPart = TakingPart.Paused },
        TakingPartEnded e => this with { Id = e.Standing, TakingPart = e.Objects ? TakingPart.Objecting : TakingPart.NotIn, Volunteers = false },
        TiesDeleted e => this with { Id = e.Standing, ForgottenUpTo = e.UpTo },
        OfferedToCarry e => this with { Id = e.Standing, Volunteers = true },
        OfferWithdrawn e => this with { Id = e.Standing, Volunteers = false },
        _ => this,
    };

    /// <summary>A person's own.</summary>
    public static Id<Standing> Of(string person) => new(person);
}

/// <summary>Whether somebody is part of the network.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TakingPart>))]
public enum TakingPart
{
    /// <summary>They have not opted in: nothing is read of them.</summary>
    NotIn,

    In,

    /// <summary>In, and out for now.</summary>
    Paused,

    /// <summary>Not in, and not to be counted in any figure of a group either.</summary>
    Objecting,
}
