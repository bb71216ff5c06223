using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Record;
using Groundswell.Work.Jobs;
using Groundswell.Work.SetAside;
using Groundswell.Work.Steps;

namespace Groundswell.Work.OrderRecords;

/// <summary>Folds an order's entries into what a person reads of its jobs. It looks at the record alone.</summary>
internal sealed class OrderRecordFolding(WorkMasterContent? content)
{
    private readonly Dictionary<string, RecordedJob> _jobs = [];
    private readonly List<RecordedSignature> _signatures = [];
    private readonly Dictionary<string, RecordedSetAside> _aside = [];

    public IReadOnlyList<RecordedJob> Jobs => [.. _jobs.Values];

    public IReadOnlyList<RecordedSignature> Signatures => _signatures;

    public IReadOnlyList<RecordedSetAside> SetAside => [.. _aside.Values];

    public void Fold(Entry entry, Event happened)
    {
        switch (happened)
        {
            case JobPlanned e:
                _jobs[e.Job.Value] = new RecordedJob(e.Job.Value, content?.FindOperation(e.Operation)?.Name ?? e.Operation, null, null, null, [], [], []);
                break;
            case JobStarted e:
                Change(e.Job, job => job with { WorkUnit = e.WorkUnit.Value, From = entry.OccurredAt });
                break;
            case JobCompleted e:
                Change(e.Job, job => job with { Until = entry.OccurredAt });
                break;
            case StepCompleted e:
                foreach (var signature in e.Signatures ?? [])
                    _signatures.Add(new RecordedSignature(signature, entry.Name, NameOf(e.Step), entry.Position));
                Done(e.Job, new RecordedStep(
                    e.Step, NameOf(e.Step), e.Value, e.Limits, e.Lot?.Value, e.Quantity, e.Equipment, e.Signatures is [var signed, ..] ? signed.Signer : entry.Actor,
                    entry, [], Photos: e.Photos));
                break;
            case StepForced e:
                Done(e.Job, new RecordedStep(e.Step, NameOf(e.Step), e.Value, null, null, null, null, entry.Actor, entry, [], Forced: e.Reason));
                break;
            case StepSkipped e:
                Done(e.Job, new RecordedStep(e.Step, NameOf(e.Step), null, null, null, null, null, entry.Actor, entry, [], Skipped: e.Reason));
                break;
            case StepCorrected e:
                Step(e.Job, e.Step, step => step with
                {
                    Corrections = [.. step.Corrections, new RecordedCorrection(e.From, e.To, e.Reason, entry.Actor, entry)],
                    Limits = e.Limits ?? step.Limits,
                });
                break;
            case StepUndone e:
                Step(e.Job, e.Step, step => step with { Undone = e.Reason });
                break;
            case ExceptionRaised e:
                Change(e.Job, job => job with
                {
                    Exceptions = [.. job.Exceptions, new RecordedException(e.Number, e.Step.Length == 0 ? job.Operation : NameOf(e.Step), e.Kind, e.Detail, e.Reason, entry.Actor, entry, e.ReleasedBy is { Count: > 0 }, Told: e.Told)],
                });
                break;
            case ExceptionReleased e:
                if (e.Signature is { } given)
                    _signatures.Add(new RecordedSignature(given, entry.Name, null, entry.Position));
                Change(e.Job, job => job with
                {
                    Exceptions =
                    [
                        .. job.Exceptions.Select(one => one.Number == e.Number
                            ? one with { Released = new RecordedRelease(e.Signature?.Signer ?? entry.Actor, e.Reason, entry) }
                            : one),
                    ],
                });
                break;
            case ActSetAside e:
                _aside[e.SetAside.Value] = new RecordedSetAside(e, e.Step is { } step ? NameOf(step) : null, entry);
                break;
            case SetAsideEntered e when _aside.TryGetValue(e.SetAside.Value, out var aside):
                _aside[e.SetAside.Value] = aside with { Settled = new RecordedRelease(entry.Actor, e.Reason, entry), Entered = (e.First, e.Count) };
                break;
            case SetAsideRejected e when _aside.TryGetValue(e.SetAside.Value, out var aside):
                _aside[e.SetAside.Value] = aside with { Settled = new RecordedRelease(entry.Actor, e.Reason, entry) };
                break;
            case JobOutputReported e:
                Change(e.Job, job => job with { Outputs = [.. job.Outputs, new RecordedOutput(e.Output, entry.Actor, entry)] });
                break;
            case JobOutputCorrected e:
                Change(e.Job, job => job with { Outputs = [.. job.Outputs, new RecordedOutput(e.To, entry.Actor, entry, e.Reason)] });
                break;
        }
    }

    private string NameOf(string step) => content?.FindStep(step)?.Name ?? step;

    private void Done(Id<Job> id, RecordedStep step) => Change(id, job => job with { Steps = [.. job.Steps, step] });

    /// <summary>The last time it was done: an undone one before it stays as it is.</summary>
    private void Step(Id<Job> id, string step, Func<RecordedStep, RecordedStep> change) => Change(id, job =>
    {
        var steps = job.Steps.ToList();
        var at = steps.FindLastIndex(one => one.Step == step);
        if (at >= 0)
            steps[at] = change(steps[at]);
        return job with { Steps = steps };
    });

    private void Change(Id<Job> id, Func<RecordedJob, RecordedJob> change)
    {
        if (_jobs.TryGetValue(id.Value, out var job))
            _jobs[id.Value] = change(job);
    }
}
