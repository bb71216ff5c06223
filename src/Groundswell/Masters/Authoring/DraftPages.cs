using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters.Contents;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Masters.Authoring;

/// <summary>The editor's addresses: one for each part of a draft, and what is done there.</summary>
internal static class DraftPages
{
    private static readonly Rights Author = Rights.Of(Role.Engineer);

    public static void Map(IEndpointRouteBuilder pages)
    {
        var edit = pages.MapGroup("/masters/{master}/versions/{number:int}/edit");
        edit.MapGet("", Head).WithMetadata(Author, new AtAllSites());
        edit.MapGet("/operations/{operation}", Operation).WithMetadata(Author, new AtAllSites());
        edit.MapGet("/steps/{step}", OneStep).WithMetadata(Author, new AtAllSites());
        edit.MapGet("/bill/{line}", Line).WithMetadata(Author, new AtAllSites());
        edit.MapGet("/parameters/{parameter}", OneParameter).WithMetadata(Author, new AtAllSites());
        edit.MapGet("/new-operation", NewOperation).WithMetadata(Author, new AtAllSites());
        edit.MapGet("/new-step", NewStep).WithMetadata(Author, new AtAllSites());
        edit.MapGet("/new-line", NewLine).WithMetadata(Author, new AtAllSites());
        edit.MapGet("/new-parameter", NewParameter).WithMetadata(Author, new AtAllSites());

        // Who may do it the door says, which knows each act's rights.
        edit.MapPost("", DraftForms.Head).OpenTo(Rights.Everyone);
        edit.MapPost("/operations/{operation}", DraftForms.ChangeOperation).OpenTo(Rights.Everyone);
        edit.MapPost("/steps/{step}", DraftForms.ChangeStep).OpenTo(Rights.Everyone);
        edit.MapPost("/bill/{line}", DraftForms.ChangeLine).OpenTo(Rights.Everyone);
        edit.MapPost("/parameters/{parameter}", DraftForms.ChangeParameter).OpenTo(Rights.Everyone);
        edit.MapPost("/new-operation", DraftForms.AddOperation).OpenTo(Rights.Everyone);
        edit.MapPost("/new-step", DraftForms.AddStep).OpenTo(Rights.Everyone);
        edit.MapPost("/new-line", DraftForms.AddLine).OpenTo(Rights.Everyone);
        edit.MapPost("/new-parameter", DraftForms.AddParameter).OpenTo(Rights.Everyone);
        edit.MapPost("/move", OrderForms.Move).OpenTo(Rights.Everyone);
        edit.MapPost("/operations/{operation}/remove", OrderForms.RemoveOperation).OpenTo(Rights.Everyone);
        edit.MapPost("/steps/{step}/remove", OrderForms.RemoveStep).OpenTo(Rights.Everyone);
        edit.MapPost("/bill/{line}/remove", OrderForms.RemoveLine).OpenTo(Rights.Everyone);
        edit.MapPost("/parameters/{parameter}/remove", OrderForms.RemoveParameter).OpenTo(Rights.Everyone);
        edit.MapPost("/steps/{step}/pictures/arrange", PictureForms.Arrange).OpenTo(Rights.Everyone);
        edit.MapPost("/steps/{step}/pictures", PictureForms.Add).OpenTo(Author).WithMetadata(new RequestSizeLimitAttribute(PictureForms.MostBytes));
    }

    private static Task<IResult> Head(string master, int number, [AsParameters] DraftReading page) =>
        page.Show(master, number, content => new HeadPart(content.Name, content.Makes));

    private static Task<IResult> Operation(string master, int number, string operation, [AsParameters] DraftReading page) =>
        page.Show(master, number, content => content.FindOperation(operation) is { } found ? new OperationPart(found) : null);

    private static Task<IResult> OneStep(string master, int number, string step, [AsParameters] DraftReading page) =>
        page.Show(master, number, content => content.FindStep(step) is { } found ? new StepPart(found, content.OperationOf(step)!.Id) : null);

    private static Task<IResult> Line(string master, int number, string line, [AsParameters] DraftReading page) =>
        page.Show(master, number, content => content.FindLine(line) is { } found ? new LinePart(found) : null);

    private static Task<IResult> OneParameter(string master, int number, string parameter, [AsParameters] DraftReading page) =>
        page.Show(master, number, content => content.Parameters.FirstOrDefault(one => one.Id == parameter) is { } found ? new ParameterPart(found) : null);

    private static Task<IResult> NewOperation(string master, int number, string? after, [AsParameters] DraftReading page) =>
        page.Show(master, number, content => new OperationPart(new Operation("", "", []), true, after ?? (content.Operations is [.., var last] ? last.Id : null)));

    private static Task<IResult> NewStep(string master, int number, string? operation, string? after, [AsParameters] DraftReading page) =>
        page.Show(master, number, content => (content.FindOperation(operation ?? "") ?? (content.Operations is [var first, ..] ? first : null)) is { } under
            ? new StepPart(new Step("", "", new Confirm()), under.Id, true, after)
            : null);

    private static Task<IResult> NewLine(string master, int number, [AsParameters] DraftReading page) =>
        page.Show(master, number, _ => new LinePart(new BillLine("", new("?"), 0, ""), true));

    private static Task<IResult> NewParameter(string master, int number, [AsParameters] DraftReading page) =>
        page.Show(master, number, _ => new ParameterPart(new Parameter("", "", 0, ""), true));
}
