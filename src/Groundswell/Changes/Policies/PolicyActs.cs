using Groundswell.Deciding;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Groundswell.Changes.Policies;

/// <summary>The policy for changes: what can be done with it, and by whom.</summary>
internal static class PolicyActs
{
    public static IEnumerable<Type> Events => [typeof(ChangePolicyProposed), typeof(ChangePolicyPublished)];

    public static void List(Acts acts)
    {
        var json = VoicesJson.Default;
        acts.Add(() => json.ProposeChangePolicy, "Say anew what is asked of changes.", Rights.Of(Role.MesLeader), _ => ChangePolicy.OfEnterprise, ProposeChangePolicy.Decide);
        acts.Add(() => json.PublishChangePolicy, "Let a proposed policy hold.", Rights.Of(Role.QualityApprover), _ => ChangePolicy.OfEnterprise, PublishChangePolicy.Decide);
    }

    public static void List(Queries queries) =>
        queries.Add("/change-policy", "What is asked of changes, by class, and what waits for a signature.", Rights.Everyone, Holding);

    private static async Task<Ok<PolicyShown>> Holding(States states, CancellationToken stop)
    {
        var policy = await new Reading(states, Groundswell.Deciding.Logs.Enterprise, stop).Of(ChangePolicy.OfEnterprise);
        return TypedResults.Ok(new PolicyShown(policy.Version, [.. ClassPolicy.OfAll.Select(policy.For)], policy.Proposed?.Classes, policy.Proposed?.Reason));
    }
}

/// <param name="Version">0: the defaults.</param>
/// <param name="Proposed">What the MES leader has signed and Quality has not.</param>
public sealed record PolicyShown(int Version, IReadOnlyList<ClassPolicy> Classes, IReadOnlyList<ClassPolicy>? Proposed, string? Reason);
