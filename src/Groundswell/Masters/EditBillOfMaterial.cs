using Groundswell.Deciding;
using Groundswell.Masters.Contents;

namespace Groundswell.Masters;

/// <summary>Put a line into a draft's bill of material, or change the one of its id.</summary>
/// <param name="After">Where a line that is new stands behind another; null: it is the last.</param>
public sealed record PutBillLine(Id<WorkMasterVersion> Version, BillLine Line, string? After = null, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(PutBillLine put, WorkMasterVersion version)
    {
        if (put.After is { } after && version.Content.FindLine(after) is null)
            return new BillLineUnknown(after);

        ContentChange change = version.Content.FindLine(put.Line.Id) is null
            ? new BillLineAdded(put.Line, put.After ?? (version.Content.BillOfMaterial is [.., var last] ? last.Id : null))
            : new BillLineChanged(put.Line);
        return DraftEdits.Decide(put.Version, version, put.BaseRevision, change);
    }
}

/// <summary>Take a line out of a draft's bill of material.</summary>
public sealed record RemoveBillLine(Id<WorkMasterVersion> Version, string Line, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(RemoveBillLine remove, WorkMasterVersion version)
    {
        if (version.Content.FindLine(remove.Line) is null)
            return new BillLineUnknown(remove.Line);

        return DraftEdits.Decide(remove.Version, version, remove.BaseRevision, new BillLineRemoved(remove.Line));
    }
}

/// <summary>Put a parameter into a draft, or change the one of its id.</summary>
public sealed record PutParameter(Id<WorkMasterVersion> Version, Parameter Parameter, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(PutParameter put, WorkMasterVersion version)
    {
        ContentChange change = version.Content.Parameters.Any(known => known.Id == put.Parameter.Id)
            ? new ParameterChanged(put.Parameter)
            : new ParameterAdded(put.Parameter, version.Content.Parameters is [.., var last] ? last.Id : null);
        return DraftEdits.Decide(put.Version, version, put.BaseRevision, change);
    }
}

/// <summary>Take a parameter out of a draft.</summary>
public sealed record RemoveParameter(Id<WorkMasterVersion> Version, string Parameter, int? BaseRevision = null) : EnterpriseCommand
{
    public static Decision Decide(RemoveParameter remove, WorkMasterVersion version)
    {
        if (version.Content.Parameters.All(known => known.Id != remove.Parameter))
            return new ParameterUnknown(remove.Parameter);

        return DraftEdits.Decide(remove.Version, version, remove.BaseRevision, new ParameterRemoved(remove.Parameter));
    }
}

/// <summary>The version's bill of material has no such line.</summary>
public sealed record BillLineUnknown(string Line) : Refusal("bill-line.unknown")
{
    public override string Field => "line";
}

/// <summary>The version has no such parameter.</summary>
public sealed record ParameterUnknown(string Parameter) : Refusal("parameter.unknown")
{
    public override string Field => "parameter";
}
