using System.Text.Json.Serialization;

namespace Groundswell.Deciding;

/// <summary>What a person is trusted with at a site. Champion and pilot member are standings, not roles.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
public enum Role
{
    Operator = 1,
    LineLead,
    Supervisor,
    MaterialsHandler,
    Planner,
    Engineer,
    QualityReviewer,
    QualityApprover,
    Facilitator,
    SiteLead,
    MesLeader,
    WorksCouncil,
    Administrator,

    /// <summary>A machine account: an ERP, a line controller, an import.</summary>
    Integration,
}

/// <summary>The part of the business a person works for, and a grant is given in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Function>))]
public enum Function
{
    Operations = 1,
    Quality,
    SupplyChain,
    Maintenance,
    Engineering,
}

/// <summary>One grant: a role, in a function or in all, at a site or at all.</summary>
/// <param name="Function">Null: in every function.</param>
/// <param name="Site">Null: at every site, and for what the sites share.</param>
public sealed record Grant(Role Role, Function? Function, string? Site);

/// <summary>A grant and the time during which it was held, by when that was recorded.</summary>
/// <param name="Until">The first instant at which it is no longer held; null while it is.</param>
public sealed record HeldGrant(Grant Grant, DateTimeOffset From, DateTimeOffset? Until)
{
    public bool Covers(DateTimeOffset at) => From <= at && (Until is not { } until || at < until);
}

/// <summary>Who may do an act or ask a query, declared beside it. Whatever is not declared is denied.</summary>
/// <param name="Roles">Any of them suffices.</param>
/// <param name="Functions">Where not empty, the grant must be in one of them (or in all).</param>
public sealed record Rights(IReadOnlyList<Role> Roles, IReadOnlyList<Function> Functions)
{
    /// <summary>Everybody who is signed in, with any grant at the site.</summary>
    public static Rights Everyone { get; } = new(Enum.GetValues<Role>(), []);

    /// <summary>Nobody who asks: the program itself does it, in someone's name, after checks of its own (their password, their badge).</summary>
    public static Rights OfProgram { get; } = new([], []);

    public static Rights Of(params Role[] roles) => new(roles, []);

    public Rights In(params Function[] functions) => this with { Functions = functions };

    /// <summary>Whether only the program does it; it then is no call of the API.</summary>
    public bool IsOfProgram => Roles.Count == 0;

    /// <param name="site">The site it is about; null for what the sites share, which needs a grant for all sites.</param>
    public bool Allow(IEnumerable<Grant> grants, string? site) => grants.Any(grant =>
        Roles.Contains(grant.Role)
        && (Functions.Count == 0 || grant.Function is not { } function || Functions.Contains(function))
        && (grant.Site is null || (site is not null && string.Equals(grant.Site, site, StringComparison.OrdinalIgnoreCase))));
}
