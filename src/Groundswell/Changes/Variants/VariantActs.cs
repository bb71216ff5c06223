using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;

namespace Groundswell.Changes.Variants;

/// <summary>How a site adapts the core, takes its next version over and offers its own to it; and what each decision reads.</summary>
internal static class VariantActs
{
    public static IEnumerable<Type> Events => [typeof(VariantOffered)];

    public static void List(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.OpenVariant, "Begin to adapt the core at a site, by a change of its own.", StoryActs.Shaping, async (open, read, _) =>
        {
            var version = await read.Of(open.Version);
            return OpenVariant.Decide(
                open, await read.Of(open.Change), open.Of is { } of ? await read.Of(of) : Change.Unknown, await NextOf(version, read), version).On(open.Change);
        });
        acts.Add(() => json.TakeOverCore, "Take a later core version over into a site's variant, which keeps its difference.", StoryActs.Shaping,
            async (take, read, circumstances) =>
            {
                var variant = await read.Of(take.Variant);
                return TakeOverCore.Decide(
                    take, await read.Of(take.Change), await NextOf(variant, read), variant, await CoreOf(variant, read), await read.Of(take.Core), circumstances)
                    .On(take.Change);
            });
        acts.Add(() => json.OfferVariant, "Offer a site's variant to the core, with its reason and what it has done.", StoryActs.Shaping, async (offer, read, circumstances) =>
        {
            var variant = await read.Of(offer.Variant);
            var (of, master) = (await read.Of(offer.Of), await NextOf(variant, read));
            return OfferVariant.Decide(
                offer, await read.Of(offer.Change), of, of.OfferedAs is { } earlier ? await read.Of(earlier) : Change.Unknown, master, variant,
                await CoreOf(variant, read), await read.Of(variant.WorkMaster.Version(master.LastApproved)), circumstances).On(offer.Change);
        });
    }

    /// <summary>The master of a version; that its next number is free is read along, so that two drafts at once do not get one number.</summary>
    private static async ValueTask<WorkMaster> NextOf(WorkMasterVersion version, Reading read)
    {
        if (version.Status == VersionStatus.Unknown)
            return WorkMaster.Unknown;
        var master = await read.Of(version.WorkMaster);
        await read.Of(master.Id.Version(master.NextNumber));
        return master;
    }

    internal static async ValueTask<WorkMasterVersion> CoreOf(WorkMasterVersion variant, Reading read) =>
        variant.Variant is { } own ? await read.Shared(own.Core) : WorkMasterVersion.Unknown;
}
