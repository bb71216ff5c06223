using System.Text.Json.Serialization;

namespace Groundswell.Masters.Contents;

/// <summary>One change to a content. In JSON <c>change</c> says which it is.</summary>
/// <remarks>
/// What is added or moved stands behind the one that <c>After</c> names, or first where that is null. A change can always be applied: one that
/// does not fit (its element is not there) changes nothing.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(HeadChanged), "head-changed")]
[JsonDerivedType(typeof(OperationAdded), "operation-added")]
[JsonDerivedType(typeof(OperationChanged), "operation-changed")]
[JsonDerivedType(typeof(OperationMoved), "operation-moved")]
[JsonDerivedType(typeof(OperationRemoved), "operation-removed")]
[JsonDerivedType(typeof(StepAdded), "step-added")]
[JsonDerivedType(typeof(StepChanged), "step-changed")]
[JsonDerivedType(typeof(StepMoved), "step-moved")]
[JsonDerivedType(typeof(StepRemoved), "step-removed")]
[JsonDerivedType(typeof(BillLineAdded), "bill-line-added")]
[JsonDerivedType(typeof(BillLineChanged), "bill-line-changed")]
[JsonDerivedType(typeof(BillLineMoved), "bill-line-moved")]
[JsonDerivedType(typeof(BillLineRemoved), "bill-line-removed")]
[JsonDerivedType(typeof(ParameterAdded), "parameter-added")]
[JsonDerivedType(typeof(ParameterChanged), "parameter-changed")]
[JsonDerivedType(typeof(ParameterMoved), "parameter-moved")]
[JsonDerivedType(typeof(ParameterRemoved), "parameter-removed")]
public abstract record ContentChange;

public sealed record HeadChanged(string Name, MadeMaterial Makes) : ContentChange;

public sealed record OperationAdded(Operation Operation, string? After = null) : ContentChange;

/// <param name="Operation">All of it but its steps, which stay as they are.</param>
public sealed record OperationChanged(Operation Operation) : ContentChange;

public sealed record OperationMoved(string Operation, string? After = null) : ContentChange;

/// <summary>Its steps go with it.</summary>
public sealed record OperationRemoved(string Operation) : ContentChange;

public sealed record StepAdded(string Operation, Step Step, string? After = null) : ContentChange;

public sealed record StepChanged(Step Step) : ContentChange;

/// <param name="Operation">The operation it goes to; its own, or another.</param>
public sealed record StepMoved(string Step, string Operation, string? After = null) : ContentChange;

public sealed record StepRemoved(string Step) : ContentChange;

public sealed record BillLineAdded(BillLine Line, string? After = null) : ContentChange;

public sealed record BillLineChanged(BillLine Line) : ContentChange;

public sealed record BillLineMoved(string Line, string? After = null) : ContentChange;

public sealed record BillLineRemoved(string Line) : ContentChange;

public sealed record ParameterAdded(Parameter Parameter, string? After = null) : ContentChange;

public sealed record ParameterChanged(Parameter Parameter) : ContentChange;

public sealed record ParameterMoved(string Parameter, string? After = null) : ContentChange;

public sealed record ParameterRemoved(string Parameter) : ContentChange;
