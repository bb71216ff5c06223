using Groundswell.Deciding;
using Groundswell.Masters.Contents;

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
        if (basedOn.Variant is { } variant)
            return new VersionIsVariant(basedOn.Id, variant.Site);
        if (open.Number is { } expected && expected != master.NextNumber)
            return new VersionNumberTaken(expected, master.NextNumber);

        // What nobody has judged yet stays the work of those who wrote it, under whatever number.
        IReadOnlyList<string>? editors = basedOn.Status == VersionStatus.Approved || basedOn.Editors.IsEmpty
            ? null
            : [.. basedOn.Editors.Order(StringComparer.Ordinal)];
        return Opened(master, basedOn.Id, basedOn.Content, editors);
    }

    /// <summary>The draft of a master's next version, with what it begins with.</summary>
    /// <param name="editors">Who had a hand in that and is not to judge it.</param>
    internal static Decision Opened(
        WorkMaster master, Id<WorkMasterVersion> basedOn, WorkMasterContent content, IReadOnlyList<string>? editors, SiteVariant? variant = null)
    {
        var version = master.Id.Version(master.NextNumber);
        return Decision
            .Of(new WorkMasterVersionOpened(master.Id, master.NextNumber, variant?.Site))
            .And(version, new VersionOpened(version, master.Id, master.NextNumber, content, basedOn, editors, variant));
    }
}

/// <summary>Somebody has opened a draft in the meantime.</summary>
public sealed record VersionNumberTaken(int Expected, int Next) : Refusal("version.number-taken")
{
    public override string Field => "number";
}
