using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Masters.ReasonLists;
using Groundswell.Masters.Versions;
using Groundswell.Materials.Definitions;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters.Authoring;

/// <summary>A draft as its editor shows it, with one part of it open.</summary>
/// <param name="Content">What the draft would say with what was entered; where nothing was, what it says.</param>
/// <param name="Meanwhile">Where somebody else has changed this part since it was read: theirs against what was entered. Null where nobody has.</param>
public sealed record DraftShown(
    string Name, WorkMasterVersion Version, WorkMasterContent Content, DraftPart Part, string Basis, IReadOnlyList<ContentFault> Faults, VersionDifference? Meanwhile,
    IReadOnlyList<MaterialRow> Materials, IReadOnlyList<string> PlaceCodes, IReadOnlyList<ReasonListRow> ReasonLists)
{
    public string Master => Version.WorkMaster.Value;

    /// <summary>The editor's address.</summary>
    public string Edit => MasterPaths.Edit(Master, Version.Number);

    /// <summary>Where a step is added to an operation: behind the one that is open, or last.</summary>
    public string NewStep(Operation operation, DraftPart? open)
    {
        var steps = Version.Content.FindOperation(operation.Id)?.Steps ?? [];
        var after = (open as StepPart)?.Step.Id is { } id && steps.Any(step => step.Id == id) ? id : steps is [.., var last] ? last.Id : null;
        var path = $"{Edit}/new-step?operation={Uri.EscapeDataString(operation.Id)}";
        return after is null ? path : $"{path}&after={Uri.EscapeDataString(after)}";
    }
}

/// <summary>Reads a draft's editor, and answers its forms with it. A route's handler takes it by AsParameters.</summary>
public sealed record DraftReading(ViewsDb Views, States States, FormDoor Forms, Viewer Viewer, HttpContext Http)
{
    /// <summary>The fields that tell what a form was written from.</summary>
    public const string BasisField = "basis", RevisionField = "baseRevision";

    private CancellationToken Stop => Http.RequestAborted;

    public Task<WorkMasterVersion> Version(string master, int number) =>
        new Reading(States, Logs.Enterprise, Stop).Of(new Id<WorkMaster>(master).Version(number)).AsTask();

    /// <summary>Shows a part of the draft as it is; a version that is no draft shows its own page instead.</summary>
    public async Task<IResult> Show(string master, int number, Func<WorkMasterContent, DraftPart?> part)
    {
        var version = await Version(master, number);
        return version.Status switch
        {
            VersionStatus.Unknown => Page.NothingHere(),
            VersionStatus.Draft => part(version.Content) is { } open ? await Shown(version, open) : Page.NothingHere(),
            _ => Page.GoTo(MasterPaths.Of(master, number)),
        };
    }

    /// <summary>Shows what was entered, with its faults, and records nothing.</summary>
    public Task<IResult> Try(WorkMasterVersion version, DraftPart entered) => Shown(version, entered);

    /// <summary>Records what was entered, and goes on to a page; where it is refused, all that was entered is shown again.</summary>
    /// <param name="command">Of the revision that the change is to be based on.</param>
    public async Task<IResult> Do(WorkMasterVersion version, DraftPart entered, Func<int?, EnterpriseCommand> command, string then)
    {
        if (await Forms.Take(command(BasedOn(version, entered.Basis(version.Content))), Http))
            return Page.GoTo(then);
        // Read again: who was quicker is to be seen.
        return await Shown(await Version(version.WorkMaster.Value, version.Number), entered, Viewer.Refused?.Refusal);
    }

    /// <summary>
    /// The revision to base a change on: the one there is, where this part is as it was read, whatever others have done to the rest; otherwise the one that was
    /// read, and then the decider refuses.
    /// </summary>
    public int? BasedOn(WorkMasterVersion version, string basisNow)
    {
        var form = Http.Request.Form;
        if (form[BasisField].ToString() == basisNow)
            return basisNow.Length == 0 ? null : version.Revision;
        return int.TryParse(form[RevisionField], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
    }

    private async Task<IResult> Shown(WorkMasterVersion version, DraftPart part, Refusal? refusal = null)
    {
        var read = new Reading(States, Logs.Enterprise, Stop);
        var content = With(version.Content, part);
        var faults = ContentCheck.Faults(content, await read.Of(version.WorkMaster), await MastersRoom.Materials(content, read));
        var name = await Views.Set<WorkMasterRow>().AsNoTracking().Where(row => row.Id == version.WorkMaster.Value).Select(row => row.Name).FirstOrDefaultAsync(Stop);
        return Page.Of<DraftPage>(new
        {
            Shown = new DraftShown(
                name ?? version.WorkMaster.Value, version, content, part, part.Basis(version.Content), faults,
                refusal is DraftMovedOn && part.In(version.Content) is not null ? DifferenceOf.Contents(version.Content, content) : null,
                await Views.Set<MaterialRow>().AsNoTracking().Where(row => row.Status == nameof(MaterialStatus.InUse)).OrderBy(row => row.Name).ToListAsync(Stop),
                await Views.Set<PlaceRow>().AsNoTracking().Where(row => (row.Kind == WorkCenter.Kind || row.Kind == WorkUnit.Kind) && row.Status != nameof(InUse.Retired))
                    .Select(row => row.Id).Distinct().OrderBy(id => id).ToListAsync(Stop),
                await Views.Set<ReasonListRow>().AsNoTracking().OrderBy(row => row.Name).ToListAsync(Stop)),
        });
    }

    /// <summary>The content as it would be: so its faults are those of what was entered.</summary>
    private static WorkMasterContent With(WorkMasterContent content, DraftPart part) => part switch
    {
        HeadPart head => content with { Name = head.Name, Makes = head.Makes },
        OperationPart { IsNew: false } changed => ContentChanges.Apply(content, new OperationChanged(changed.Operation)),
        StepPart { IsNew: false } changed => ContentChanges.Apply(content, new StepChanged(changed.Step)),
        StepPart { IsNew: true, Step.Name.Length: > 0 } added => ContentChanges.Apply(content, new StepAdded(added.Under, added.Step with { Id = added.Known }, added.After)),
        LinePart { IsNew: false } changed => ContentChanges.Apply(content, new BillLineChanged(changed.Line)),
        ParameterPart { IsNew: false } changed => ContentChanges.Apply(content, new ParameterChanged(changed.Parameter)),
        _ => content,
    };
}
