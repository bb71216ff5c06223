namespace Groundswell.Work.SetAside;

/// <summary>What an act that came late would have been recorded as: that is how it is told.</summary>
internal static class LateActWords
{
    /// <param name="act">The command's name on the wire.</param>
    /// <returns>The recorded name of what it would have made; the act's own name where a terminal keeps no such act.</returns>
    public static string RecordedAs(string act) => act switch
    {
        "start-job" => "job.started",
        "join-job" => "job.joined",
        "leave-job" => "job.left",
        "resume-job" => "job.resumed",
        "pause-job" => "job.paused",
        "suspend-job" => "job.suspended",
        "hold-job" => "job.held",
        "complete-job" => "job.completed",
        "report-output" => "job.output-reported",
        "complete-step" => "step.completed",
        "skip-step" => "step.skipped",
        "correct-step" => "step.corrected",
        "undo-step" => "step.undone",
        "raise-help-call" => "help-call.raised",
        "close-help-call" => "help-call.closed",
        "write-hand-over" => "hand-over.written",
        "read-hand-over" => "hand-over.read",
        "propose" => "proposal.made",
        "add-voice" => "proposal.voice-added",
        _ => act,
    };
}
