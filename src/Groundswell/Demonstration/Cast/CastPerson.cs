using Groundswell.Deciding;

namespace Groundswell.Demonstration.Cast;

/// <summary>What somebody of the demonstration does all day.</summary>
internal enum Duty
{
    Operator,
    LineLead,
    Supervisor,
    QualityReviewer,
    QualityApprover,
    MaterialsHandler,
    Maintenance,
    Planner,
    Engineer,
    Facilitator,
    SiteLead,
}

/// <summary>A made-up person.</summary>
/// <param name="Number">From 1 within the plant; days off and luck hang on it.</param>
/// <param name="Crew">A, B or C, which take turns over the three shifts; null: by day, from Monday to Friday.</param>
/// <param name="WorkCenters">Where they can work, their own first.</param>
/// <param name="Badge">The number on the badge.</param>
internal sealed record CastPerson(
    string Id, int Number, string Site, string GivenName, string FamilyName, IReadOnlyList<string> Languages, Duty Duty, Function Function, string? Crew,
    IReadOnlyList<string> WorkCenters, string ReportsTo, IReadOnlyList<string> Qualifications, string UserName, string Badge, Traits Traits)
{
    public string Name => $"{GivenName} {FamilyName}";

    public Role Role => Duty switch
    {
        Duty.LineLead => Role.LineLead,
        Duty.Supervisor => Role.Supervisor,
        Duty.QualityReviewer => Role.QualityReviewer,
        Duty.QualityApprover => Role.QualityApprover,
        Duty.MaterialsHandler => Role.MaterialsHandler,
        Duty.Planner => Role.Planner,
        Duty.Engineer => Role.Engineer,
        Duty.Facilitator => Role.Facilitator,
        Duty.SiteLead => Role.SiteLead,
        _ => Role.Operator,
    };

    /// <summary>Whom the others have elected to their works council.</summary>
    public bool IsOnCouncil => Number == 60;

    /// <summary>Whether they do jobs.</summary>
    public bool Works => Duty == Duty.Operator;
}

/// <summary>What makes people differ; each from 0 to 1.</summary>
/// <param name="Skill">How seldom something goes wrong, and how often their help helps.</param>
/// <param name="Pace">How quick they are.</param>
/// <param name="Care">How seldom they enter all values at the end, copy the target or type what should be scanned.</param>
/// <param name="Openness">How readily they take to a new version.</param>
/// <param name="Warmth">How quick they are when somebody calls them.</param>
/// <param name="Candor">How often they call at all, instead of muddling through.</param>
internal sealed record Traits(double Skill, double Pace, double Care, double Openness, double Warmth, double Candor);
