using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.HtmlRendering.Infrastructure;

namespace Groundswell.Showing;

/// <summary>A page that says the same to everybody who reads its language, drawn outside of any request: once for all of them.</summary>
internal sealed class SharedPage : StaticHtmlRenderer
{
    private readonly ResourceAssetCollection _assets;

    private SharedPage(IServiceProvider services, ResourceAssetCollection assets)
        : base(services, services.GetRequiredService<ILoggerFactory>()) => _assets = assets;

    /// <summary>The names of the files with their fingerprints, as the endpoint knows them.</summary>
    protected override ResourceAssetCollection Assets => _assets;

    /// <summary>The page as it is sent. Its component knows no request and nobody who looks.</summary>
    public static async Task<byte[]> Of<TComponent>(
        IServiceScopeFactory scopes, ResourceAssetCollection assets, string language, TimeZoneInfo zone, Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<Words>();
        words.Speak(language);
        words.Zone = zone;
        await using var drawing = new SharedPage(scope.ServiceProvider, assets);
        return await drawing.Dispatcher.InvokeAsync(async () =>
        {
            var page = drawing.BeginRenderingComponent(typeof(TComponent), ParameterView.FromDictionary(parameters));
            await page.QuiescenceTask;
            return Encoding.UTF8.GetBytes(page.ToHtmlString());
        });
    }
}
