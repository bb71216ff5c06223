using Groundswell.Deciding;

namespace Groundswell.Delivering;

/// <summary>It is not under the seal of the session that it names.</summary>
public sealed record LateActNotProved() : Refusal("late-act.not-proved");

/// <summary>It can't be read, or there is no such act.</summary>
public sealed record LateActUnreadable(string Act) : Refusal("late-act.unreadable");

/// <summary>It does not say when it was done, or was done when its session was not open.</summary>
public sealed record LateActOutsideSession() : Refusal("late-act.outside-session")
{
    public override string Field => "occurredAt";
}

/// <summary>The person's account was closed or locked when it was done.</summary>
public sealed record LateActWithoutAccount(string Person) : Refusal("late-act.without-account");

/// <summary>It is about another site than the station's.</summary>
public sealed record LateActOfOtherSite(string Site) : Refusal("late-act.of-other-site");
