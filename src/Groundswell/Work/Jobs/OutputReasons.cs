using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;

namespace Groundswell.Work.Jobs;

/// <summary>
/// The reasons that can be given for what did not come out good. A step names the list of them: as the site uses it, or one version of it, which then came with the version of the work master.
/// Where the site uses no list, whoever reports says it in their own words.
/// </summary>
internal static class OutputReasons
{
    /// <summary>What a decision about a report reads: the lists of which steps of the operation name a version, and what the site uses of the others.</summary>
    public static async ValueTask<(IReadOnlyList<ReasonList> Shared, IReadOnlyList<ActiveReasonList> Own)> Read(WorkMasterVersion version, string operation, Reading read)
    {
        var (shared, own) = (new List<ReasonList>(), new List<ActiveReasonList>());
        foreach (var named in NamedBy(version.Content.FindOperation(operation)?.Steps ?? []))
        {
            if (named.Version is null)
                own.Add(await read.Of(ActiveReasonList.IdOf(named.List)));
            else
                shared.Add(await read.Shared(named.List));
        }

        return (shared, own);
    }

    /// <summary>Why an output's reason is none of those that its step lets one choose from, or null.</summary>
    /// <param name="step">Null: it is reported of the job as a whole, for any step of its operation that asks for output.</param>
    public static Refusal? NotOfList(
        Output output, WorkMasterVersion version, string operation, string? step, IReadOnlyList<ReasonList> shared, IReadOnlyList<ActiveReasonList> own)
    {
        if (output.Rejected + output.Rework + output.Review <= 0 || output.Reason is not { } reason)
            return null;
        var codes = new List<string>();
        foreach (var asks in (version.Content.FindOperation(operation)?.Steps ?? []).Where(one => one.Does is Masters.Contents.ReportOutput && (step is null || one.Id == step)))
        {
            var ofStep = NamedReasonList.In(asks) is { } named ? CodesOf(named, shared, own) : [];
            if (ofStep.Count == 0)
                return null;
            codes.AddRange(ofStep);
        }

        return codes.Count == 0 || codes.Contains(reason.Trim()) ? null : new OutputReasonNotOfList(reason, string.Join(", ", codes.Distinct()));
    }

    private static IEnumerable<NamedReasonList> NamedBy(IEnumerable<Step> steps) => steps.Select(NamedReasonList.In).OfType<NamedReasonList>().Distinct();

    private static IReadOnlyList<string> CodesOf(NamedReasonList named, IReadOnlyList<ReasonList> shared, IReadOnlyList<ActiveReasonList> own) => named.Version is { } version
        ? [.. (shared.FirstOrDefault(list => list.Id == named.List)?.ReasonsOf(version) ?? []).Select(reason => reason.Code)]
        : own.FirstOrDefault(list => list.List == named.List)?.Codes ?? [];
}

/// <summary>The reason is none of those that can be given here.</summary>
/// <param name="Reasons">The codes of those that can.</param>
public sealed record OutputReasonNotOfList(string Reason, string Reasons) : Refusal("job.output-reason-not-of-list")
{
    public override string Field => "output.reason";
}
