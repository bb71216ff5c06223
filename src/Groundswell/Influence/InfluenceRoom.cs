using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Maps;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Owning;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Signs;
using Groundswell.Influence.Spread;
using Groundswell.Influence.Standings;
using Groundswell.People.Persons;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;

namespace Groundswell.Influence;

/// <summary>Influence: who people really turn to, read out of the record to choose and support champions, and for nothing else.</summary>
public sealed class InfluenceRoom : IRoom
{
    /// <summary>Who proposes a policy.</summary>
    internal static readonly Rights Leading = Rights.Of(Role.SiteLead, Role.MesLeader);

    /// <summary>Who may stop it all at once.</summary>
    internal static readonly Rights Stopping = Rights.Of(Role.WorksCouncil, Role.SiteLead, Role.MesLeader);

    public string Name => "Influence";

    public JsonSerializerContext Json => InfluenceJson.Default;

    public IEnumerable<Type> Events =>
    [
        typeof(TakingPartBegun), typeof(TakingPartPaused), typeof(TakingPartEnded), typeof(TiesDeleted), typeof(OfferedToCarry), typeof(OfferWithdrawn),
        typeof(PeopleNominated), typeof(NominationForgotten),
        typeof(InfluencePolicyProposed), typeof(InfluencePolicyAgreed), typeof(InfluencePolicyDeclined), typeof(InfluenceSwitchedOff), typeof(InfluenceSwitchedOn),
        typeof(Looked), typeof(SignFindingRecorded), typeof(SignThresholdSet),
    ];

    public void Acts(Acts acts)
    {
        ActsOnOneself(acts);
        ActsOnPolicy(acts);
        ActsOnSigns(acts);
        acts.Add(() => InfluenceJson.Default.RecordLook, "Record that somebody looks at what is read of groups.", Rights.OfProgram, async (look, read, circumstances) =>
        {
            var told = Told.Of(look.At, circumstances.Date);
            return RecordLook.Decide(
                look, await read.In(Logs.OfSite(look.Site), InfluencePolicy.OfSite), await read.Of(told), await read.Of(Told.Of(look.At, circumstances.Date.AddMonths(-3))),
                await read.In(Logs.OfSite(look.Site), new Id<Person>(circumstances.Person)), circumstances).On(told);
        });
    }

    private static void ActsOnSigns(Acts acts)
    {
        acts.Add(() => InfluenceJson.Default.RecordSignFinding, "Record what came of asking a group about a sign.", InfluenceQueries.Facilitating, async (record, read, circumstances) =>
        {
            var asked = AskedAbout.Of(record.Week, record.Sign, record.Group.Length > RecordSignFinding.LongestGroup ? "" : record.Group);
            await read.Of(asked);
            return RecordSignFinding.Decide(
                record, await read.In(Logs.OfSite(record.Site), InfluencePolicy.OfSite), await read.Of(Told.Of(LookedAt.Signs, circumstances.Date)),
                await read.Of(Told.Of(LookedAt.Signs, circumstances.Date.AddMonths(-3)))).On(asked);
        });
        acts.Add(() => InfluenceJson.Default.SetSignThreshold, "Set from where on a sign fires at the site.", InfluenceQueries.Facilitating, async (set, read, _) =>
        {
            var threshold = SignThreshold.Of(set.Sign);
            return SetSignThreshold.Decide(set, await read.Of(threshold), await read.Of(InfluencePolicy.OfSite)).On(threshold);
        });
    }

    public void Views(Projections views)
    {
        views.Add(new ContactList());
        views.Add(new DraftHands());
        views.Add(new StandingList());
        views.Add(new VolunteerList());
        views.Add(new NominationList());
        views.Add(new LookList());
        views.Add(new SignCounts());
        views.Add(new SignFindingList());
        views.Add(new SignThresholdList());
    }

    public void Queries(Queries queries) => InfluenceQueries.List(queries);

    public void Pages(IEndpointRouteBuilder pages)
    {
        OwnInfluencePage.Map(pages);
        pages.MapGet("/sites/{site}/influence/mine/entries/{position}", OwnEntryPage.Show).OpenTo(Rights.Everyone);
        PolicyPage.Map(pages);
        pages.MapGet("/sites/{site}/influence/map", MapPage.Show).OpenTo(InfluenceQueries.Groups);
        pages.MapGet("/sites/{site}/influence/signs", SignsPage.Show).OpenTo(InfluenceQueries.Groups);
        pages.MapPost("/sites/{site}/influence/signs/{week}/{sign}/{group}", SignsPage.Record).OpenTo(InfluenceQueries.Facilitating);
        pages.MapPost("/sites/{site}/influence/sign-thresholds/{sign}", SignsPage.Set).OpenTo(InfluenceQueries.Facilitating);
        pages.MapGet("/sites/{site}/influence/what-if", WhatIfPage.Show).OpenTo(InfluenceQueries.Groups);
        pages.MapGet("/sites/{site}/influence/looks", LooksPage.Show).OpenTo(InfluenceQueries.Council);
        pages.MapGet("/sites/{site}/influence/worth", WorthPage.Show).OpenTo(Rights.Everyone);
        pages.MapGet("/influence/first-sites", FirstSitesPage.Show).OpenTo(InfluenceQueries.FirstRights).WithMetadata(new InNavigation("nav.first-sites", 37, "nav.changes"));
        pages.MapGet("/sites/{site}/influence/texts", TextsPage.Show).OpenTo(Rights.Everyone);
    }

    /// <summary>Everybody decides about themselves, and nobody about another: the acts name no person.</summary>
    private static void ActsOnOneself(Acts acts)
    {
        var json = InfluenceJson.Default;
        acts.Add(() => json.TakePart, "I take part in the informal network.", Rights.Everyone, async (take, read, circumstances) =>
        {
            var own = Standing.Of(circumstances.Person);
            return Standings.TakePart.Decide(take, await read.Of(own), await read.In(Logs.OfSite(take.Site), InfluencePolicy.OfSite), circumstances).On(own);
        });
        acts.Add(() => json.PauseTakingPart, "Leave me out of the informal network for now.", Rights.Everyone, async (pause, read, circumstances) =>
            PauseTakingPart.Decide(pause, await read.Of(Standing.Of(circumstances.Person)), circumstances).On(Standing.Of(circumstances.Person)));
        acts.Add(() => json.EndTakingPart, "I do not take part in the informal network.", Rights.Everyone, async (end, read, circumstances) =>
            EndTakingPart.Decide(end, await read.Of(Standing.Of(circumstances.Person)), circumstances).On(Standing.Of(circumstances.Person)));
        acts.Add(() => json.DeleteTies, "Forget whom I helped and who helped me, up to now.", Rights.Everyone, async (delete, read, circumstances) =>
            DeleteTies.Decide(delete, await read.Of(Standing.Of(circumstances.Person)), circumstances).On(Standing.Of(circumstances.Person)));
        acts.Add(() => json.Nominate, "Name whom one would ask first, and whose word convinces.", Rights.Everyone, (nominate, read, circumstances) =>
            Nominations.Nominate.Gather(nominate, read, circumstances));
        acts.Add(() => json.EraseNomination, "Destroy a nomination whose time is over.", Rights.OfProgram, async (erase, read, circumstances) =>
            EraseNomination.Decide(erase, await read.Of(erase.Nomination), await read.In(Logs.OfSite(erase.Site), InfluencePolicy.OfSite), circumstances).On(erase.Nomination));
        acts.Add(() => json.TakeBackNomination, "Take back whom one named; it is destroyed.", Rights.Everyone, async (takeBack, read, circumstances) =>
            TakeBackNomination.Decide(takeBack, await read.Of(takeBack.Of(circumstances))).On(takeBack.Of(circumstances)));
    }

    private static void ActsOnPolicy(Acts acts)
    {
        var json = InfluenceJson.Default;
        acts.Add(() => json.ProposeInfluencePolicy, "Propose what holds for influence at a site.", Leading, _ => InfluencePolicy.OfSite, ProposeInfluencePolicy.Decide);
        acts.Add(() => json.AgreeToInfluencePolicy, "Sign the policy on influence for the works council.", InfluenceQueries.Council, _ => InfluencePolicy.OfSite, AgreeToInfluencePolicy.Decide);
        acts.Add(() => json.DeclineInfluencePolicy, "Say no to a policy on influence.", InfluenceQueries.Council, _ => InfluencePolicy.OfSite, DeclineInfluencePolicy.Decide);
        acts.Add(() => json.SwitchInfluenceOff, "Switch influence off at a site.", Stopping, _ => InfluencePolicy.OfSite, SwitchInfluenceOff.Decide);
        acts.Add(() => json.SwitchInfluenceOn, "Switch influence on again at a site.", InfluenceQueries.Council, _ => InfluencePolicy.OfSite, SwitchInfluenceOn.Decide);
    }
}
