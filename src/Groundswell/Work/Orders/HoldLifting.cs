using Groundswell.Deciding;
using Groundswell.People.Accounts;

namespace Groundswell.Work.Orders;

/// <summary>Whose hold it is, and who lifts it: a lead's any lead or Quality, Quality's Quality alone.</summary>
internal static class HoldLifting
{
    private static readonly Role[] Quality = [Role.QualityReviewer, Role.QualityApprover];

    /// <summary>Who alone lifts what this one holds; null where whoever may hold may lift it.</summary>
    public static IReadOnlyList<Role>? By(Account holder, string site, Circumstances circumstances) =>
        Rights.Of(Quality).Allow(holder.GrantsFor(circumstances), site) ? Quality : null;

    public static bool IsForOthers(IReadOnlyList<Role>? liftedBy, Account lifter, string site, Circumstances circumstances) =>
        liftedBy is not null && !new Rights(liftedBy, []).Allow(lifter.GrantsFor(circumstances), site);

    public static ValueTask<Account> AccountOf(Circumstances circumstances, Reading read) => read.Shared(new Id<Account>(circumstances.Person));
}
