using Groundswell.Changes.Adoption;
using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Readiness;
using Groundswell.Changes.Stories;
using Groundswell.Changes.Variants;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Masters.Versions;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Launches;

/// <summary>A change as one site has it: the gate, what it was given, how far it is used.</summary>
/// <param name="Gate">Null where the site has not brought it in.</param>
/// <param name="Given">What the change has given the site, of each of its masters.</param>
/// <param name="Holds">New orders that get no version, of its masters.</param>
/// <param name="Adopted">Of each version the site has launched.</param>
/// <param name="Carriers">The names of the champions who carry it here.</param>
/// <param name="Variants">What the change makes of the core for the site.</param>
/// <param name="Called">What the versions are called.</param>
/// <param name="Guards">How its launch stands beside before; null where nothing guards it now.</param>
/// <param name="Signs">The functions for which whoever looks can sign the measures now.</param>
public sealed record SiteChangePageShown(
    ChangeRow Row, Change Change, SiteChange Here, ReadinessAnswer? Gate, IReadOnlyList<(Id<WorkMaster> WorkMaster, Provision Given)> Given,
    IReadOnlyList<(Id<WorkMaster> WorkMaster, ReleaseHold Hold)> Holds, IReadOnlyList<AdoptionShown> Adopted, Hearing Hearing, IReadOnlyList<PilotRow> Pilots,
    IReadOnlyList<string> Carriers, IReadOnlyList<WorkMasterVersion> Approved, IReadOnlyList<VariantBeside> Variants, IReadOnlyList<Function> Signs, SiteChoices Choices,
    VersionNames Called, ActsOffered Acts, GuardsShown? Guards, DateTimeOffset Now)
{
    public bool IsHere => Here.Status != SiteChangeStatus.Unknown;
}

/// <summary>Reads that page, and answers its forms with it. A route's handler takes it by AsParameters.</summary>
public sealed record SiteChangeReading(
    ViewsDb Views, States States, Names Names, Door Door, FormDoor Forms, Viewer Viewer, Words Words, TimeProvider Time, HttpContext Http)
{
    private CancellationToken Stop => Http.RequestAborted;

    public static string PathOf(string site, string change) => $"/sites/{site}/changes/{Uri.EscapeDataString(change)}";

    /// <summary>Does what a form of the page asks for, and shows the page: as it is then, or with why it was refused.</summary>
    public async Task<IResult> Do(string site, string change, Command command, bool signed = false, string? then = null) =>
        await Forms.Take(command, Http, signed) ? Page.GoTo(then ?? PathOf(site, change)) : await Show(change);

    public async Task<IResult> Show(string change) =>
        Viewer.Site is { } site && await Read(site.Code, change) is { } shown ? Page.Of<SiteChangePage>(new { Shown = shown }) : Page.NothingHere();

    private async Task<SiteChangePageShown?> Read(string site, string change)
    {
        if (await Views.Set<ChangeRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Change == change, Stop) is not { } row)
            return null;
        var now = Time.GetUtcNow();
        var read = new Reading(States, Logs.OfSite(site), Stop);
        var all = await LaunchActs.Of(new Id<Change>(change), site, read, now);
        var (given, holds) = (new List<(Id<WorkMaster>, Provision)>(), new List<(Id<WorkMaster>, ReleaseHold)>());
        foreach (var draft in all.Change.Drafts)
        {
            var runs = await read.Of(EffectiveVersion.IdOf(draft.WorkMaster));
            given.AddRange(runs.Provisions.Where(one => one.Change == change).Select(one => (draft.WorkMaster, one)));
            holds.AddRange(runs.Holds.Where(hold => hold.EndedAt is null).Select(hold => (draft.WorkMaster, hold)));
        }

        var adopted = new List<AdoptionShown>();
        foreach (var (master, version) in given.Where(one => one.Item2.Source is VersionSource.Launch or VersionSource.Push).Select(one => (one.Item1, one.Item2.Version)).Distinct())
            adopted.Add(await AdoptionQueries.Read(site, master.Value, version.Value, Views, DateOnly.FromDateTime(now.UtcDateTime), UseAsked.Of(all.Policy.For(all.Change.AcceptedClass)), Stop));
        var carriers = all.Champions.Carrying(all.Change.Id, now).Select(champion => champion.Person.Value).ToList();
        var called = await Names.Of(carriers, Stop);
        var variants = new List<VariantBeside>();
        foreach (var version in all.Versions.Where(version => version.Variant is not null))
        {
            if (await new VariantReading(Views, States, Names).One(version.Id.Value, Stop) is { } variant)
                variants.Add(variant);
        }

        var choices = await SiteChoices.Of(site, Views, States, Names, Stop);
        return new SiteChangePageShown(
            row, all.Change, all.Here, all.Here.Status == SiteChangeStatus.Unknown ? null : LaunchGate.Judge(site, all, now), given, holds, adopted, all.Hearing,
            [.. (await PilotList.Read(Views, change, Stop)).Where(pilot => pilot.Site == site)], carriers.ConvertAll(one => called.GetValueOrDefault(one) ?? one),
            [.. all.Versions.Where(version => version.Status == VersionStatus.Approved && version.NotOf(site) is null)], variants,
            await SignsFor(site, all), choices, VersionNames.Of(all.Versions),
            await Offered(site, all, given, holds, choices, variants is [{ Shown.Newest: { } newest }, ..] ? new(newest) : null, now),
            await GuardsShown.Of(site, all.Change, all.Here, adopted.Exists(one => one.Groups.Count > 0), read, Views, Stop), now);
    }

    /// <summary>What is signed already, or is another function's to sign, is not offered.</summary>
    private async Task<IReadOnlyList<Function>> SignsFor(string site, LaunchInWhole all)
    {
        var signs = new List<Function>();
        foreach (var function in all.Hearing.Kpis.Keys)
        {
            if (await Door.WouldRefuse(new SignKpis(all.Change.Id, function) { Site = site }, Http.Caller()!, Stop) is null or { SignatureLifts: true })
                signs.Add(function);
        }

        return signs;
    }

    /// <summary>What only lacks what its form asks for is offered; each act as the form would ask it first.</summary>
    private Task<ActsOffered> Offered(
        string site, LaunchInWhole all, List<(Id<WorkMaster> WorkMaster, Provision Given)> given, List<(Id<WorkMaster> WorkMaster, ReleaseHold Hold)> holds,
        SiteChoices choices, Id<WorkMasterVersion>? newest, DateTimeOffset now)
    {
        var (id, some) = (all.Change.Id, ActsOffered.Some);
        var person = new Id<People.Persons.Person>(choices.People is [var (someone, _), ..] ? someone : some);
        var pushed = given.FirstOrDefault(one => one.Given.Source == VersionSource.Push && one.Given.IsLive(now));
        var functions = Enum.GetValues<Function>();
        IReadOnlyList<Id<WorkCenter>> places = all.Here.WorkCenters.IsEmpty ? [.. choices.WorkCenters.Take(1).Select(one => new Id<WorkCenter>(one.Value))] : all.Here.WorkCenters;
        IReadOnlyList<string> shifts = all.Here.Shifts.IsEmpty ? [.. choices.Shifts.Take(1).Select(one => one.Value)] : all.Here.Shifts;
        var version = all.Versions.FirstOrDefault(version => version.Status == VersionStatus.Approved);
        List<SiteCommand> asked =
        [
            new BringInChange(id), new SaySiteReach(id, places, shifts), new ListAffected(id, [new AffectedPerson(person)]), new AddMyself(id),
            new ChooseFallback(id, FallbackChoice.VersionBefore), new TakeUpChange(id), new AskForLaunch(id), new LaunchStep(id, all.Here.WorkCenters), new PauseLaunch(id, some),
            new ResumeLaunch(id, some), new WithdrawLaunch(id, some), new RecordListeningSession(id, Function.Operations, [person], some, some),
            new NameKpi(id, functions.FirstOrDefault(all.Hearing.HasHeard, Function.Operations), some, some, KpiDirection.Higher), new OpenPilotGroup(new(Guid.CreateVersion7().ToString("N")), id),
        ];
        if (version is not null)
            asked.Add(new PushVersion(version.WorkMaster, version.Id, PushGround.Safety, some, now.AddDays(30), Change: id));
        if (all.Versions.FirstOrDefault(one => one.Variant is not null) is { } variant)
            asked.AddRange([new OfferVariant(new(some), id, variant.Id, some), new TakeOverCore(new(some), variant.Id, newest ?? variant.Id, some, some)]);
        else if (version is not null)
            asked.Add(new OpenVariant(new(some), version.Id, some, some, Of: id));
        if (pushed.Given is { } live)
            asked.AddRange([new AcceptPush(pushed.WorkMaster, live.Position), new EndPush(pushed.WorkMaster, live.Position, some)]);
        if (holds is [var (held, hold), ..])
            asked.Add(new FreeNewOrders(held, hold.Position, some));
        return ActsOffered.Ask(
            Door, Http.Caller()!,
            why => why is VariantConflicts or HeardNotOfFunction or HeardOnlyOneself or NotWorkingHere or StepOutsideReach,
            Stop, asked.Select(command => command with { Site = site }));
    }
}
