using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.People.Persons;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Jobs;

/// <summary>Work on a job that somebody else has begun.</summary>
public sealed record JoinJob(Id<Job> Job) : SiteCommand
{
    public static Decision Decide(
        JoinJob join, Job job, Order order, WorkMasterVersion version, Person person, EffectiveVersion runs, Circumstances circumstances)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(join.Job);
        if (job.Status != JobStatus.Running)
            return new JobNotRunning(join.Job, job.Status);
        if (job.Crew.Contains(circumstances.Person))
            return new AlreadyInCrew(join.Job, circumstances.Person);
        if (StartJob.MayNotEnterCrew(job, order, version, person, runs, circumstances) is { } lacking)
            return lacking;

        return new JobJoined(join.Job, circumstances.Person);
    }
}

/// <summary>Leave a job to the others who work on it.</summary>
public sealed record LeaveJob(Id<Job> Job) : SiteCommand
{
    public static Decision Decide(LeaveJob leave, Job job, Circumstances circumstances)
    {
        if (job.Status == JobStatus.Unknown)
            return new JobUnknown(leave.Job);
        if (!job.Crew.Contains(circumstances.Person))
            return new NotInCrew(leave.Job, circumstances.Person);
        if (job.Crew.Count == 1 && job.Status == JobStatus.Running)
            return new LastOfCrew(leave.Job);

        return new JobLeft(leave.Job, circumstances.Person);
    }
}
