using Groundswell.Deciding;

namespace Groundswell.Masters;

/// <summary>Open a draft of a work master's next version: a copy of the last one, or of the one that is named.</summary>
/// <param name="BasedOn">The number of the version to copy; null: the last that is not retired.</param>
/// <param name="Number">The number that the draft is expected to get; null: the next. Whoever sends it learns at once that someone was quicker.</param>
public sealed record OpenDraft(Id<WorkMaster> WorkMaster, int? BasedOn = null, int? Number = null) : EnterpriseCommand
{
    public static Decision Decide(OpenDraft open, WorkMaster master, WorkMasterVersion basedOn)
    {
        if (!master.IsKnown)
            return new WorkMasterUnknown(open.WorkMaster);
        if (basedOn.Status == VersionStatus.Unknown)
            return new VersionUnknown(open.WorkMaster.Version(open.BasedOn ?? 1));
        var number = master.Versions.Length + 1;
        if (open.Number is { } expected && expected != number)
            return new VersionNumberTaken(expected, number);

        var version = open.WorkMaster.Version(number);

        // What nobody has judged yet stays the work of those who wrote it, under whatever number.
        IReadOnlyList<string>? editors = basedOn.Status == VersionStatus.Approved || basedOn.Editors.IsEmpty
            ? null
            : [.. basedOn.Editors.Order(StringComparer.Ordinal)];
        return Decision
            .Of(new WorkMasterVersionOpened(open.WorkMaster, number))
            .And(version, new VersionOpened(version, open.WorkMaster, number, basedOn.Content, basedOn.Id, editors));
    }
}

/// <summary>Somebody has opened a draft in the meantime.</summary>
public sealed record VersionNumberTaken(int Expected, int Next) : Refusal("version.number-taken")
{
    public override string Field => "number";
}
