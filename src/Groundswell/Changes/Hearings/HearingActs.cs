using Groundswell.Changes.Proposals;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Groundswell.Changes.Hearings;

/// <summary>Hearings: what can be done, by whom, and what each decision reads.</summary>
internal static class HearingActs
{
    private static readonly Rights Listeners = Rights.Of(Role.Facilitator, Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityApprover, Role.SiteLead, Role.MesLeader);

    public static IEnumerable<Type> Events => [typeof(ListeningSessionHeld), typeof(KpiNamed), typeof(KpisSigned)];

    public static void List(Acts acts)
    {
        var json = VoicesJson.Default;
        acts.Add(() => json.RecordListeningSession, "Record whom of a function one has heard.", Listeners, async (session, read, circumstances) =>
        {
            var heard = new List<Person>();
            foreach (var one in session.Heard)
                heard.Add(await read.Of(one));
            return RecordListeningSession.Decide(
                session, await read.Of(Hearing.IdOf(session.Change)), await read.Shared(session.Change), heard, circumstances).On(Hearing.IdOf(session.Change));
        });
        acts.Add(() => json.NameKpi, "Name the measure by which a function will judge a change.", Listeners, async (name, read, _) =>
            NameKpi.Decide(name, await read.Of(Hearing.IdOf(name.Change)), await read.Shared(name.Change)).On(Hearing.IdOf(name.Change)));
        acts.Add(() => json.SignKpis, "Sign the shared measures for a function.", SignKpis.Representatives, async (sign, read, circumstances) =>
            SignKpis.Decide(
                sign, await read.Of(Hearing.IdOf(sign.Change)), await read.Shared(sign.Change), await ProposalActs.Asker(circumstances, read), circumstances)
                .On(Hearing.IdOf(sign.Change)));
    }

    public static void List(Queries queries) =>
        queries.Add("/sites/{site}/changes/{change}/hearing", "Who was heard on a change, and the measures that were named and signed.", Rights.Everyone, Of);

    private static async Task<Ok<HearingShown>> Of(string site, string change, States states, CancellationToken stop)
    {
        var hearing = await new Reading(states, Logs.OfSite(site), stop).Of(Hearing.IdOf(new Id<Change>(change)));
        return TypedResults.Ok(new HearingShown(
            [.. hearing.Sessions.Select(session => new SessionShown(session.Function, session.Heard.Length, session.Slows, session.Promised, session.At, session.Position))],
            [.. hearing.Kpis.Select(kpi => new KpiShown(kpi.Key, kpi.Value.Kpi, kpi.Value.Measure, kpi.Value.Better,
                hearing.Signature(site, new Id<Change>(change), kpi.Key)?.PrintedName))]));
    }
}

public sealed record HearingShown(IReadOnlyList<SessionShown> Sessions, IReadOnlyList<KpiShown> Kpis);

/// <param name="Heard">How many were there.</param>
/// <param name="Position">The entry in the site's log.</param>
public sealed record SessionShown(Function Function, int Heard, string Slows, string Promised, DateTimeOffset At, long Position);

/// <param name="SignedBy">Printed name; null while the function has not signed what stands.</param>
public sealed record KpiShown(Function Function, string Kpi, string Measure, KpiDirection Better, string? SignedBy);
