using System.Text.Json;
using Microsoft.Playwright;

namespace Groundswell.Browser.Floor;

/// <summary>A tablet at the station: a real Chromium with a profile on disk, that can lose its network and be closed and opened again.</summary>
public sealed class Tablet : IAsyncDisposable
{
    private static readonly string Axe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vendor", "axe-core-4.14.1.min.js"));

    private readonly string _profile = Directory.CreateTempSubdirectory("groundswell-tablet-").FullName;
    private readonly FloorPlant _plant;
    private readonly BrowserTypeLaunchPersistentContextOptions _options;
    private IPlaywright? _playwright;

    private Tablet(FloorPlant plant, BrowserTypeLaunchPersistentContextOptions options) => (_plant, _options) = (plant, options);

    public IBrowserContext Context { get; private set; } = null!;

    public IPage Page { get; private set; } = null!;

    /// <summary>What the page's console said of faults.</summary>
    public List<string> Faults { get; } = [];

    public static async Task<Tablet> Open(FloorPlant plant, string locale = "en-GB", ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 800)
    {
        var tablet = new Tablet(plant, new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("GROUNDSWELL_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = locale,
            TimezoneId = "Europe/Berlin",
            ColorScheme = scheme,
        });
        await tablet.Launch();
        await tablet.Context.AddCookiesAsync([await plant.DeviceCookie()]);
        return tablet;
    }

    /// <summary>Closes the browser and opens it again with what it kept.</summary>
    public async Task Reopen()
    {
        await Context.CloseAsync();
        await Launch();
    }

    public async Task Show()
    {
        await Page.GotoAsync(_plant.Address + "/floor");
        await Page.Locator(".floor .station").WaitForAsync();
    }

    /// <summary>Until the browser can open the page by itself.</summary>
    public Task Kept() => Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => null)");

    /// <summary>As a scanner types: all of it at once, and Enter. Keys sent one by one from here would come as slowly as a person's on a busy machine.</summary>
    public async Task Scan(string code)
    {
        await Settled();
        await Page.EvaluateAsync("""
            code => [...code, "Enter"].forEach(key =>
                (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })))
            """, code);
    }

    public async Task BadgeIn(string person)
    {
        await Scan($"B-{person}");
        await Page.Locator("#pin").FillAsync(FloorPlant.Pin);
        await Enter();
    }

    /// <summary>Presses the filled button, once it can be and the view has settled.</summary>
    public async Task Confirm()
    {
        await Settled();
        await Page.Locator(".primary:not(:disabled)").ClickAsync();
    }

    /// <summary>Enter, once the filled button can be pressed and the view has settled.</summary>
    public async Task Enter()
    {
        await Settled();
        await Page.Locator(".primary:not(:disabled)").WaitForAsync();
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>The view takes presses: it has been there for a moment, and nothing is on its way.</summary>
    public Task Settled() => Page.Locator("body[data-settled]").WaitForAsync();

    /// <summary>Waits until this step is in hand.</summary>
    public Task On(string step) => Page.Locator($"[data-view=step-{step}]").WaitForAsync();

    /// <summary>The one filled button, as soon as it says this.</summary>
    public ILocator Primary(string text) => Page.Locator(".primary:not(:disabled)", new() { HasText = text });

    public ILocator Heading(string text) => Page.Locator("h1", new() { HasText = text });

    public ILocator Button(string text) => Page.GetByRole(AriaRole.Button, new() { Name = text });

    /// <summary>A scan that is answered by a part of the page, which is then left again.</summary>
    public async Task ScanTo(string code, string part)
    {
        await Page.Locator("[data-card=BADGE], .crew").First.ClickAsync();
        await Page.Locator("[data-card=BADGE]").ClickAsync();
        await Scan(code);
        await Page.Locator(part).FillAsync(FloorPlant.Pin);
        await Enter();
        await Page.Locator(part).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>What an audit by WCAG 2.2 AA finds on the page as it is now, and what is too small for a glove.</summary>
    public async Task<IReadOnlyList<string>> Faulty()
    {
        await Page.EvaluateAsync(Axe);
        var found = await Page.EvaluateAsync<JsonElement>("""
            async () => [
                ...(await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })).violations
                    .flatMap(one => one.nodes.map(node => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`)),
                ...[...document.querySelectorAll("button, a, input:not([type=file]), textarea, summary")]
                    .map(part => ({ part, box: part.getBoundingClientRect() }))
                    .filter(({ box }) => box.width > 0 && (box.height < 60 || box.width < 60))
                    .map(({ part, box }) => `too small: ${part.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`),
            ]
            """);
        return [.. found.EnumerateArray().Select(one => one.GetString()!)];
    }

    public async Task Shot(string name)
    {
        if (Environment.GetEnvironmentVariable("GROUNDSWELL_SHOTS") is { } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }

    public async ValueTask DisposeAsync()
    {
        await Context.CloseAsync();
        _playwright?.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task Launch()
    {
        _playwright ??= await Playwright.CreateAsync();
        Context = await _playwright.Chromium.LaunchPersistentContextAsync(_profile, _options);
        Context.SetDefaultTimeout(30_000);
        Assertions.SetDefaultExpectTimeout(20_000);
        Page = Context.Pages.Count > 0 ? Context.Pages[0] : await Context.NewPageAsync();
        Page.PageError += (_, fault) => Faults.Add(fault);
        Page.Console += (_, said) =>
        {
            if (said.Type == "error" && !said.Text.Contains("Failed to load resource", StringComparison.Ordinal))
                Faults.Add(said.Text);
        };
    }
}
