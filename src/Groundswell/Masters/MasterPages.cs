using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters.AtSites;
using Groundswell.Masters.Authoring;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Listing;
using Groundswell.Masters.Versions;
using Groundswell.Showing;

namespace Groundswell.Masters;

/// <summary>The desk's pages of masters, and what is done on them.</summary>
internal static class MasterPages
{
    private static readonly Rights Author = Rights.Of(Role.Engineer);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/masters", MastersPage.Show).OpenTo(Rights.Everyone).WithMetadata(new InNavigation("nav.masters", 60));
        pages.MapGet("/masters/new", NewMasterPage.Show).WithMetadata(Author, new AtAllSites());
        pages.MapPost("/masters/new", NewMasterPage.Submit).WithMetadata(Author, new AtAllSites());
        pages.MapGet("/masters/{master}", MasterPage.Show).OpenTo(Rights.Everyone);
        pages.MapPost("/masters/{master}/open-draft", MasterPage.OpenDraft).OpenTo(Rights.Everyone);
        pages.MapPost("/masters/{master}/change", MasterPage.Change).OpenTo(Rights.Everyone);
        pages.MapGet("/masters/{master}/difference", DifferencePage.Show).OpenTo(Rights.Everyone);

        // Who may do it the door says, which knows each act's rights.
        var version = pages.MapGroup("/masters/{master}/versions/{number:int}");
        version.MapGet("", VersionPage.Show).OpenTo(Rights.Everyone);
        version.MapPost("/send-to-review", VersionForms.Send).OpenTo(Rights.Everyone);
        version.MapPost("/review", VersionForms.Review).OpenTo(Rights.Everyone);
        version.MapPost("/return", VersionForms.Return).OpenTo(Rights.Everyone);
        version.MapPost("/approve", VersionForms.Approve).OpenTo(Rights.Everyone);
        version.MapPost("/retire", VersionForms.Retire).OpenTo(Rights.Everyone);
        version.MapPost("/discard", VersionForms.Discard).OpenTo(Rights.Everyone);
        version.MapPost("/copy", VersionForms.Copy).OpenTo(Rights.Everyone);
        DraftPages.Map(pages);

        var atSite = pages.MapGroup("/sites/{site}/masters/{master}");
        atSite.MapGet("", SiteMasterPage.Show).OpenTo(Rights.Everyone);
        atSite.MapPost("/ask", SiteMasterForms.Ask).OpenTo(Rights.Everyone);
        atSite.MapPost("/commission", SiteMasterForms.Commission).OpenTo(Rights.Everyone);
        atSite.MapPost("/decline", SiteMasterForms.Decline).OpenTo(Rights.Everyone);
        atSite.MapPost("/withdraw", SiteMasterForms.Withdraw).OpenTo(Rights.Everyone);
        atSite.MapPost("/baseline", SiteMasterForms.Baseline).OpenTo(Rights.Everyone);
    }
}
