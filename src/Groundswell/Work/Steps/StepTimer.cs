using Groundswell.Deciding;
using Groundswell.Masters.Contents;

namespace Groundswell.Work.Steps;

/// <summary>Time that has to pass, or within which something has to be done, since another step or since the job's last one.</summary>
internal static class StepTimer
{
    public static Decision Decide(StepDoing doing, RunTimer timer)
    {
        if (Since(doing, timer) is not { } since)
            return new StepCannotBeWorkedOut(doing.Step.Id, Saying.Of("told.step-not-done", ("step", timer.Since ?? "")));
        var passed = doing.Circumstances.At - since;
        var done = doing.Done();
        if (timer.AtLeast is { } least && passed < least)
            return doing.Except(done, ExceptionKind.Time, Saying.Of("told.too-early", ("passed", Shown(passed)), ("least", Shown(least))));
        if (timer.AtMost is { } most && passed > most)
            return doing.Except(done, ExceptionKind.Time, Saying.Of("told.too-late", ("passed", Shown(passed)), ("most", Shown(most))));
        return done;
    }

    private static DateTimeOffset? Since(StepDoing doing, RunTimer timer) => timer.Since is { } step
        ? doing.Job.Steps.TryGetValue(step, out var done) ? done.At : null
        : doing.Job.Steps.Values.Select(result => (DateTimeOffset?)result.At).Max() ?? doing.Job.StartedAt;

    private static string Shown(TimeSpan time) => time.ToString("c", System.Globalization.CultureInfo.InvariantCulture);
}
