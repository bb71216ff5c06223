using Groundswell.Deciding;

namespace Groundswell.People.Qualifications;

/// <summary>How many of a team should hold a qualification, so that a gap is seen before it stops the work.</summary>
public sealed record Coverage(Id<Coverage> Id, int AtLeast, int Level) : IState<Coverage>
{
    public static string Kind => "qualification-coverage";

    public static Coverage Unknown { get; } = new(default, 0, 1);

    /// <param name="team">Null: the whole site.</param>
    public static Id<Coverage> Of(Id<Qualification> qualification, string? team) =>
        new(team is null ? qualification.Value : $"{qualification}@{team}");

    public Coverage Evolve(Happened happened) => happened.Event switch
    {
        CoverageSet e => new Coverage(e.Coverage, e.AtLeast, e.Level),
        _ => this,
    };
}

/// <summary>Say how many of a team, or of the whole site, should hold a qualification.</summary>
/// <param name="AtLeast">0: none are asked for any more.</param>
/// <param name="Team">Null: of the whole site.</param>
public sealed record SetCoverage(Id<Qualification> Qualification, int AtLeast, int Level = 1, string? Team = null) : SiteCommand
{
    internal Id<Coverage> Coverage => Qualifications.Coverage.Of(Qualification, Text.OrNull(Team));

    public static Decision Decide(SetCoverage set, Coverage coverage, Qualification qualification)
    {
        if (qualification.Status != QualificationStatus.InUse)
            return new QualificationNotInUse(set.Qualification);
        if (set.AtLeast < 0)
            return new CoverageUnfit();
        if (set.Level < 1 || set.Level > qualification.Levels)
            return new LevelUnknown(set.Level, qualification.Levels);
        if (coverage.AtLeast == set.AtLeast && coverage.Level == set.Level)
            return new CoverageUnchanged();

        return new CoverageSet(set.Coverage, set.Qualification, set.AtLeast, set.Level, Text.OrNull(set.Team));
    }
}

/// <summary>A number of people is not negative.</summary>
public sealed record CoverageUnfit() : Refusal("qualification.coverage-unfit")
{
    public override string Field => "atLeast";
}

/// <summary>As many are asked for already.</summary>
public sealed record CoverageUnchanged() : Refusal("qualification.coverage-unchanged")
{
    public override string Field => "atLeast";
}
