using Groundswell.Deciding;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Steps;

/// <summary>The job's operation has no such step.</summary>
public sealed record JobStepUnknown(Id<Job> Job, string Step) : Refusal("job.step-unknown")
{
    public override string Field => "step";
}

/// <summary>The step is done already. It can be corrected, or undone and done again.</summary>
public sealed record StepDone(Id<Job> Job, string Step) : Refusal("step.done")
{
    public override string Field => "step";
}

/// <summary>The step is not done.</summary>
public sealed record StepNotDone(Id<Job> Job, string Step) : Refusal("step.not-done")
{
    public override string Field => "step";
}

/// <summary>A step before it is not done (21 CFR 11.10(f)).</summary>
public sealed record StepBeforeOpen(Id<Job> Job, string Step, string Before) : Refusal("step.before-open")
{
    public override string Field => "step";
}

/// <summary>The condition under which the step is done does not hold.</summary>
public sealed record StepNotAsked(Id<Job> Job, string Step) : Refusal("step.not-asked")
{
    public override string Field => "step";
}

/// <summary>An exception of the job has to be released before work goes on.</summary>
public sealed record ExceptionStillOpen(Id<Job> Job, int Number, string ReleasedBy) : Refusal("step.exception-open");

/// <summary>The step asks for a value and got none, or one of another kind or unit.</summary>
public sealed record StepValueUnfit(string Step, Saying Asked, string? Given) : Refusal("step.value-unfit")
{
    public override string Field => "value";
}

/// <summary>The step's limits or calculation cannot be worked out.</summary>
public sealed record StepCannotBeWorkedOut(string Step, Saying Why) : Refusal("step.cannot-be-worked-out");

/// <summary>The value is outside, and the master does not let it pass.</summary>
public sealed record StepOutsideNotTaken(string Step, Saying Detail) : Refusal("step.outside-not-taken")
{
    public override string Field => "value";
}

/// <summary>Something is not as the master asks: it can be recorded with a reason.</summary>
public sealed record StepReasonNeeded(string Step, ExceptionKind Kind, Saying Detail) : Refusal("step.reason-needed")
{
    public override string Field => "reason";
}

/// <summary>The step uses material: it asks for a lot and a quantity.</summary>
public sealed record StepLotMissing(string Step) : Refusal("step.lot-missing")
{
    public override string Field => "lot";
}

/// <summary>The lot is of another material than the step uses.</summary>
public sealed record StepLotOfOtherMaterial(string Step, string Material, string Asked) : Refusal("step.lot-of-other-material")
{
    public override string Field => "lot";
}

/// <summary>The step reports output and got none, or one it does not ask for.</summary>
public sealed record StepOutputUnfit(string Step) : Refusal("step.output-unfit")
{
    public override string Field => "output";
}

/// <summary>The step asks for photos.</summary>
public sealed record StepPhotosMissing(string Step, int AtLeast) : Refusal("step.photos-missing")
{
    public override string Field => "photos";
}

/// <summary>Other equipment was scanned than the step checks.</summary>
public sealed record StepEquipmentOther(string Step, string Asked, string? Given) : Refusal("step.equipment-other")
{
    public override string Field => "equipment";
}

/// <summary>The second person is one who did the work.</summary>
public sealed record SecondPersonIsFirst(string Step, string Person) : Refusal("step.second-person-is-first");

/// <summary>Nobody is the second person while the station can't reach the server: who they are has to be known at that moment.</summary>
public sealed record SecondPersonLate(string Step) : Refusal("step.second-person-late");

/// <summary>The step asks for a signature with this meaning, by somebody other than who did the work where it confirms it.</summary>
public sealed record StepUnsigned(string Step, string Meaning) : Refusal("step.unsigned")
{
    public override string Field => "signatures";

    public override bool SignatureLifts => true;
}

/// <summary>The master asks for the signature of somebody in another role.</summary>
public sealed record StepSignedByOtherRole(string Step, string Roles) : Refusal("step.signed-by-other-role")
{
    public override string Field => "signatures";
}

/// <summary>Whoever does a step works on its job.</summary>
public sealed record StepByOutsider(Id<Job> Job, string Person) : Refusal("step.by-outsider");

/// <summary>Only values can be corrected; what used material or reported output is put right at the lot or the output.</summary>
public sealed record StepNotCorrectable(string Step) : Refusal("step.not-correctable")
{
    public override string Field => "step";
}

/// <summary>The value was corrected in between.</summary>
public sealed record StepChangedSince(string Step, string? Now) : Refusal("step.changed-since")
{
    public override string Field => "from";
}

/// <summary>The job has no open exception of this number.</summary>
public sealed record ExceptionNotOpen(Id<Job> Job, int Number) : Refusal("exception.not-open")
{
    public override string Field => "number";
}

/// <summary>The exception is released by somebody in another role.</summary>
public sealed record ExceptionNotYours(Id<Job> Job, int Number, string ReleasedBy) : Refusal("exception.not-yours");

/// <summary>The release is an electronic signature.</summary>
public sealed record ExceptionUnsigned(Id<Job> Job, int Number) : Refusal("exception.unsigned")
{
    public override string Field => "signatures";

    public override bool SignatureLifts => true;
}

/// <summary>Steps of the job that it asks for are not done.</summary>
public sealed record StepsStillOpen(Id<Job> Job, string Steps) : Refusal("job.steps-still-open");
