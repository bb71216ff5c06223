using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Influence.Choosing;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Maps;
using Groundswell.Influence.Owning;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Signs;
using Groundswell.Influence.Spread;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence;

/// <summary>
/// What can be asked. Everybody is told what is read of themselves; a facilitator what is read of groups, and whom to invite for a change; the works council both of groups and
/// who looked. Nothing that can be asked names a person and how they stand to anyone else.
/// </summary>
internal static class InfluenceQueries
{
    /// <summary>Whoever may look at groups. Managers of people are refused where the look is recorded, whatever their roles.</summary>
    public static readonly Rights Groups = Rights.Of(Role.Facilitator, Role.WorksCouncil);

    public static readonly Rights Facilitating = Rights.Of(Role.Facilitator);

    public static readonly Rights Council = Rights.Of(Role.WorksCouncil);

    /// <summary>Of sites as a whole, not of their people.</summary>
    public static readonly Rights FirstRights = Rights.Of(Role.MesLeader);

    internal const int MostFirst = 100;

    private const int MostLooks = 500;

    public static void List(Queries queries)
    {
        queries.Add("/sites/{site}/influence/mine", "What is read of whoever asks: their ties with the entries behind them, and roughly where they stand.", Rights.Everyone, Mine);
        queries.Add("/sites/{site}/influence/mine/entries/{position}", "An entry behind one of one's own ties, whole, for the two whom it joins.", Rights.Everyone, MyEntry);
        Nominations.Naming.List(queries);
        queries.Add("/sites/{site}/influence/policy", "What the site has agreed on about influence.", Rights.Everyone, Policy);
        queries.Add("/sites/{site}/influence/worth", "What the layers are worth: as agreed on, and as learned from whom people named.", Rights.Everyone, Worth);
        queries.Add("/sites/{site}/influence/map", "The informal network of the site's groups, of five people or more each. The look is recorded.", Groups, Map);
        queries.Add(
            "/sites/{site}/influence/suggestion", "Whom to invite for a change that concerns these functions and shifts, and why. The look is recorded.", Facilitating, Suggest);
        queries.Add("/sites/{site}/influence/signs", "Where something does not seem to fit, by group and week, as questions. The look is recorded.", Groups, SignsOf);
        queries.Add("/sites/{site}/influence/what-if", "How a change could spread on the site's own network, by champions and from above, with what is assumed. The look is recorded.", Groups, WhatIfOf);
        queries.Add("/influence/first-sites", "Which sites could begin, so that as many others as possible know one of them; and as many drawn at random. About a change, of those whose gate for it is open.", FirstRights, FirstSitesOf);
        queries.Add("/sites/{site}/influence/looks", "Who looked at what is read of groups, when and what for; newest first.", Council, Looks);
    }

    /// <summary>Cuts a site's people into groups and says what may be told of them.</summary>
    public static Task<MayBeTold> Tell(
        this Looking looking, SiteReading read, LookedAt what, string purpose, Caller caller, CancellationToken stop, string? about = null,
        Func<MayBeTold, IReadOnlyList<IReadOnlyList<string>>>? chosen = null) =>
        looking.At(
            read.Site, what, purpose,
            read.Evidence.People, person => what is LookedAt.Work or LookedAt.Signs ? !person.Objects : read.IsCounted(person), caller, stop, about, chosen);

    /// <summary>
    /// Those with rank of whom something may be told: who they are everybody knows, so what they come to is told of all of them together, or not at all. Of no more than the least it would tell that all of
    /// them are counted.
    /// </summary>
    private static IReadOnlyList<IReadOnlyList<string>> Ranked(SiteReading read, MayBeTold told)
    {
        var ranked = read.Evidence.People.Where(person => person.HasRank && told.HasGroup(person.Group)).ToList();
        return [ranked.Count <= told.Least ? [] : [.. ranked.Where(person => told.Has(person.Id)).Select(person => person.Id)]];
    }

    private static async Task<IResult> Mine(string site, HttpContext http, OwnReading own, CancellationToken stop) =>
        Results.Ok(await own.Of(http.Caller()!, site, stop));

    private static async Task<IResult> MyEntry(string site, string position, HttpContext http, OwnReading own, CancellationToken stop) =>
        await own.EntryOf(http.Caller()!, site, position, stop) is { } entry ? Results.Ok(entry) : Results.NotFound();

    private static async Task<IResult> Policy(string site, InfluenceReading reading, CancellationToken stop)
    {
        var policy = await reading.Policy(site, stop);
        return Results.Ok(new PolicyShown(policy.Version, policy.IsOn, policy.Content, policy.Proposed));
    }

    private static async Task<IResult> Worth(string site, InfluenceReading reading, CancellationToken stop) =>
        Results.Ok(Layers.WorthShown.Of(await reading.Of(site, stop)));

    private static async Task<IResult> Map(string site, HttpContext http, InfluenceReading reading, Looking looking, Problems problems, CancellationToken stop)
    {
        var (map, refusal) = await MapFor(site, http.Caller()!, reading, looking, stop);
        return refusal is null ? Results.Ok(map) : problems.Of(refusal);
    }

    /// <summary>The map, once the look at it is recorded.</summary>
    public static async Task<(SiteMap? Map, Refusal? Refusal)> MapFor(string site, Caller caller, InfluenceReading reading, Looking looking, CancellationToken stop)
    {
        var read = await reading.Of(site, stop);
        var told = read.Policy.IsOn
            ? await looking.Tell(read, LookedAt.Map, "map", caller, stop, chosen: may => Ranked(read, may))
            : await looking.Tell(read, LookedAt.Work, "map", caller, stop);
        return told.Refusal is { } refusal ? (null, refusal) : (MapDrawing.Of(read.Within(told), told), null);
    }

    private static async Task<IResult> Suggest(
        string site, HttpContext http, InfluenceReading reading, Candidates candidates, Problems problems, Names names, CancellationToken stop,
        Function[]? functions = null, string[]? shifts = null, bool divergent = false, string change = "")
    {
        var question = await QuestionOf(site, reading, functions ?? [], shifts ?? [], divergent, change, stop);
        var (suggestion, refusal) = await candidates.For(site, question, "suggestion", http.Caller()!, stop);
        return refusal is null ? Results.Ok(suggestion) : problems.Of(refusal);
    }

    /// <summary>Everybody of these functions and shifts; of all where none are said.</summary>
    public static async Task<CandidateQuestion> QuestionOf(
        string site, InfluenceReading reading, IReadOnlyCollection<Function> functions, IReadOnlyCollection<string> shifts, bool divergent, string change, CancellationToken stop)
    {
        var read = await reading.Of(site, stop);
        return new CandidateQuestion(
            change,
            [
                .. read.Evidence.People
                    .Where(person => (functions.Count == 0 || person.Functions.Any(functions.Contains)) && (shifts.Count == 0 || shifts.Contains(person.Shift)))
                    .Select(person => new Affected(person.Id)),
            ],
            divergent);
    }

    private static async Task<IResult> SignsOf(
        string site, HttpContext http, InfluenceReading reading, Looking looking, ViewsDb views, Problems problems, TimeProvider time, CancellationToken stop)
    {
        var (signs, refusal) = await SignsFor(site, http.Caller()!, reading, looking, views, time, stop);
        return refusal is null ? Results.Ok(signs) : problems.Of(refusal);
    }

    /// <summary>The signs, once the look at them is recorded. They are of everybody's entries: nothing of whom people turn to is in them.</summary>
    public static async Task<(SignsShown? Signs, Refusal? Refusal)> SignsFor(
        string site, Caller caller, InfluenceReading reading, Looking looking, ViewsDb views, TimeProvider time, CancellationToken stop)
    {
        var read = await reading.Of(site, stop);
        var told = await looking.Tell(read, LookedAt.Signs, "signs", caller, stop);
        return told.Refusal is { } refusal ? (null, refusal) : (await SignReading.Read(
            views, site, told, read.Least, SignCounts.WeekOf(time.GetUtcNow() - read.Rules.Retention), SignCounts.WeekOf(time.GetUtcNow()), stop), null);
    }

    private static async Task<IResult> WhatIfOf(
        string site, HttpContext http, InfluenceReading reading, Looking looking, IPastRollouts past, Problems problems, CancellationToken stop)
    {
        var (played, refusal) = await WhatIfFor(site, http.Caller()!, reading, looking, past, stop);
        return refusal is null ? Results.Ok(played) : problems.Of(refusal);
    }

    /// <summary>Both ways played, once the look is recorded.</summary>
    public static async Task<(WhatIf? Played, Refusal? Refusal)> WhatIfFor(
        string site, Caller caller, InfluenceReading reading, Looking looking, IPastRollouts past, CancellationToken stop)
    {
        var read = await reading.Of(site, stop);
        var told = await looking.Tell(read, LookedAt.WhatIf, "what if", caller, stop, chosen: may => Ranked(read, may));
        return told.Refusal is { } refusal ? (null, refusal) : (Playing.Of(read.Within(told), told, await past.Of(site, stop)), null);
    }

    private static async Task<IResult> FirstSitesOf(
        ViewsDb views, ISiteReadiness gates, CancellationToken stop, int first = FirstSitesPage.Usual, ulong seed = 1, string? change = null) =>
        await FirstSitesReading.Read(views, gates, Math.Clamp(first, 1, MostFirst), seed, string.IsNullOrEmpty(change) ? null : change, stop) is { } found
            ? Results.Ok(found)
            : Results.NotFound();

    private static async Task<IResult> Looks(string site, ViewsDb views, Names names, CancellationToken stop)
    {
        var rows = await views.Set<LookRow>().AsNoTracking().Where(row => row.Site == site).OrderByDescending(row => row.Position).Take(MostLooks).ToListAsync(stop);
        var printed = await names.Of(rows.Select(row => row.LookedBy), stop);
        return Results.Ok(rows.ConvertAll(row => new LookListed(row, printed.GetValueOrDefault(row.LookedBy))));
    }
}

/// <param name="Version">Of the policy that holds; 0: none.</param>
/// <param name="Proposed">Waits for the works council's signature.</param>
public sealed record PolicyShown(int Version, bool IsOn, PolicyContent Content, ProposedPolicy? Proposed);

/// <param name="PrintedName">From the directory; null where it has none.</param>
public sealed record LookListed(LookRow Look, string? PrintedName);
