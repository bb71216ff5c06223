using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using Groundswell.Masters.Contents;

namespace Groundswell.Masters.Authoring;

/// <summary>The part of a draft that is open in its editor, as it is or as somebody has entered it.</summary>
/// <param name="Path">Below the editor's own address; empty: the head.</param>
public abstract record DraftPart(string Path)
{
    /// <summary>Where the draft's faults say that it is.</summary>
    internal virtual string At(WorkMasterContent content) => "";

    /// <summary>What tells whether somebody else has changed it since: the hash of its text; empty for what is to be added.</summary>
    internal virtual string Basis(WorkMasterContent content) => "";

    /// <summary>The same part as the draft has it now; null where it is not there.</summary>
    internal virtual DraftPart? In(WorkMasterContent content) => null;

    protected static string HashOf<T>(T? element, JsonTypeInfo<T> shape) where T : class =>
        element is null ? "" : Convert.ToHexStringLower(SHA256.HashData(ContentText.Write(element, shape)))[..16];
}

/// <summary>The name and the size of a run.</summary>
public sealed record HeadPart(string Name, MadeMaterial Makes) : DraftPart("")
{
    internal override string Basis(WorkMasterContent content) => HashOf(content with { Operations = [], BillOfMaterial = [], Parameters = [] }, MastersJson.Default.WorkMasterContent);

    internal override DraftPart In(WorkMasterContent content) => new HeadPart(content.Name, content.Makes);
}

/// <param name="IsNew">It is to be added.</param>
/// <param name="After">What it is added behind.</param>
public sealed record OperationPart(Operation Operation, bool IsNew = false, string? After = null)
    : DraftPart(IsNew ? "new-operation" : $"operations/{Uri.EscapeDataString(Operation.Id)}")
{
    internal override string At(WorkMasterContent content) => IsNew ? "-" : $"operations/{Operation.Id}";

    internal override string Basis(WorkMasterContent content) =>
        IsNew ? "" : HashOf(content.FindOperation(Operation.Id) is { } now ? now with { Steps = [] } : null, MastersJson.Default.Operation);

    internal override DraftPart? In(WorkMasterContent content) => content.FindOperation(Operation.Id) is { } now ? new OperationPart(now) : null;
}

/// <param name="Under">The operation it is a step of.</param>
public sealed record StepPart(Step Step, string Under, bool IsNew = false, string? After = null)
    : DraftPart(IsNew ? "new-step" : $"steps/{Uri.EscapeDataString(Step.Id)}")
{
    /// <summary>Its id; for one that has none yet, the one it is looked at by.</summary>
    internal string Known => Step.Id.Length > 0 ? Step.Id : "step_being_added";

    internal override string At(WorkMasterContent content) => $"operations/{Under}/steps/{Known}";

    internal override string Basis(WorkMasterContent content) => IsNew ? "" : HashOf(content.FindStep(Step.Id), MastersJson.Default.Step);

    internal override DraftPart? In(WorkMasterContent content) => content.FindStep(Step.Id) is { } now ? new StepPart(now, content.OperationOf(now.Id)!.Id) : null;
}

public sealed record LinePart(BillLine Line, bool IsNew = false) : DraftPart(IsNew ? "new-line" : $"bill/{Uri.EscapeDataString(Line.Id)}")
{
    internal override string At(WorkMasterContent content) => IsNew ? "-" : $"billOfMaterial/{Line.Id}";

    internal override string Basis(WorkMasterContent content) => IsNew ? "" : HashOf(content.FindLine(Line.Id), MastersJson.Default.BillLine);

    internal override DraftPart? In(WorkMasterContent content) => content.FindLine(Line.Id) is { } now ? new LinePart(now) : null;
}

public sealed record ParameterPart(Parameter Parameter, bool IsNew = false) : DraftPart(IsNew ? "new-parameter" : $"parameters/{Uri.EscapeDataString(Parameter.Id)}")
{
    internal override string At(WorkMasterContent content) => IsNew ? "-" : $"parameters/{Parameter.Id}";

    internal override string Basis(WorkMasterContent content) => IsNew ? "" : HashOf(Find(content), MastersJson.Default.Parameter);

    internal override DraftPart? In(WorkMasterContent content) => Find(content) is { } now ? new ParameterPart(now) : null;

    private Parameter? Find(WorkMasterContent content) => content.Parameters.FirstOrDefault(parameter => parameter.Id == Parameter.Id);
}
