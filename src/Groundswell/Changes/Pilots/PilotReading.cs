using Groundswell.Changes.Questions;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Versions;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Pilots;

/// <summary>A pilot as its page shows it.</summary>
/// <param name="Latest">What it would try: the last frozen revision of each draft.</param>
/// <param name="Drafts">The change's drafts as they are now, to be frozen.</param>
/// <param name="Figures">What its rules are judged by, so far; null while it has not begun, and, to others than its members, of fewer than five people.</param>
/// <param name="Questions">What the group was asked about signs, as far as whoever looks may see it.</param>
/// <param name="Versions">What the versions are called.</param>
/// <param name="MyBallot">What whoever looks has said in the vote that runs; null where nothing.</param>
public sealed record PilotPageShown(
    Pilot Pilot, Change Change, IReadOnlyList<Id<WorkMasterVersion>> Latest, IReadOnlyList<WorkMasterVersion> Drafts, PilotFigures? Figures, bool? MyBallot, bool HasBallot,
    IReadOnlyDictionary<string, string> Names, SiteChoices Choices, ActsOffered Acts, DateTimeOffset Now, DateOnly Today, IReadOnlyList<PilotQuestion> Questions, VersionNames Versions)
{
    public string Called(string person) => Names.GetValueOrDefault(person) ?? person;
}

/// <summary>Reads a pilot's page, and answers its forms with it. A route's handler takes it by AsParameters.</summary>
public sealed record PilotReading(
    ViewsDb Views, States States, Names Names, Door Door, FormDoor Forms, Viewer Viewer, Words Words, TimeProvider Time, HttpContext Http,
    PilotQuestionReading Questions)
{
    private CancellationToken Stop => Http.RequestAborted;

    public static string PathOf(string site, string pilot) => $"/sites/{site}/pilots/{Uri.EscapeDataString(pilot)}";

    /// <summary>Does what a form of the page asks for, and shows the page: as it is then, or with why it was refused.</summary>
    public async Task<IResult> Do(string site, string pilot, Command command) => await Forms.Take(command, Http) ? Page.GoTo(PathOf(site, pilot)) : await Show(pilot);

    public async Task<IResult> Show(string pilot) =>
        Viewer.Site is { } site && await Read(site.Code, pilot) is { } shown ? Page.Of<PilotPage>(new { Shown = shown }) : Page.NothingHere();

    private async Task<PilotPageShown?> Read(string site, string id)
    {
        var read = new Reading(States, Logs.OfSite(site), Stop);
        var pilot = await read.Of(new Id<Pilot>(id));
        if (pilot.Status == PilotStatus.Unknown)
            return null;
        var now = Time.GetUtcNow();
        var change = await read.Shared(pilot.Change);
        var (drafts, _) = await StoryActs.DraftsOf(change, read);
        var latest = change.Drafts.Select(draft => change.Revisions.LastOrDefault(frozen => frozen.Draft == draft.Version)?.Revision).OfType<Id<WorkMasterVersion>>().ToList();
        var me = Http.Caller()!.Person;
        var mine = (await read.In(Logs.PeopleOfSite(site), Ballots.IdOf(pilot.Id))).Cast.GetValueOrDefault(me);
        var choices = await SiteChoices.Of(site, Views, States, Names, Stop);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Viewer.Site!.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return new PilotPageShown(
            pilot, change, latest, [.. drafts.Where(draft => draft.Status == VersionStatus.Draft)], await Figures(site, pilot, me, read),
            mine is not null && pilot.Vote?.OpenedBy == mine.VoteOpened ? mine.Accepts : null,
            mine is { Key: not null }, await Names.Of(pilot.People.Keys.Append(pilot.Facilitator), Stop), choices,
            await Offered(site, pilot, drafts, latest, choices, now, today), now, today, (await Questions.Of(site, pilot, me, Stop)).Questions ?? [], VersionNames.Of(drafts));
    }

    private async Task<PilotFigures?> Figures(string site, Pilot pilot, string me, Reading read)
    {
        if (pilot.Plan is not { } plan || (!pilot.IsMember(me) && plan.People.Count < Adoption.AdoptionFigures.LeastGroup))
            return null;
        var id = pilot.Id.Value;
        return await Views.Set<PilotRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Pilot == id, Stop) is { StartedAt: { } started } row
            ? await PilotsDue.FiguresOf(site, plan, await PilotActs.RevisionsOf(pilot, read), started, row.JudgedSince ?? started, Views, Stop)
            : null;
    }

    /// <summary>What only lacks what its form asks for is offered; each act as the form would ask it first.</summary>
    private Task<ActsOffered> Offered(
        string site, Pilot pilot, IReadOnlyList<WorkMasterVersion> drafts, List<Id<WorkMasterVersion>> latest, SiteChoices choices, DateTimeOffset now, DateOnly today)
    {
        var (id, some) = (pilot.Id, ActsOffered.Some);
        var person = choices.People.FirstOrDefault(one => !pilot.People.ContainsKey(one.Value)).Value ?? some;
        List<SiteCommand> asked =
        [
            new VolunteerForPilot(id), new InviteToPilot(id, new(person)), new JoinPilotGroup(id), new DeclinePilot(id), new LeavePilotGroup(id),
            new PlanPilot(id, PilotForms.Usual(latest, [.. choices.WorkCenters.Take(1).Select(center => new Id<Plant.WorkCenter>(center.Value))], [.. pilot.Members], today)),
            new SignPilotPlan(id), new StartPilot(id), new PausePilot(id, some), new ResumePilot(id, some), new EndPilot(id, some), new ReportOwnList(id, some),
            new OpenVote(id, now.AddDays(3)), new CastBallot(id, true, some), new ForgetBallot(id), new CloseVote(id), new AgreeToAcceptance(id),
            new TakeAcceptance(pilot.Change, id),
        ];
        if (drafts is [var draft, ..])
            asked.Add(new FreezeRevision(pilot.Change, id, draft.Id, draft.Revision));
        return ActsOffered.Ask(Door, Http.Caller()!, why => why is NotWorkingHere or PilotPeopleMissing, Stop, asked.Select(command => command with { Site = site }));
    }
}
