using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Steps;

/// <summary>Output reported at a step.</summary>
internal static class StepOutput
{
    public static Decision Decide(
        StepDoing doing, Masters.Contents.ReportOutput asks, IReadOnlyList<ReasonList> shared, IReadOnlyList<ActiveReasonList> own)
    {
        if (doing.Asked.Output is not { Total: > 0 } output || !Asks(asks, output))
            return new StepOutputUnfit(doing.Step.Id);
        if ((Jobs.ReportOutput.Unfit(doing.Job.Id, doing.Job, output, Output.None, doing.Asked.Reason)
            ?? OutputReasons.NotOfList(output, doing.Version, doing.Job.Operation, doing.Step.Id, shared, own)) is { } unfit)
            return unfit;

        var done = doing.Done(Shown(output, asks, doing.Job))
            .And(doing.Job.Id, new JobOutputReported(doing.Job.Id, output));
        return Jobs.ReportOutput.Beyond(doing.Job, output, Output.None) is { } detail ? doing.Except(done, ExceptionKind.BeyondPlan, detail) : done;
    }

    /// <summary>What the step's value is.</summary>
    public static string Shown(Output output, Masters.Contents.ReportOutput asks, Job job) => FormattableString.Invariant($"{output.Good} {asks.Unit ?? job.Unit}");

    private static bool Asks(Masters.Contents.ReportOutput asks, Output output) =>
        asks.Kinds is not { } kinds
        || ((output.Good == 0 || kinds.Contains(OutputKind.Good))
            && (output.Rejected == 0 || kinds.Contains(OutputKind.Rejected))
            && (output.Rework == 0 || kinds.Contains(OutputKind.Rework))
            && (output.Review == 0 || kinds.Contains(OutputKind.Review)));
}
