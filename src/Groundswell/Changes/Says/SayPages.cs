using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Showing;

namespace Groundswell.Changes.Says;

/// <summary>The page on which everyone has their say.</summary>
internal static class SayPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sites/{site}/my-voice", MyVoicePage.Show).OpenTo(Rights.Everyone).WithMetadata(new InNavigation("nav.my-voice", 45, "nav.changes"));
        pages.MapPost("/sites/{site}/my-voice/{change}", MyVoicePage.Say).OpenTo(Rights.Everyone);
        pages.MapPost("/sites/{site}/my-voice/{change}/object", MyVoicePage.Object).OpenTo(Rights.Everyone);
        pages.MapPost("/sites/{site}/my-voice/{change}/forget", MyVoicePage.Forget).OpenTo(Rights.Everyone);
    }
}
