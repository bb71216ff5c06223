using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Variants;

/// <summary>What the page of a master shows of its variants: which sites have adapted it, and why.</summary>
internal static class VariantsOfMaster
{
    public static async ValueTask<RenderFragment?> Section(Id<WorkMaster> master, HttpContext http)
    {
        var (services, stop) = (http.RequestServices, http.RequestAborted);
        var (views, viewer) = (services.GetRequiredService<ViewsDb>(), services.GetRequiredService<Viewer>());
        var variants = await VariantReading.Of(views, master: master.Value).ToListAsync(stop);
        var core = await views.Set<WorkMasterVersionRow>().AsNoTracking()
            .Where(row => row.WorkMaster == master.Value && row.Site == null && row.Status == VersionStatus.Approved).OrderByDescending(row => row.Number)
            .Select(row => row.Version).ToListAsync(stop);
        var site = viewer.Site?.Code ?? (viewer.Sites is [var first, ..] ? first.Code : null);
        var acts = site is null || core.Count == 0
            ? new ActsOffered()
            : await ActsOffered.Ask(
                services.GetRequiredService<Door>(), http.Caller()!, null, stop,
                new OpenVariant(new(ActsOffered.Some), new(core[0]), ActsOffered.Some, ActsOffered.Some) { Site = site });
        return variants.Count == 0 && !acts.Offers<OpenVariant>() ? null : builder =>
        {
            builder.OpenComponent<VariantsTable>(0);
            builder.AddComponentParameter(1, nameof(VariantsTable.Master), master.Value);
            builder.AddComponentParameter(2, nameof(VariantsTable.Variants), variants);
            builder.AddComponentParameter(3, nameof(VariantsTable.Core), core);
            builder.AddComponentParameter(4, nameof(VariantsTable.ActsAt), site);
            builder.AddComponentParameter(5, nameof(VariantsTable.Acts), acts);
            builder.CloseComponent();
        };
    }
}
