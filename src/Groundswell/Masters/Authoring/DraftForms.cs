using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Masters.Authoring;

/// <summary>What is done in a draft's editor: each form is one of the finer edits, by the same command as the API's.</summary>
internal static class DraftForms
{
    /// <summary>The button that shows what was entered, with its faults, and records nothing.</summary>
    public const string DoField = "do", Try = "try";

    public static async Task<IResult> Head(string master, int number, [FromForm] Guid id, [AsParameters] DraftReading page)
    {
        var (version, form) = (await page.Version(master, number), Form(page));
        var entered = new HeadPart(form.Text("name") ?? "", version.Content.Makes with { Quantity = form.Number("makes.quantity") ?? 0, Unit = form.Text("makes.unit") ?? "" });
        return await Answer(page, version, entered, revision => new ChangeDraftHead(version.Id, entered.Name, entered.Makes, revision) { Id = id });
    }

    public static async Task<IResult> AddOperation(string master, int number, [FromForm] Guid id, [AsParameters] DraftReading page)
    {
        var (version, form) = (await page.Version(master, number), Form(page));
        var given = form.Text("operation.id");
        var entered = new OperationPart(OperationEntered.Read(form, null, given ?? ""), true, form.Text("after"));
        var made = entered.Operation with { Id = given ?? SuggestedId.OfOperation(entered.Operation.Name, version.Content) };
        return await Answer(
            page, version, entered, _ => new AddOperation(version.Id, made, entered.After) { Id = id }, new OperationPart(made).Path);
    }

    public static async Task<IResult> ChangeOperation(string master, int number, string operation, [FromForm] Guid id, [AsParameters] DraftReading page)
    {
        var version = await page.Version(master, number);
        var entered = new OperationPart(OperationEntered.Read(Form(page), version.Content.FindOperation(operation), operation));
        return await Answer(page, version, entered, revision => new ChangeOperation(version.Id, entered.Operation, revision) { Id = id });
    }

    public static async Task<IResult> AddStep(string master, int number, [FromForm] Guid id, [AsParameters] DraftReading page)
    {
        var (version, form) = (await page.Version(master, number), Form(page));
        var given = form.Text("step.id");
        var entered = new StepPart(StepEntered.Read(form, null, given ?? ""), form.Text("operation") ?? "", true, form.Text("after"));
        var made = entered.Step with { Id = given ?? SuggestedId.OfName(entered.Step.Name, version.Content) };
        return await Answer(
            page, version, entered, _ => new AddStep(version.Id, entered.Under, made, entered.After) { Id = id }, new StepPart(made, entered.Under).Path);
    }

    public static async Task<IResult> ChangeStep(string master, int number, string step, [FromForm] Guid id, [AsParameters] DraftReading page)
    {
        var version = await page.Version(master, number);
        var entered = new StepPart(StepEntered.Read(Form(page), version.Content.FindStep(step), step), version.Content.OperationOf(step)?.Id ?? "");
        return await Answer(page, version, entered, revision => new ChangeStep(version.Id, entered.Step, revision) { Id = id });
    }

    public static async Task<IResult> AddLine(string master, int number, [FromForm] Guid id, [AsParameters] DraftReading page)
    {
        var (version, form) = (await page.Version(master, number), Form(page));
        var given = form.Text("line.id");
        var entered = new LinePart(OperationEntered.Line(form, given ?? ""), true);
        var made = entered.Line with { Id = given ?? SuggestedId.OfLine(entered.Line.Material.Value, version.Content) };
        return await Answer(page, version, entered, _ => new PutBillLine(version.Id, made) { Id = id }, new LinePart(made).Path);
    }

    public static async Task<IResult> ChangeLine(string master, int number, string line, [FromForm] Guid id, [AsParameters] DraftReading page)
    {
        var version = await page.Version(master, number);
        var entered = new LinePart(OperationEntered.Line(Form(page), line));
        return await Answer(page, version, entered, revision => new PutBillLine(version.Id, entered.Line, null, revision) { Id = id });
    }

    public static async Task<IResult> AddParameter(string master, int number, [FromForm] Guid id, [AsParameters] DraftReading page)
    {
        var (version, form) = (await page.Version(master, number), Form(page));
        var given = form.Text("parameter.id");
        var entered = new ParameterPart(OperationEntered.Parameter(form, given ?? ""), true);
        var made = entered.Parameter with { Id = given ?? SuggestedId.OfName(entered.Parameter.Name, version.Content) };
        return await Answer(page, version, entered, _ => new PutParameter(version.Id, made) { Id = id }, new ParameterPart(made).Path);
    }

    public static async Task<IResult> ChangeParameter(string master, int number, string parameter, [FromForm] Guid id, [AsParameters] DraftReading page)
    {
        var version = await page.Version(master, number);
        var entered = new ParameterPart(OperationEntered.Parameter(Form(page), parameter));
        return await Answer(page, version, entered, revision => new PutParameter(version.Id, entered.Parameter, revision) { Id = id });
    }

    private static FormEntered Form(DraftReading page) => new(page.Http.Request.Form);

    /// <param name="then">Below the editor's address; null: the part itself.</param>
    private static Task<IResult> Answer(DraftReading page, WorkMasterVersion version, DraftPart entered, Func<int?, EnterpriseCommand> command, string? then = null)
    {
        if (version.Status == VersionStatus.Unknown)
            return Task.FromResult(Showing.Page.NothingHere());
        return page.Http.Request.Form[DoField] == Try && version.Status == VersionStatus.Draft
            ? page.Try(version, entered)
            : page.Do(version, entered, command, $"{Versions.MasterPaths.Edit(version.WorkMaster.Value, version.Number)}/{then ?? entered.Path}".TrimEnd('/'));
    }
}
