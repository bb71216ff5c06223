using Groundswell.Deciding;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Masters.Versions;

/// <summary>What is done with a version on its page.</summary>
internal static class VersionForms
{
    public static Task<IResult> Send(
        string master, int number, [FromForm] Guid id, [FromForm] int? revision, [FromForm] string? remark, [AsParameters] VersionReading page) =>
        page.Do(master, number, new SendToReview(Of(master, number), revision, Text(remark)) { Id = id });

    public static Task<IResult> Review(string master, int number, [FromForm] Guid id, [FromForm] string? remark, [AsParameters] VersionReading page) =>
        page.Do(master, number, new ReviewVersion(Of(master, number), Text(remark)) { Id = id });

    public static Task<IResult> Return(string master, int number, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] VersionReading page) =>
        page.Do(master, number, new ReturnToDraft(Of(master, number), reason ?? "") { Id = id });

    public static Task<IResult> Approve(string master, int number, [FromForm] Guid id, [AsParameters] VersionReading page) =>
        page.Do(master, number, new ApproveVersion(Of(master, number)) { Id = id });

    public static Task<IResult> Retire(string master, int number, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] VersionReading page) =>
        page.Do(master, number, new RetireVersion(Of(master, number), reason ?? "") { Id = id });

    public static Task<IResult> Discard(string master, int number, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] VersionReading page) =>
        page.Do(master, number, new DiscardDraft(Of(master, number), reason ?? "") { Id = id });

    /// <summary>A draft that begins as this version. The browser goes on to it.</summary>
    public static async Task<IResult> Copy(string master, int number, [FromForm] Guid id, [AsParameters] VersionReading page)
    {
        var ofMaster = new Id<WorkMaster>(master);
        if (!await page.Forms.Take(new OpenDraft(ofMaster, number) { Id = id }, page.Http))
            return await page.Show(master, number);
        var known = await new Reading(page.States, Logs.Enterprise, page.Http.RequestAborted).Of(ofMaster);
        return Page.GoTo(MasterPaths.Edit(master, known.Versions.Length));
    }

    private static Id<WorkMasterVersion> Of(string master, int number) => new Id<WorkMaster>(master).Version(number);

    private static string? Text(string? entered) => string.IsNullOrWhiteSpace(entered) ? null : entered.Trim();
}
