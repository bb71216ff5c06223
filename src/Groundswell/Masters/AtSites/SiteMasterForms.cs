using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Masters.AtSites;

/// <summary>What decides at a site which version of a master is used.</summary>
internal static class SiteMasterForms
{
    public static Task<IResult> Ask(
        string site, string master, [FromForm] Guid id, [FromForm] string? version, [FromForm] string? from, [FromForm] string? remark, [AsParameters] SiteMasterReading page) =>
        page.Do(site, master, new AskForCommissioning(new(master), Version(version, master), Day(from), string.IsNullOrWhiteSpace(remark) ? null : remark.Trim()) { Id = id, Site = site });

    public static Task<IResult> Commission(string site, string master, [FromForm] Guid id, [FromForm] string? version, [AsParameters] SiteMasterReading page) =>
        page.Do(site, master, new CommissionVersion(new(master), Version(version, master)) { Id = id, Site = site });

    public static Task<IResult> Decline(string site, string master, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] SiteMasterReading page) =>
        page.Do(site, master, new DeclineCommissioning(new(master), reason ?? "") { Id = id, Site = site });

    public static Task<IResult> Withdraw(string site, string master, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] SiteMasterReading page) =>
        page.Do(site, master, new WithdrawCommissioning(new(master), reason ?? "") { Id = id, Site = site });

    public static Task<IResult> Baseline(
        string site, string master, [FromForm] Guid id, [FromForm] string? version, [FromForm] string? center, [FromForm] string? otherVersion, [FromForm] string? evidence,
        [AsParameters] SiteMasterReading page)
    {
        List<BaselineVersion> use = [new(Version(version, master))];
        if (Id<WorkCenter>.TryParse(center, null, out var only) && !string.IsNullOrEmpty(otherVersion))
            use.Add(new BaselineVersion(Version(otherVersion, master), only));
        return page.Do(site, master, new RecordBaseline(new(master), use, evidence ?? "") { Id = id, Site = site });
    }

    /// <summary>What is no version of a master is refused by the decider, which knows all there are.</summary>
    private static Id<WorkMasterVersion> Version(string? entered, string master) =>
        Id<WorkMasterVersion>.TryParse(entered, null, out var version) ? version : new Id<WorkMaster>(master).Version(0);

    private static DateOnly? Day(string? entered) => string.IsNullOrWhiteSpace(entered) ? null
        : DateOnly.TryParse(entered, CultureInfo.InvariantCulture, out var day) ? day
        : throw new BadHttpRequestException($"'{entered}' is no date.");
}
