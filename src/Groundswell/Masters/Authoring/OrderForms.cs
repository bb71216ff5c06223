using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Masters.Authoring;

/// <summary>Operations and steps moved about in a draft, and parts taken out of it.</summary>
internal static class OrderForms
{
    /// <summary>What the outline's buttons say: <c>step</c> or <c>operation</c>, <c>up</c> or <c>down</c>, the id.</summary>
    public const string MoveField = "move";

    public static async Task<IResult> Move(string master, int number, [FromForm] Guid id, [FromForm] string? move, [FromForm] string? at, [AsParameters] DraftReading page)
    {
        var version = await page.Version(master, number);
        if (version.Status == VersionStatus.Unknown || Wanted(move, version.Content) is not { } place)
            return Showing.Page.NothingHere();
        var revision = page.BasedOn(version, BasisOf(version.Content));
        EnterpriseCommand command = place.Step is { } step
            ? new MoveStep(version.Id, step, place.Operation, place.After, revision) { Id = id }
            : new MoveOperation(version.Id, place.Operation!, place.After, revision) { Id = id };
        return await Go(page, version, command, at);
    }

    public static Task<IResult> RemoveOperation(string master, int number, string operation, [FromForm] Guid id, [AsParameters] DraftReading page) =>
        Remove(master, number, new OperationPart(new Operation(operation, "", [])), (version, revision) => new RemoveOperation(version, operation, revision) { Id = id }, page);

    public static Task<IResult> RemoveStep(string master, int number, string step, [FromForm] Guid id, [AsParameters] DraftReading page) =>
        Remove(master, number, new StepPart(new Step(step, "", new Confirm()), ""), (version, revision) => new RemoveStep(version, step, revision) { Id = id }, page);

    public static Task<IResult> RemoveLine(string master, int number, string line, [FromForm] Guid id, [AsParameters] DraftReading page) =>
        Remove(master, number, new LinePart(new BillLine(line, new("?"), 0, "")), (version, revision) => new RemoveBillLine(version, line, revision) { Id = id }, page);

    public static Task<IResult> RemoveParameter(string master, int number, string parameter, [FromForm] Guid id, [AsParameters] DraftReading page) =>
        Remove(master, number, new ParameterPart(new Parameter(parameter, "", 0, "")), (version, revision) => new RemoveParameter(version, parameter, revision) { Id = id }, page);

    /// <summary>What tells whether somebody else has moved, added or taken out something since the outline was read.</summary>
    public static string BasisOf(WorkMasterContent content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
        string.Join('\n', content.Operations.Select(operation => $"{operation.Id}:{string.Join(' ', operation.Steps.Select(step => step.Id))}")))))[..16];

    private static async Task<IResult> Remove(
        string master, int number, DraftPart part, Func<Id<WorkMasterVersion>, int?, EnterpriseCommand> command, DraftReading page)
    {
        var version = await page.Version(master, number);
        if (version.Status == VersionStatus.Unknown)
            return Showing.Page.NothingHere();
        var known = part.In(version.Content) ?? part;
        return await page.Do(
            version, known, revision => command(version.Id, revision), Versions.MasterPaths.Edit(master, number));
    }

    private static async Task<IResult> Go(DraftReading page, WorkMasterVersion version, EnterpriseCommand command, string? at)
    {
        var edit = Versions.MasterPaths.Edit(version.WorkMaster.Value, version.Number);
        // The part that was open stays open.
        var open = Part(at, version.Content) ?? new HeadPart(version.Content.Name, version.Content.Makes);
        return await page.Forms.Take(command, page.Http)
            ? Showing.Page.GoTo($"{edit}/{open.Path}".TrimEnd('/'))
            : await page.Try(await page.Version(version.WorkMaster.Value, version.Number), open);
    }

    private static DraftPart? Part(string? path, WorkMasterContent content) => path?.Split('/') switch
    {
        ["steps", var id] when content.FindStep(Uri.UnescapeDataString(id)) is { } step => new StepPart(step, content.OperationOf(step.Id)!.Id),
        ["operations", var id] when content.FindOperation(Uri.UnescapeDataString(id)) is { } operation => new OperationPart(operation),
        _ => null,
    };

    /// <summary>A step goes on into the operation before or behind where its own ends.</summary>
    private static (string? Step, string? Operation, string? After)? Wanted(string? move, WorkMasterContent content)
    {
        if (move?.Split(' ', 3) is not [("step" or "operation") and var what, ("up" or "down") and var way, var id])
            return null;
        var up = way == "up";
        var operations = content.Operations;
        if (what == "operation")
        {
            var at = Sequence.IndexOf(operations, id, operation => operation.Id);
            return up ? (null, id, at >= 2 ? operations[at - 2].Id : null)
                : (null, id, at >= 0 && at + 1 < operations.Count ? operations[at + 1].Id : operations.LastOrDefault(operation => operation.Id != id)?.Id);
        }

        if (content.OperationOf(id) is not { } own)
            return (id, null, null);
        var place = Sequence.IndexOf(own.Steps, id, step => step.Id);
        var ownAt = Sequence.IndexOf(operations, own.Id, operation => operation.Id);
        return (up, place) switch
        {
            (true, > 0) => (id, own.Id, place >= 2 ? own.Steps[place - 2].Id : null),
            (true, _) when ownAt > 0 => (id, operations[ownAt - 1].Id, operations[ownAt - 1].Steps is [.., var last] ? last.Id : null),
            (false, _) when place + 1 < own.Steps.Count => (id, own.Id, own.Steps[place + 1].Id),
            (false, _) when ownAt + 1 < operations.Count => (id, operations[ownAt + 1].Id, null),
            // At either end: where it is.
            _ => (id, own.Id, place > 0 ? own.Steps[place - 1].Id : null),
        };
    }
}
