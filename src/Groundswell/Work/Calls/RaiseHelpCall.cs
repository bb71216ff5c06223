using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Plant;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Calls;

/// <summary>Call for help from where one works.</summary>
/// <param name="For">One person asked for by name; null: whoever can help.</param>
public sealed record RaiseHelpCall(
    Id<HelpCall> Call, string About, Id<WorkCenter> WorkCenter, Id<Job>? Job = null, string? Step = null, string? For = null, string? Remark = null)
    : SiteCommand
{
    /// <param name="job">The job it is raised from; null where it is raised from none.</param>
    /// <param name="version">The job's version; unknown where there is no job.</param>
    public static Decision Decide(RaiseHelpCall raise, HelpCall call, WorkCenter workCenter, Job? job, WorkMasterVersion version)
    {
        if (call.Status != HelpCallStatus.Unknown)
            return new HelpCallThere(raise.Call);
        if (string.IsNullOrWhiteSpace(raise.About))
            return new HelpAboutMissing();
        if (workCenter.InUse != InUse.Yes)
            return new NotInUse(Plant.WorkCenter.Kind, raise.WorkCenter.Value);
        if (raise.Job is { } from && (job is null || job.Status == JobStatus.Unknown))
            return new JobUnknown(from);
        if (raise.Step is { } step && version.Content.FindOperation(job?.Operation ?? "")?.Steps.Any(one => one.Id == step) != true)
            return new HelpStepUnknown(raise.Job?.Value, step);

        return new HelpCallRaised(raise.Call, raise.About.Trim(), raise.WorkCenter, raise.Job, raise.Step, job?.Version.Value, raise.For, raise.Remark);
    }
}

/// <summary>Send a call to those who can help.</summary>
public sealed record RouteHelpCall(Id<HelpCall> Call, IReadOnlyList<string> To) : SiteCommand
{
    public static Decision Decide(RouteHelpCall route, HelpCall call)
    {
        if (call.Status != HelpCallStatus.Open)
            return new HelpCallNotOpen(route.Call, call.Status);
        if (route.To.Count == 0)
            return new HelpCallToNobody(route.Call);

        return new HelpCallRouted(route.Call, [.. route.To.Distinct()]);
    }
}

/// <summary>A call of this id is there already.</summary>
public sealed record HelpCallThere(Id<HelpCall> Call) : Refusal("help-call.already-there")
{
    public override string Field => "call";
}

/// <summary>A call says what kind of help is needed.</summary>
public sealed record HelpAboutMissing() : Refusal("help-call.about-missing")
{
    public override string Field => "about";
}

/// <summary>The call's job has no such step, or it names no job.</summary>
public sealed record HelpStepUnknown(string? Job, string Step) : Refusal("help-call.step-unknown")
{
    public override string Field => "step";
}

/// <summary>A call is sent to somebody.</summary>
public sealed record HelpCallToNobody(Id<HelpCall> Call) : Refusal("help-call.to-nobody")
{
    public override string Field => "to";
}

/// <summary>Somebody has taken the call, or it is closed, or there is none.</summary>
public sealed record HelpCallNotOpen(Id<HelpCall> Call, HelpCallStatus Status) : Refusal("help-call.not-open")
{
    public override string Field => "call";
}
