using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.StaticAssets;

namespace Groundswell.Showing;

/// <summary>The names of static files with their fingerprints, so that a browser keeps a file for as long as it is the same.</summary>
internal static class AssetMap
{
    /// <summary>What MapStaticAssets has added. A component that answers an endpoint of its own finds the names only in the endpoint's metadata.</summary>
    /// <remarks>Nothing else is asked: a source makes its endpoints anew each time, which takes long where there are hundreds.</remarks>
    public static ResourceAssetCollection From(EndpointDataSource files) => new(
    [
        .. files.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
            .OfType<StaticAssetDescriptor>()
            .Where(asset => asset.Selectors.Count == 0)
            .Select(asset => new ResourceAsset(asset.Route, [.. asset.Properties.Select(one => new ResourceAssetProperty(one.Name, one.Value))])),
    ]);
}
