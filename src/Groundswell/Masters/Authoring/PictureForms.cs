using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Record;
using Groundswell.Record.Attachments;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Masters.Authoring;

/// <summary>A step's pictures and videos: taken in by their hash, then named by the step.</summary>
internal static class PictureForms
{
    /// <summary>A form's file at most; longer videos come in by the API.</summary>
    public const int MostBytes = 100 * 1024 * 1024;

    public static async Task<IResult> Add(
        string master, int number, string step, [FromForm] Guid id, [FromForm] string? hash, Journal journal, [AsParameters] DraftReading page)
    {
        var version = await page.Version(master, number);
        if (version.Content.FindStep(step) is not { } known)
            return Showing.Page.NothingHere();
        var part = PartOf(version.Content, known);
        var file = page.Http.Request.Form.Files.GetFile("file");
        var (mediaType, refusal) = await PictureCheck.Of(file, hash, page.Http.RequestAborted);
        if (refusal is not null)
            return await Refused(page, version, part, refusal);
        await using var content = file!.OpenReadStream();
        AttachmentReference reference;
        try
        {
            reference = await journal.Attachments.Add(content, mediaType!, Path.GetFileName(file.FileName), page.Http.RequestAborted);
        }
        catch (AttachmentErasedException erased)
        {
            return await Refused(page, version, part, new FileErased(erased.Log, erased.Position));
        }

        return await Change(page, version, known, [.. known.Attachments ?? [], reference], id);
    }

    /// <summary>Takes a picture out of the step, or shows it sooner.</summary>
    public static async Task<IResult> Arrange(
        string master, int number, string step, [FromForm] Guid id, [FromForm] string? remove, [FromForm] string? sooner, [AsParameters] DraftReading page)
    {
        var version = await page.Version(master, number);
        if (version.Content.FindStep(step) is not { } known)
            return Showing.Page.NothingHere();
        List<AttachmentReference> pictures = [.. known.Attachments ?? []];
        pictures.RemoveAll(picture => picture.Address == remove);
        if (pictures.FindIndex(picture => picture.Address == sooner) is var at and > 0)
            (pictures[at - 1], pictures[at]) = (pictures[at], pictures[at - 1]);
        return await Change(page, version, known, pictures, id);
    }

    private static Task<IResult> Change(DraftReading page, WorkMasterVersion version, Step known, List<AttachmentReference> pictures, Guid id)
    {
        var changed = known with { Attachments = pictures.Count == 0 ? null : pictures };
        var part = PartOf(version.Content, changed);
        return page.Do(
            version, part, revision => new ChangeStep(version.Id, changed, revision) { Id = id },
            $"{Versions.MasterPaths.Edit(version.WorkMaster.Value, version.Number)}/{part.Path}");
    }

    private static Task<IResult> Refused(DraftReading page, WorkMasterVersion version, StepPart part, Refusal refusal)
    {
        page.Forms.Refuse(refusal, page.Http);
        return page.Try(version, part);
    }

    private static StepPart PartOf(WorkMasterContent content, Step step) => new(step, content.OperationOf(step.Id)!.Id);
}
