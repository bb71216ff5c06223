using Groundswell.Changes.Pilots;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Signs;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Changes.Questions;

/// <summary>Putting signs to pilot groups: the act, the question and the form.</summary>
internal static class PilotQuestionActs
{
    private static readonly Rights Asking = Rights.Of(Role.Facilitator);

    public static void List(Acts acts) => acts.Add(() => ChangesJson.Default.PutSignToPilot, "Put a sign to a pilot group as a question.", Asking, async (put, read, circumstances) =>
    {
        var (site, questions) = (Logs.OfSite(put.Site), PilotQuestions.Of(put.Pilot));
        return PutSignToPilot.Decide(
            put, await read.In(site, put.Pilot), await read.Of(questions), await read.In(site, InfluencePolicy.OfSite), await read.Of(Told.Of(LookedAt.Signs, circumstances.Date)),
            await read.Of(Told.Of(LookedAt.Signs, circumstances.Date.AddMonths(-3)))).On(questions);
    });

    public static void List(Queries queries) => queries.Add(
        "/sites/{site}/pilots/{pilot}/questions", "What a pilot group was asked about signs, and what was found: for its members and its facilitator.", Rights.Everyone, Of);

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapPost("/sites/{site}/pilot-questions/{week}/{sign}/{group}", Put).OpenTo(Asking);

    private static async Task<IResult> Of(string site, string pilot, HttpContext http, States states, PilotQuestionReading reading, Problems problems, CancellationToken stop)
    {
        var known = await new Reading(states, Logs.OfSite(site), stop).Of(new Id<Pilot>(pilot));
        if (known.Status == PilotStatus.Unknown)
            return problems.Of(new PilotUnknown(new(pilot)));
        var (questions, refusal) = await reading.Of(site, known, http.Caller()!.Person, stop);
        return refusal is null ? Results.Ok(questions) : problems.Of(refusal);
    }

    private static async Task<IResult> Put(
        string site, DateOnly week, SignKind sign, string group, [FromForm] Guid id, [FromForm] string pilot, [FromForm] decimal share, [FromForm] decimal before, HttpContext http,
        FormDoor door, [AsParameters] SignsAsked signs) =>
        await door.Take(new PutSignToPilot(new(pilot), week, sign, group, share, before) { Id = id, Site = site }, http)
            ? Page.GoTo($"/sites/{site}/influence/signs")
            : await SignsPage.Show(signs);
}
