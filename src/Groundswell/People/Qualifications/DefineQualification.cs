using Groundswell.Deciding;

namespace Groundswell.People.Qualifications;

/// <summary>Say what a qualification is: its levels, how long it lasts, whether it is signed.</summary>
/// <param name="Levels">What the levels are called, level 1 first; one level, where nothing is said.</param>
/// <param name="ValidForMonths">Null: for ever.</param>
/// <param name="BySignature">The assessor signs when granting and renewing.</param>
public sealed record DefineQualification(
    Id<Qualification> Qualification, string Name, IReadOnlyList<string>? Levels = null, int? ValidForMonths = null, bool BySignature = false)
    : EnterpriseCommand
{
    public static Decision Decide(DefineQualification define, Qualification qualification)
    {
        if (qualification.Status != QualificationStatus.Unknown)
            return new QualificationAlreadyDefined(define.Qualification);
        if (QualificationShape.Refuses(define.Name, define.ValidForMonths) is { } refusal)
            return refusal;

        return new QualificationDefined(
            define.Qualification, define.Name.Trim(), QualificationShape.Levels(define.Levels), define.ValidForMonths, define.BySignature);
    }
}

/// <summary>Say anew what a qualification is. Who holds it goes on holding it.</summary>
public sealed record ChangeQualification(
    Id<Qualification> Qualification, string Name, IReadOnlyList<string>? Levels = null, int? ValidForMonths = null, bool BySignature = false)
    : EnterpriseCommand
{
    public static Decision Decide(ChangeQualification change, Qualification qualification)
    {
        if (qualification.Status != QualificationStatus.InUse)
            return new QualificationNotInUse(change.Qualification);
        if (QualificationShape.Refuses(change.Name, change.ValidForMonths) is { } refusal)
            return refusal;
        var levels = QualificationShape.Levels(change.Levels);
        if (levels.Count < qualification.Levels)
            return new LevelsLost(qualification.Levels);

        return new QualificationChanged(change.Qualification, change.Name.Trim(), levels, change.ValidForMonths, change.BySignature);
    }
}

/// <summary>Grant it to nobody any more. Who holds it goes on holding it.</summary>
public sealed record RetireQualification(Id<Qualification> Qualification, string Reason) : EnterpriseCommand
{
    public static Decision Decide(RetireQualification retire, Qualification qualification)
    {
        if (qualification.Status != QualificationStatus.InUse)
            return new QualificationNotInUse(retire.Qualification);
        if (Text.OrNull(retire.Reason) is not { } reason)
            return new ReasonMissing();

        return new QualificationRetired(retire.Qualification, reason);
    }
}

internal static class QualificationShape
{
    private static readonly string[] OneLevel = ["qualified"];

    public static Refusal? Refuses(string name, int? validForMonths)
    {
        if (Text.OrNull(name) is null)
            return new QualificationNameMissing();
        return validForMonths is <= 0 ? new ValidityUnfit() : null;
    }

    public static IReadOnlyList<string> Levels(IReadOnlyList<string>? levels) =>
        levels is { Count: > 0 } ? [.. levels.Select(level => level.Trim())] : OneLevel;
}

/// <summary>A qualification of this id is defined already.</summary>
public sealed record QualificationAlreadyDefined(Id<Qualification> Qualification) : Refusal("qualification.already-defined")
{
    public override string Field => "qualification";
}

/// <summary>No qualification of this id is defined, or it is retired.</summary>
public sealed record QualificationNotInUse(Id<Qualification> Qualification) : Refusal("qualification.not-in-use")
{
    public override string Field => "qualification";
}

/// <summary>A qualification needs a name that people know it by.</summary>
public sealed record QualificationNameMissing() : Refusal("qualification.name-missing")
{
    public override string Field => "name";
}

/// <summary>A validity is at least one month.</summary>
public sealed record ValidityUnfit() : Refusal("qualification.validity-unfit")
{
    public override string Field => "validForMonths";
}

/// <summary>People may hold the levels there are: levels are added, never taken away.</summary>
public sealed record LevelsLost(int Levels) : Refusal("qualification.levels-lost")
{
    public override string Field => "levels";
}
