using System.Globalization;
using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace Groundswell.Changes.Launches;

/// <summary>What is done with a change at a site, on its page there.</summary>
internal static class SiteChangeForms
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        // Who may do it the door says, which knows each act's rights.
        var here = pages.MapGroup("/sites/{site}/changes/{change}");
        here.MapGet("", SiteChangePage.Show).OpenTo(Rights.Everyone);
        here.MapPost("/bring-in", BringIn).OpenTo(Rights.Everyone);
        here.MapPost("/places", Places).OpenTo(Rights.Everyone);
        here.MapPost("/affected", Affected).OpenTo(Rights.Everyone);
        here.MapPost("/myself", Myself).OpenTo(Rights.Everyone);
        here.MapPost("/fallback", Fallback).OpenTo(Rights.Everyone);
        here.MapPost("/take-up", TakeUp).OpenTo(Rights.Everyone);
        here.MapPost("/hear", Hear).OpenTo(Rights.Everyone);
        here.MapPost("/measure", Measure).OpenTo(Rights.Everyone);
        here.MapPost("/sign-measures", SignMeasures).OpenTo(Rights.Everyone);
        here.MapPost("/pilot-group", Group).OpenTo(Rights.Everyone);
        here.MapPost("/ask", Ask).OpenTo(Rights.Everyone);
        here.MapPost("/step", Step).OpenTo(Rights.Everyone);
        here.MapPost("/pause", Pause).OpenTo(Rights.Everyone);
        here.MapPost("/resume", Resume).OpenTo(Rights.Everyone);
        here.MapPost("/withdraw", Withdraw).OpenTo(Rights.Everyone);
        here.MapPost("/withdraw-signed", WithdrawSigned).OpenTo(Rights.Everyone);
        here.MapPost("/free", Free).OpenTo(Rights.Everyone);
        here.MapPost("/push", Push).OpenTo(Rights.Everyone);
        here.MapPost("/accept-push", AcceptPushed).OpenTo(Rights.Everyone);
        here.MapPost("/end-push", EndPushed).OpenTo(Rights.Everyone);
    }

    private static Task<IResult> BringIn(string site, string change, [FromForm] Guid id, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new BringInChange(new(change)) { Id = id, Site = site });

    private static Task<IResult> Places(
        string site, string change, [FromForm] Guid id, IFormCollection form, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new SaySiteReach(new(change), CentersIn(form["workCenters"]), Filled(form["shifts"])) { Id = id, Site = site });

    private static Task<IResult> Affected(
        string site, string change, [FromForm] Guid id, IFormCollection form, [FromForm] string? workCenter, [FromForm] string? shift,
        [AsParameters] SiteChangeReading page) => page.Do(site, change, new ListAffected(new(change), [.. Filled(form["people"]).Select(person => new AffectedPerson(
            new Id<Person>(person), Center(workCenter), Text(shift)))])
        { Id = id, Site = site });

    private static Task<IResult> Myself(
        string site, string change, [FromForm] Guid id, [FromForm] string? workCenter, [FromForm] string? shift, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new AddMyself(new(change), Center(workCenter), Text(shift)) { Id = id, Site = site });

    private static Task<IResult> Fallback(string site, string change, [FromForm] Guid id, [FromForm] FallbackChoice choice, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new ChooseFallback(new(change), choice) { Id = id, Site = site });

    private static Task<IResult> TakeUp(string site, string change, [FromForm] Guid id, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new TakeUpChange(new(change)) { Id = id, Site = site });

    private static Task<IResult> Hear(
        string site, string change, [FromForm] Guid id, [FromForm] Function function, IFormCollection form, [FromForm] string? slows, [FromForm] string? promised,
        [AsParameters] SiteChangeReading page) => page.Do(site, change, new RecordListeningSession(
            new(change), function, [.. Filled(form["heard"]).Select(person => new Id<Person>(person))], slows ?? "", promised ?? "")
        { Id = id, Site = site });

    private static Task<IResult> Measure(
        string site, string change, [FromForm] Guid id, [FromForm] Function function, [FromForm] string? kpi, [FromForm] string? measure, [FromForm] KpiDirection better,
        [AsParameters] SiteChangeReading page) => page.Do(site, change, new NameKpi(new(change), function, kpi ?? "", measure ?? "", better) { Id = id, Site = site });

    private static Task<IResult> SignMeasures(string site, string change, [FromForm] Guid id, [FromForm] Function function, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new SignKpis(new(change), function) { Id = id, Site = site });

    private static Task<IResult> Group(string site, string change, [FromForm] Guid id, [AsParameters] SiteChangeReading page)
    {
        // The form's own id: sent twice, it is the same group.
        var pilot = new Id<Pilot>(id.ToString("N"));
        return page.Do(site, change, new OpenPilotGroup(pilot, new(change)) { Id = id, Site = site }, then: PilotReading.PathOf(site, pilot.Value));
    }

    private static Task<IResult> Ask(string site, string change, [FromForm] Guid id, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new AskForLaunch(new(change)) { Id = id, Site = site });

    private static Task<IResult> Step(
        string site, string change, [FromForm] Guid id, IFormCollection form, [FromForm] string? from,
        [AsParameters] SiteChangeReading page) => page.Do(site, change, new LaunchStep(
            new(change), CentersIn(form["workCenters"]), Filled(form["shifts"]) is { Length: > 0 } some ? some : null, Day(from))
        { Id = id, Site = site });

    private static Task<IResult> Pause(string site, string change, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new PauseLaunch(new(change), reason ?? "") { Id = id, Site = site });

    private static Task<IResult> Resume(string site, string change, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new ResumeLaunch(new(change), reason ?? "") { Id = id, Site = site });

    private static Task<IResult> Withdraw(string site, string change, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new WithdrawLaunch(new(change), reason ?? "") { Id = id, Site = site });

    private static Task<IResult> WithdrawSigned(string site, string change, [FromForm] Guid id, [FromForm] string? reason, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new WithdrawLaunch(new(change), reason ?? "") { Id = id, Site = site }, signed: true);

    private static Task<IResult> Free(
        string site, string change, [FromForm] Guid id, [FromForm] string workMaster, [FromForm] long held, [FromForm] string? reason, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new FreeNewOrders(new(workMaster), held, reason ?? "") { Id = id, Site = site });

    private static Task<IResult> Push(
        string site, string change, [FromForm] Guid id, [FromForm] string version, [FromForm] PushGround ground, [FromForm] string? reason, [FromForm] string? endsAt,
        IFormCollection form, [FromForm] bool? affecting, [AsParameters] SiteChangeReading page) => page.Do(site, change, new PushVersion(
            MasterOf(version), new(version), ground, reason ?? "", page.Words.Instant(endsAt) ?? default,
            CentersIn(form["workCenters"]) is { Count: > 0 } centers ? centers : null, new Id<Change>(change), affecting == true)
        { Id = id, Site = site });

    private static Task<IResult> AcceptPushed(
        string site, string change, [FromForm] Guid id, [FromForm] string workMaster, [FromForm] long pushed, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new AcceptPush(new(workMaster), pushed) { Id = id, Site = site });

    private static Task<IResult> EndPushed(
        string site, string change, [FromForm] Guid id, [FromForm] string workMaster, [FromForm] long pushed, [FromForm] string? reason, [AsParameters] SiteChangeReading page) =>
        page.Do(site, change, new EndPush(new(workMaster), pushed, reason ?? "") { Id = id, Site = site });

    internal static IReadOnlyList<Id<WorkCenter>> CentersIn(StringValues entered) => [.. Filled(entered).Select(center => new Id<WorkCenter>(center))];

    internal static string[] Filled(StringValues entered) => [.. entered.OfType<string>().Where(one => one.Length > 0)];

    internal static DateOnly? Day(string? entered) => string.IsNullOrWhiteSpace(entered) ? null
        : DateOnly.TryParse(entered, CultureInfo.InvariantCulture, out var day) ? day
        : throw new BadHttpRequestException($"'{entered}' is no date.");

    /// <summary>What is no version's id names no master either: the decider says so.</summary>
    private static Id<WorkMaster> MasterOf(string version) => new(version.Contains('@', StringComparison.Ordinal) ? VersionIds.MasterOf(version) : version);

    private static Id<WorkCenter>? Center(string? entered) => string.IsNullOrEmpty(entered) ? null : new Id<WorkCenter>(entered);

    private static string? Text(string? entered) => string.IsNullOrWhiteSpace(entered) ? null : entered.Trim();
}
