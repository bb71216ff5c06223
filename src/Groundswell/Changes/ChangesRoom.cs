using System.Text.Json.Serialization;
using Groundswell.Changes.Adoption;
using Groundswell.Changes.Champions;
using Groundswell.Changes.Credit;
using Groundswell.Changes.Drafting;
using Groundswell.Changes.Facilitating;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Inviting;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Openings;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Policies;
using Groundswell.Changes.Programme;
using Groundswell.Changes.Proposals;
using Groundswell.Changes.Questions;
using Groundswell.Changes.Reasons;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Changes.Variants;
using Groundswell.Changes.Wins;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Versions;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Components;

namespace Groundswell.Changes;

/// <summary>Changes: how another way to work is proposed, shaped, tried, accepted and pulled by the sites. All of the room, at one glance.</summary>
public sealed class ChangesRoom : IRoom, IShowsOnMaster
{
    public string Name => "Changes";

    public JsonSerializerContext Json => ChangesJson.Default;

    public IReadOnlyList<JsonSerializerContext> Shapes => [ChangesJson.Default, VoicesJson.Default];

    public IEnumerable<Type> Events =>
    [
        .. StoryActs.Events, .. OpeningActs.Events, .. VariantActs.Events, .. PilotActs.Events, .. LaunchActs.Events,
        .. PolicyActs.Events, .. ProposalActs.Events, .. ChampionActs.Events, .. HearingActs.Events, .. SayActs.Events, typeof(SignPut),
    ];

    public void Acts(Acts acts)
    {
        StoryActs.List(acts);
        OpeningActs.List(acts);
        VariantActs.List(acts);
        ReasonActs.List(acts);
        PilotActs.List(acts);
        LaunchActs.List(acts);
        PolicyActs.List(acts);
        ProposalActs.List(acts);
        ChampionActs.List(acts);
        HearingActs.List(acts);
        SayActs.List(acts);
        PilotQuestionActs.List(acts);
    }

    public void Views(Projections views)
    {
        views.Add(new ChangeList());
        views.Add(new SiteChangeList());
        views.Add(new PilotList());
        views.Add(new ChangeStory());
        views.Add(new ProposalList());
        views.Add(new DraftComments());
        views.Add(new AdoptionByShift());
        views.Add(new CreditList());
        views.Add(new VariantList());
        views.Add(new PilotQuestionList());
    }

    public void Queries(Queries queries)
    {
        PolicyActs.List(queries);
        HearingActs.List(queries);
        ProgrammePages.List(queries);
        PilotQueries.List(queries);
        PilotQuestionActs.List(queries);
        ChampionCandidateQueries.List(queries);
        DraftComments.List(queries);
        FacilitatingPages.List(queries);
        ChangeList.List(queries);
        StoryQueries.List(queries);
        SiteChangeList.List(queries);
        PilotList.List(queries);
        ChangeStory.List(queries);
        ProposalList.List(queries);
        ChampionQueries.List(queries);
        SayQueries.List(queries);
        AdoptionQueries.List(queries);
        CreditQueries.List(queries);
        ShapedByQuery.List(queries);
        WinsPages.List(queries);
        VariantQueries.List(queries);
    }

    public void Pages(IEndpointRouteBuilder pages)
    {
        StoryPages.Map(pages);
        SiteChangeForms.Map(pages);
        PilotForms.Map(pages);
        PilotQuestionActs.Map(pages);
        InvitingPages.Map(pages);
        DraftTogetherForms.Map(pages);
        FacilitatingPages.Map(pages);
        ProgrammePages.Map(pages);
        SpreadPages.Map(pages);
        WinsPages.Map(pages);
        ProposalPages.Map(pages);
        ChampionPages.Map(pages);
        SayPages.Map(pages);
        VariantForms.Map(pages);
    }

    public ValueTask<RenderFragment?> Section(Id<WorkMaster> master, HttpContext http) => VariantsOfMaster.Section(master, http);
}
