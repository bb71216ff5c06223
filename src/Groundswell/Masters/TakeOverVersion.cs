using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;

namespace Groundswell.Masters;

/// <summary>Take over a version that was in force before there was a record: from paper, from another system, from a plant's log.</summary>
/// <remarks>It counts as approved, by what the evidence names. Once a master has a version that was written here, nothing more is taken over.</remarks>
/// <param name="Class">For a master that is new by this.</param>
/// <param name="Evidence">What shows that it was in force: the document's number, the system and its id there, the file.</param>
public sealed record TakeOverVersion(Id<WorkMaster> WorkMaster, WorkMasterContent Content, string Evidence, string? Class = null) : EnterpriseCommand
{
    /// <param name="materials">Every material that the content names.</param>
    public static Decision Decide(TakeOverVersion take, WorkMaster master, WorkMasterVersion next, IReadOnlyList<MaterialDefinition> materials)
    {
        if (!VersionIds.Fits(take.WorkMaster))
            return new WorkMasterIdUnfit(take.WorkMaster);
        if (master.Versions.Any(version => !version.TakenOver) || next.Status != VersionStatus.Unknown)
            return new WorkMasterWrittenHere(take.WorkMaster);
        if (string.IsNullOrWhiteSpace(take.Evidence))
            return new EvidenceMissing();

        var known = master.IsKnown ? master : master with { Id = take.WorkMaster, Name = take.Content.Name, Material = take.Content.Makes.Material };
        var faults = ContentIds.Faults(take.Content) is { Count: > 0 } ids ? ids : ContentCheck.Faults(take.Content, known, materials);
        if (faults.Count > 0)
            return new VersionFaulty(faults);

        var number = master.Versions.Length + 1;
        var version = take.WorkMaster.Version(number);
        var taken = new WorkMasterVersionTakenOver(take.WorkMaster, number);
        var decision = master.IsKnown
            ? Decision.Of(taken)
            : Decision.Of(new WorkMasterCreated(
                take.WorkMaster, take.Content.Name.Trim(), take.Content.Makes.Material, string.IsNullOrWhiteSpace(take.Class) ? null : take.Class.Trim()), taken);
        return decision.And(version, new VersionTakenOver(
            version, take.WorkMaster, number, take.Content, ContentText.HashOf(take.Content), take.Evidence.Trim()));
    }
}

/// <summary>The master has versions that were written here: the next one is written, reviewed and approved here too.</summary>
public sealed record WorkMasterWrittenHere(Id<WorkMaster> WorkMaster) : Refusal("work-master.written-here")
{
    public override string Field => "workMaster";
}
