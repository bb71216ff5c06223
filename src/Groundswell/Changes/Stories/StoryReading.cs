using Groundswell.Changes.Launches;
using Groundswell.Changes.Openings;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Says;
using Groundswell.Changes.Variants;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Differences;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Stories;

/// <summary>A change as its page tells it.</summary>
/// <param name="Class">What its drafts and Quality make it now.</param>
/// <param name="Says">By the sites that the one who looks may look at.</param>
/// <param name="ActsAt">The site for which whoever looks would act; null where they have none.</param>
/// <param name="Masters">Those of which it could open a draft.</param>
/// <param name="Calls">What sites, places and versions are called.</param>
/// <param name="Variants">The variant that it offers to the core, or those that it makes of the core for a site.</param>
/// <param name="ToBeginWith">The versions that the site could begin with, where it opens one.</param>
public sealed record StoryShown(
    ChangeRow Row, Change Change, ChangeClass Class, IReadOnlyList<StoryLineRow> Lines, IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<SaysAtSite> Says, IReadOnlyList<SiteChangeRow> Sites, IReadOnlyList<PilotRow> Pilots, string? ActsAt, ActsOffered Acts,
    IReadOnlyList<(string Value, string Text)> Masters, IReadOnlyList<VariantBeside> Variants, IReadOnlyList<(string Value, string Text)> ToBeginWith, StoryNames Calls)
{
    public string Called(string? person) => person is null ? "" : Names.GetValueOrDefault(person) ?? person;

    /// <summary>Where its forms are sent.</summary>
    public string Path => $"/sites/{ActsAt}/changes/{Uri.EscapeDataString(Row.Change)}/shape";
}

/// <summary>What people say of a change at a site.</summary>
/// <param name="Asked">How many it touches there: each has it on their own screen.</param>
/// <param name="Answered">How many of them have said what they think.</param>
public sealed record SaysAtSite(string Site, SayTotals Totals, int Asked, int Answered);

/// <summary>Reads a change's page, and answers its forms with it. A route's handler takes it by AsParameters.</summary>
public sealed record StoryReading(ViewsDb Views, States States, Names Names, Door Door, FormDoor Forms, Viewer Viewer, HttpContext Http)
{
    private const int MostMasters = 1_000;

    private CancellationToken Stop => Http.RequestAborted;

    /// <summary>Does what a form of the page asks for, and shows the page: as it is then, or with why it was refused.</summary>
    public async Task<IResult> Do(string change, Command command) =>
        await Forms.Take(command, Http) ? Page.GoTo($"/changes/{Uri.EscapeDataString(change)}") : await Show(change);

    public async Task<IResult> Show(string change) => await Read(change) is { } shown ? Page.Of<ChangePage>(new { Shown = shown }) : Page.NothingHere();

    private async Task<StoryShown?> Read(string id)
    {
        if (await Views.Set<ChangeRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Change == id, Stop) is not { } row)
            return null;
        var read = new Reading(States, Logs.Enterprise, Stop);
        var change = await read.Of(new Id<Change>(id));
        var (drafts, bases) = await StoryActs.DraftsOf(change, read);
        var lines = await ChangeStory.Read(id, Views, Stop);
        var says = new List<SaysAtSite>();
        foreach (var site in Viewer.Sites)
        {
            var totals = await SayQueries.TotalsOf(site.Code, change.Id, States, Stop);
            if (totals.Answered > 0)
                says.Add(await SaysAt(site.Code, change.Id, totals));
        }

        var at = Viewer.Site?.Code ?? Viewer.Sites.FirstOrDefault(site => site.Code == row.Origin)?.Code ?? (Viewer.Sites is [var first, ..] ? first.Code : null);
        return new StoryShown(
            row, change, ClassOfChange.Now(change, drafts, bases), lines,
            await Names.Of(lines.Select(line => line.Person).OfType<string>().Append(row.OpenedBy), Stop), says,
            await Views.Set<SiteChangeRow>().AsNoTracking().Where(site => site.Change == id).OrderBy(site => site.BroughtInAt).ToListAsync(Stop),
            await PilotList.Read(Views, id, Stop), at, await Offered(change, at), await MastersFor(change), await VariantsOf(change, drafts),
            change.OpensSite ? await SiteToOpen.ToBeginWith(change.Origin, Views, Stop) : [], await StoryNames.Of(lines, drafts, Views, States, Stop));
    }

    private async Task<SaysAtSite> SaysAt(string site, Id<Change> change, SayTotals totals)
    {
        var affected = (await new Reading(States, Logs.OfSite(site), Stop).Of(SiteChange.IdOf(change))).Affected;
        var said = (await new Reading(States, Logs.PeopleOfSite(site), Stop).Of(ChangeSays.IdOf(change))).ByPerson;
        return new SaysAtSite(site, totals, affected.Count, affected.Keys.Count(said.ContainsKey));
    }

    private async Task<IReadOnlyList<VariantBeside>> VariantsOf(Change change, IReadOnlyList<WorkMasterVersion> drafts)
    {
        var variants = new List<VariantBeside>();
        foreach (var version in change.OfferOf is { } offer ? [offer.Version] : drafts.Where(draft => draft.Variant is not null).Select(draft => draft.Id))
        {
            if (await new VariantReading(Views, States, Names).One(version.Value, Stop) is { } variant)
                variants.Add(variant);
        }

        return variants;
    }

    private async Task<ActsOffered> Offered(Change change, string? at)
    {
        if (at is null)
            return new ActsOffered();
        var id = change.Id;
        var master = new Id<WorkMaster>(ActsOffered.Some);
        // Which master, which class: for the form to ask.
        return await ActsOffered.Ask(Door, Http.Caller()!, why => why is VersionUnknown or VersionNotApproved or WorkMasterUnknown or ClassNotRaised, Stop, new SharedCommand[]
        {
            new DescribeChange(id, ActsOffered.Some, ActsOffered.Some, false) { Site = at }, new SayReach(id, new ChangeReach([at], [], [Function.Operations])) { Site = at },
            new SayEffects(id, [new ChangeEffect(ActsOffered.Some, ActsOffered.Some)]) { Site = at },
            new SayBenefit(id, Function.Operations, ActsOffered.Some, ActsOffered.Some) { Site = at }, new RaiseClass(id, ChangeClass.Critical, ActsOffered.Some) { Site = at },
            new OpenChangeDraft(id, master) { Site = at }, new SayOpeningVersions(id, [.. change.Drafts.Select(draft => draft.Version)]) { Site = at }, new GiveUpChange(id, ActsOffered.Some) { Site = at }, new ReopenChange(id, ActsOffered.Some) { Site = at },
        });
    }

    private async Task<IReadOnlyList<(string, string)>> MastersFor(Change change)
    {
        var opened = change.Drafts.Select(draft => draft.WorkMaster.Value).ToList();
        var rows = await Views.Set<WorkMasterRow>().AsNoTracking().Where(row => !opened.Contains(row.Id)).OrderBy(row => row.Name).Take(MostMasters)
            .Select(row => new { row.Id, row.Name }).ToListAsync(Stop);
        return [.. rows.Select(row => (row.Id, $"{row.Name} ({row.Id})"))];
    }
}
