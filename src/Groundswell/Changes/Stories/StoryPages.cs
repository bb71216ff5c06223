using Groundswell.Changes.Openings;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Showing;

namespace Groundswell.Changes.Stories;

/// <summary>The pages of changes: all of them, and the story of one.</summary>
internal static class StoryPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/changes", ChangesPage.Show).OpenTo(Rights.Everyone).WithMetadata(new InNavigation("nav.changes", 38, "nav.changes"));
        pages.MapGet("/changes/{change}", ChangePage.Show).OpenTo(Rights.Everyone);
        StoryForms.Map(pages);
        OpeningForms.Map(pages);
    }
}
