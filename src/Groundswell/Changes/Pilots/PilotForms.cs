using Groundswell.Changes.Launches;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Changes.Pilots;

/// <summary>What is done with a pilot on its page.</summary>
internal static class PilotForms
{
    private const int UsualDays = 14;

    public static void Map(IEndpointRouteBuilder pages)
    {
        // Who may do it the door says, which knows each act's rights.
        var pilot = pages.MapGroup("/sites/{site}/pilots/{pilot}");
        pilot.MapGet("", PilotPage.Show).OpenTo(Rights.Everyone);
        pilot.MapPost("/volunteer", Volunteer).OpenTo(Rights.Everyone);
        pilot.MapPost("/invite", Invite).OpenTo(Rights.Everyone);
        pilot.MapPost("/join", Join).OpenTo(Rights.Everyone);
        pilot.MapPost("/decline", Decline).OpenTo(Rights.Everyone);
        pilot.MapPost("/leave", Leave).OpenTo(Rights.Everyone);
        pilot.MapPost("/freeze", Freeze).OpenTo(Rights.Everyone);
        pilot.MapPost("/plan", Plan).OpenTo(Rights.Everyone);
        pilot.MapPost("/sign-plan", SignPlan).OpenTo(Rights.Everyone);
        pilot.MapPost("/start", Start).OpenTo(Rights.Everyone);
        pilot.MapPost("/pause", Pause).OpenTo(Rights.Everyone);
        pilot.MapPost("/resume", Resume).OpenTo(Rights.Everyone);
        pilot.MapPost("/end", End).OpenTo(Rights.Everyone);
        pilot.MapPost("/own-list", OwnList).OpenTo(Rights.Everyone);
        pilot.MapPost("/open-vote", OpenTheVote).OpenTo(Rights.Everyone);
        pilot.MapPost("/ballot", Ballot).OpenTo(Rights.Everyone);
        pilot.MapPost("/forget-ballot", Forget).OpenTo(Rights.Everyone);
        pilot.MapPost("/close-vote", CloseTheVote).OpenTo(Rights.Everyone);
        pilot.MapPost("/agree", Agree).OpenTo(Rights.Everyone);
        pilot.MapPost("/take", Take).OpenTo(Rights.Everyone);
    }

    /// <summary>A plan as the form offers it: two weeks from today, stopped by bad yield, ended by enough jobs.</summary>
    internal static PilotPlan Usual(IReadOnlyList<Id<WorkMasterVersion>> revisions, IReadOnlyList<Id<WorkCenter>> centers, IReadOnlyList<string> people, DateOnly today) => new(
        revisions, centers, people, today, today.AddDays(UsualDays),
        [new("stop", PilotRuleKind.Stop, ActsOffered.Some, "jobs >= 5 and yield < 0.95"), new("exit", PilotRuleKind.Exit, ActsOffered.Some, "jobs >= 20")]);

    private static Task<IResult> Volunteer(string site, string pilot, [FromForm] Guid id, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new VolunteerForPilot(new(pilot)) { Id = id, Site = site });

    private static Task<IResult> Invite(string site, string pilot, [FromForm] Guid id, [FromForm] string person, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new InviteToPilot(new(pilot), new Id<Person>(person)) { Id = id, Site = site });

    private static Task<IResult> Join(string site, string pilot, [FromForm] Guid id, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new JoinPilotGroup(new(pilot)) { Id = id, Site = site });

    private static Task<IResult> Decline(string site, string pilot, [FromForm] Guid id, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new DeclinePilot(new(pilot)) { Id = id, Site = site });

    private static Task<IResult> Leave(string site, string pilot, [FromForm] Guid id, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new LeavePilotGroup(new(pilot)) { Id = id, Site = site });

    private static async Task<IResult> Freeze(
        string site, string pilot, [FromForm] Guid id, [FromForm] string version, [FromForm] int baseRevision, [AsParameters] PilotReading page) =>
        await page.Do(site, pilot, new FreezeRevision(await ChangeOf(site, pilot, page), new(pilot), new(version), baseRevision) { Id = id, Site = site });

    private static async Task<IResult> Plan(
        string site, string pilot, [FromForm] Guid id, IFormCollection form,
        [FromForm] string? from, [FromForm] string? until, [FromForm] string? stopWords, [FromForm] string? stop, [FromForm] string? exitWords,
        [FromForm] string? exit, [AsParameters] PilotReading page)
    {
        var plan = new PilotPlan(
            [.. SiteChangeForms.Filled(form["revisions"]).Select(revision => new Id<WorkMasterVersion>(revision))], SiteChangeForms.CentersIn(form["workCenters"]), SiteChangeForms.Filled(form["people"]),
            SiteChangeForms.Day(from) ?? default, SiteChangeForms.Day(until) ?? default,
            [new("stop", PilotRuleKind.Stop, stopWords ?? "", stop ?? ""), new("exit", PilotRuleKind.Exit, exitWords ?? "", exit ?? "")],
            SiteChangeForms.Filled(form["shifts"]) is { Length: > 0 } some ? some : null);
        return await page.Do(site, pilot, new PlanPilot(new(pilot), plan) { Id = id, Site = site });
    }

    private static Task<IResult> SignPlan(string site, string pilot, [FromForm] Guid id, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new SignPilotPlan(new(pilot)) { Id = id, Site = site });

    private static Task<IResult> Start(string site, string pilot, [FromForm] Guid id, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new StartPilot(new(pilot)) { Id = id, Site = site });

    private static Task<IResult> Pause(string site, string pilot, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new PausePilot(new(pilot), reason ?? "") { Id = id, Site = site });

    private static Task<IResult> Resume(string site, string pilot, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new ResumePilot(new(pilot), reason ?? "") { Id = id, Site = site });

    private static Task<IResult> End(string site, string pilot, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new EndPilot(new(pilot), reason ?? "") { Id = id, Site = site });

    private static Task<IResult> OwnList(string site, string pilot, [FromForm] Guid id, [FromForm] string? what, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new ReportOwnList(new(pilot), what ?? "") { Id = id, Site = site });

    private static Task<IResult> OpenTheVote(string site, string pilot, [FromForm] Guid id, [FromForm] string? closesAt, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new OpenVote(new(pilot), page.Words.Instant(closesAt) ?? default) { Id = id, Site = site });

    private static Task<IResult> Ballot(
        string site, string pilot, [FromForm] Guid id, [FromForm] bool accepts, [FromForm] string? remark, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new CastBallot(new(pilot), accepts, string.IsNullOrWhiteSpace(remark) ? null : remark) { Id = id, Site = site });

    private static Task<IResult> Forget(string site, string pilot, [FromForm] Guid id, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new ForgetBallot(new(pilot)) { Id = id, Site = site });

    private static Task<IResult> CloseTheVote(string site, string pilot, [FromForm] Guid id, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new CloseVote(new(pilot)) { Id = id, Site = site });

    private static Task<IResult> Agree(string site, string pilot, [FromForm] Guid id, [AsParameters] PilotReading page) =>
        page.Do(site, pilot, new AgreeToAcceptance(new(pilot)) { Id = id, Site = site });

    private static async Task<IResult> Take(string site, string pilot, [FromForm] Guid id, [AsParameters] PilotReading page) =>
        await page.Do(site, pilot, new TakeAcceptance(await ChangeOf(site, pilot, page), new(pilot)) { Id = id, Site = site });

    private static async Task<Id<Change>> ChangeOf(string site, string pilot, PilotReading page) =>
        (await new Reading(page.States, Logs.OfSite(site), page.Http.RequestAborted).Of(new Id<Pilot>(pilot))).Change;
}
