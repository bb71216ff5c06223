using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Serving;

namespace Groundswell.Showing;

/// <summary>Who looks at a page, which site they look at, and what they may open: known to every component of the answer.</summary>
public sealed class Viewer(Words words, Names names, Acts acts, Navigation navigation, ReadingLanguages languages, ISites sites)
{
    /// <summary>The language someone chose at this browser.</summary>
    public const string LanguageCookie = "groundswell-language";

    private bool _looked;

    /// <summary>Null where nobody is signed in.</summary>
    public Caller? Caller { get; private set; }

    /// <summary>The name to address them by; their id where the directory has none.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The site the page is about; null where it is about none.</summary>
    public SiteFacts? Site { get; private set; }

    /// <summary>The sites they have a grant for.</summary>
    public IReadOnlyList<SiteChoice> Sites { get; private set; } = [];

    /// <summary>The pages they may open, at the site they look at.</summary>
    public IReadOnlyList<Place> Places { get; private set; } = [];

    /// <summary>The page's own address, with its query.</summary>
    public string Path { get; private set; } = "/";

    /// <summary>What this page says of the form before it.</summary>
    public Said? Said { get; private set; }

    /// <summary>The form this page answers, where it was refused.</summary>
    public RefusedForm? Refused { get; internal set; }

    /// <summary>The form this page answers, where it has to be signed.</summary>
    public FormToSign? ToSign { get; internal set; }

    /// <summary>Whether they could be allowed to do it at the site they look at. The door has the last word.</summary>
    public bool May<TCommand>() where TCommand : Command => Has(acts[typeof(TCommand)].Rights);

    /// <summary>Whether a grant of theirs is among these rights at the site they look at.</summary>
    public bool Has(Rights rights) => Caller is { } caller && rights.Allow(caller.Grants, Site?.Code);

    /// <summary>Finds out all of it, once per request.</summary>
    internal async ValueTask Look(HttpContext http)
    {
        if (_looked)
            return;
        _looked = true;
        var stop = http.RequestAborted;
        Caller = http.Caller();
        Path = http.Request.Path + http.Request.QueryString;
        if (HttpMethods.IsGet(http.Request.Method))
            Said = Said.Take(http);
        if (http.GetRouteValue("site") is string code)
            Site = await sites.Find(code.ToUpperInvariant(), stop);
        if (Site is { } site)
            words.Zone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone);
        words.Speak(await LanguageOf(http));
        if (Caller is null)
            return;
        Name = await names.Of(Caller.Person, stop) ?? Caller.Person;
        Sites = await navigation.SitesOf(Caller, stop);
        Places = navigation.For(Caller, Site?.Code ?? (Sites is [var first, ..] ? first.Code : null));
    }

    private async ValueTask<string> LanguageOf(HttpContext http)
    {
        if (Texts.FirstKnown([http.Request.Cookies[LanguageCookie] ?? ""]) is { } chosen)
            return chosen;
        if (Caller is { } caller && Texts.FirstKnown(await languages.Of(caller.Person, http.RequestAborted)) is { } read)
            return read;
        var accepted = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.Value ?? "");
        return Texts.FirstKnown(accepted) ?? Texts.Languages[0];
    }
}

/// <summary>A site someone can choose to look at.</summary>
public sealed record SiteChoice(string Code, string Name);
