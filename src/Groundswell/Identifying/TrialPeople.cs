using Groundswell.Deciding;

namespace Groundswell.Identifying;

/// <summary>Whom a newcomer can be at a station, where everything is made up. In a plant's own record nobody offers this.</summary>
public interface ITrialPeople
{
    TrialBadges At(string site, string station);
}

/// <summary>Badges that are no secret, and the PIN that goes with each.</summary>
public sealed record TrialBadges(string Pin, IReadOnlyList<TrialBadge> People);

public sealed record TrialBadge(string Badge, string Name, Role Role);
