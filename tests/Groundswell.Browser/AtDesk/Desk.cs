using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;

namespace Groundswell.Browser.AtDesk;

/// <summary>How a screen is set up.</summary>
public sealed record Screen(string Name, int Width, int Height, ColorScheme Scheme = ColorScheme.Light, string Locale = "en-GB")
{
    public static Screen Desk { get; } = new("desk", 1440, 900);

    public static Screen Hall { get; } = new("hall", 1920, 1080);

    public static Screen Tablet { get; } = new("tablet", 1280, 800);

    public BrowserNewContextOptions Options() => new()
    {
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        ColorScheme = Scheme,
        Locale = Locale,
        TimezoneId = "Europe/Lisbon",
        ReducedMotion = ReducedMotion.Reduce,
    };
}

/// <summary>Somebody in front of a screen.</summary>
public sealed class Desk : IAsyncDisposable
{
    private static readonly string Axe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vendor", "axe-core-4.14.1.min.js"));

    private readonly DeskPlant _plant;

    public Desk(DeskPlant plant, IPage page)
    {
        (_plant, Page) = (plant, page);
        // What the content security policy forbids, and what a script breaks at, is said there.
        page.Console += (_, said) =>
        {
            if (said.Type == "error" && !said.Text.Contains("Failed to load resource", StringComparison.Ordinal))
                Faults.Add(said.Text);
        };
        page.PageError += (_, fault) => Faults.Add(fault);
    }

    public IPage Page { get; }

    /// <summary>What the browser complained of.</summary>
    public List<string> Faults { get; } = [];

    public async Task<IResponse?> Go(string path) => await Page.GotoAsync(_plant.Address + path);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>The page as it is now passes an audit by WCAG 2.2 AA, in light and dark, and is kept as a picture of each.</summary>
    public async Task IsFine(string name, bool tablet = true)
    {
        var size = Page.ViewportSize!;
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Shoot($"{name}.{scheme.ToString().ToLowerInvariant()}");
            Assert.Empty(await Violations());
        }

        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        if (tablet)
        {
            await Page.SetViewportSizeAsync(Screen.Tablet.Width, Screen.Tablet.Height);
            await Shoot($"{name}.tablet");
            await Page.SetViewportSizeAsync(size.Width, size.Height);
        }

        Assert.Empty(Faults);
    }

    /// <summary>Nothing but tables may need to be scrolled sideways at 320 px.</summary>
    public async Task Reflows()
    {
        var size = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(320, 800);
        Assert.Equal(320, await Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        await Page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>The browser has an authenticator, and whoever sits here has a passkey on it.</summary>
    public Task HasPasskey() => Authenticator.WithPasskey(Page, _plant.Address, DeskPlant.Password, "Office laptop");

    public async Task Shoot(string name, [CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "artifacts", "screens"));
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    private async Task<IReadOnlyList<string>> Violations()
    {
        await Page.EvaluateAsync(Axe);
        var found = await Page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })).violations
                .flatMap(one => one.nodes.map(node => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`))
            """);
        return [.. found.EnumerateArray().Select(one => one.GetString()!)];
    }
}
