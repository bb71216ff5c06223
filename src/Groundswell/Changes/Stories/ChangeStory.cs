using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Proposals;
using Groundswell.Deciding;
using Groundswell.Masters.Effective;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Stories;

/// <summary>
/// What happened to a change, from the first voice to the last site: a line for each entry of any log that tells of it. What is sealed is in no line, nor
/// who was named by whom.
/// </summary>
public sealed class ChangeStory : IProjection
{
    private const int Most = 2_000;

    public string Name => "change-story";

    public int Version => 3;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<StoryLineRow>(row =>
        {
            row.ToTable("change_story").HasKey(r => new { r.Change, r.Log, r.Position, r.Kind });
            row.HasIndex(r => new { r.Change, r.At });
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<StoryProposalRow>(row =>
        {
            row.ToTable("story_proposal").HasKey(r => new { r.Site, r.Proposal });
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<StoryPilotRow>().ToTable("story_pilot").HasKey(r => new { r.Site, r.Pilot });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var proposals = tables.Of<StoryProposalRow>();
        switch (fact.Event)
        {
            case ProposalMade e:
                proposals.Put(new StoryProposalRow
                {
                    Site = fact.Site!,
                    Proposal = e.Proposal.Value,
                    Person = e.AsSomeone == true ? null : fact.Entry.Actor,
                    About = e.About,
                    Words = e.Wrong ?? e.Better,
                    At = fact.At,
                    Position = fact.Entry.Position,
                });
                break;
            case ProposalAccepted e when await proposals.Find(fact.Site!, e.Proposal.Value) is { } made:
                // The voice came first, whatever became of it later: it stands at its own time, beside its own entry.
                Line(e.Change, StoryKind.Voice, made.Person, made.Words, made.About.ToString(), made.At, made.Position);
                Line(e.Change, StoryKind.VoiceAccepted, fact.Entry.Actor, e.Answer);
                break;
            case ChangeOpened e:
                Line(e.Change, StoryKind.Opened, fact.Entry.Actor, e.Reason);
                break;
            case ListeningSessionHeld e:
                Line(e.Change, StoryKind.Heard, fact.Entry.Actor, e.Slows, e.Function.ToString());
                break;
            case KpiNamed e:
                Line(e.Change, StoryKind.MeasureNamed, fact.Entry.Actor, e.Kpi, e.Function.ToString());
                break;
            case KpisSigned e:
                Line(e.Change, StoryKind.MeasuresSigned, fact.Entry.Actor, null, e.Function.ToString());
                break;
            case ChangeTakenUp e:
                Line(e.Change, StoryKind.TakenUp, fact.Entry.Actor, null);
                break;
            case ChangePutDown e:
                Line(e.Change, StoryKind.PutDown, fact.Entry.Actor, null);
                break;
            default:
                Shaped();
                Launched();
                await Tried();
                break;
        }

        void Shaped()
        {
            switch (fact.Event)
            {
                case ChangeDescribed e:
                    Line(e.Change, StoryKind.Described, fact.Entry.Actor, e.Reason);
                    break;
                case ChangeDraftOpened e:
                    Line(e.Change, StoryKind.DraftOpened, fact.Entry.Actor, null, e.Version.Value);
                    break;
                case ChangeReachSaid e:
                    Line(e.Change, StoryKind.ReachSaid, fact.Entry.Actor, null, string.Join(", ", e.Reach.Sites));
                    break;
                case ChangeEffectsSaid e:
                    Line(e.Change, StoryKind.EffectsSaid, fact.Entry.Actor, null, string.Join(", ", e.Effects.Select(effect => effect.Who)));
                    break;
                case ChangeBenefitSaid e:
                    Line(e.Change, StoryKind.BenefitSaid, fact.Entry.Actor, e.Words, e.Function.ToString());
                    break;
                case ChangeClassRaised e:
                    Line(e.Change, StoryKind.ClassRaised, fact.Entry.Actor, e.Reason, e.To.ToString());
                    break;
                case RevisionFrozen e:
                    Line(e.Change, StoryKind.Frozen, fact.Entry.Actor, null, e.Revision.Value);
                    break;
                case VersionPiloted e:
                    Line(new Id<Change>(e.Change), StoryKind.Tried, fact.Entry.Actor, null, e.Version.Value);
                    break;
                case ChangeAccepted e:
                    Line(e.Change, StoryKind.Accepted, null, null, e.Pilot);
                    break;
                case ChangeReopened e:
                    Line(e.Change, StoryKind.Reopened, fact.Entry.Actor, e.Reason);
                    break;
                case VariantOffered e:
                    Line(e.Change, StoryKind.VariantOffered, fact.Entry.Actor, null, e.Version.Value);
                    break;
                case ChangeGivenUp e:
                    Line(e.Change, StoryKind.GivenUp, fact.Entry.Actor, e.Reason);
                    break;
            }
        }

        void Launched()
        {
            switch (fact.Event)
            {
                case ChangeBroughtIn e:
                    Line(e.Change, StoryKind.BroughtIn, fact.Entry.Actor, null);
                    break;
                case SiteReachSaid e:
                    Line(e.Change, StoryKind.PlacesSaid, fact.Entry.Actor, null, string.Join(", ", e.WorkCenters.Select(center => center.Value).Concat(e.Shifts)));
                    break;
                case LaunchAsked e:
                    Line(e.Change, StoryKind.LaunchAsked, e.Champion, null);
                    break;
                case StepLaunched e:
                    Line(e.Change, StoryKind.Launched, e.Champion, null, string.Join(", ", e.WorkCenters.Select(center => center.Value)));
                    break;
                case LaunchPaused e:
                    Line(e.Change, StoryKind.LaunchPaused, e.Guard is null ? fact.Entry.Actor : null, e.Reason);
                    break;
                case LaunchResumed e:
                    Line(e.Change, StoryKind.LaunchResumed, e.Champion, e.Reason);
                    break;
                case LaunchWithdrawn e:
                    Line(e.Change, StoryKind.Withdrawn, fact.Entry.Actor, e.Reason);
                    break;
                case LaunchFellBack e:
                    Line(e.Change, StoryKind.FellBack, null, null, string.Join(", ", e.Uncovered));
                    break;
                case GraceBegan e:
                    Line(e.Change, StoryKind.GraceBegan, null, null, string.Join(", ", e.Uncovered));
                    break;
                case GraceEnded e:
                    Line(e.Change, StoryKind.GraceEnded, null, null);
                    break;
                case UseLookedAt e:
                    Line(e.Change, e.Fallen ? StoryKind.UseFallen : StoryKind.UseHeld, null, null, FormattableString.Invariant($"{Math.Floor(100 * e.Share)} %"));
                    break;
                case UseNotTold e:
                    Line(e.Change, StoryKind.UseNotTold, null, null);
                    break;
                case PushAccepted { Change: { } change } e:
                    Line(new Id<Change>(change), StoryKind.PushAccepted, fact.Entry.Actor, null, e.Version.Value);
                    break;
                case VersionPushed { Change: { } change } e:
                    Line(new Id<Change>(change), StoryKind.Pushed, fact.Entry.Actor, e.Reason, e.Version.Value);
                    break;
            }
        }

        // A pilot's entries name the pilot; which change it tries, its first entry has said. What people of the group think of it is in none of them.
        async ValueTask Tried()
        {
            switch (fact.Event)
            {
                case PilotGroupOpened e:
                    tables.Of<StoryPilotRow>().Put(new StoryPilotRow { Site = fact.Site!, Pilot = e.Pilot.Value, Change = e.Change.Value });
                    Line(e.Change, StoryKind.GroupOpened, e.Facilitator, null);
                    break;
                case PilotJoined e:
                    await OfPilot(e.Pilot, StoryKind.Joined, e.Person);
                    break;
                case PilotPlanned e:
                    await OfPilot(e.Pilot, StoryKind.Planned, fact.Entry.Actor, null, string.Join(", ", e.Plan.WorkCenters.Select(center => center.Value)));
                    break;
                case PilotPlanSigned e:
                    await OfPilot(e.Pilot, StoryKind.PlanSigned, fact.Entry.Actor);
                    break;
                case OwnListSeen e:
                    await OfPilot(e.Pilot, StoryKind.OwnListSeen, null, e.What);
                    break;
                case PilotPaused e:
                    await OfPilot(e.Pilot, StoryKind.PilotPaused, e.Rule is null ? fact.Entry.Actor : null, e.Reason);
                    break;
                case PilotResumed e:
                    await OfPilot(e.Pilot, StoryKind.PilotResumed, fact.Entry.Actor, e.Reason);
                    break;
                case PilotEnded e:
                    await OfPilot(e.Pilot, StoryKind.PilotEnded, e.Rule is null ? fact.Entry.Actor : null, e.Reason);
                    break;
                case PilotVoteOpened e:
                    await OfPilot(e.Pilot, StoryKind.VoteOpened, fact.Entry.Actor);
                    break;
                case PilotVoteClosed e:
                    await OfPilot(e.Pilot, e.Accepted ? StoryKind.VoteCarried : StoryKind.VoteLost, null, null, FormattableString.Invariant($"{e.Cast}/{e.Asked}"));
                    break;
                case AcceptanceAgreed e:
                    await OfPilot(e.Pilot, StoryKind.Agreed, fact.Entry.Actor);
                    break;
            }
        }

        async ValueTask OfPilot(Id<Pilot> pilot, StoryKind kind, string? person, string? words = null, string? of = null)
        {
            if (await tables.Of<StoryPilotRow>().Find(fact.Site!, pilot.Value) is { } tries)
                Line(new Id<Change>(tries.Change), kind, person, words, of);
        }

        void Line(Id<Change> change, StoryKind kind, string? person, string? words, string? of = null, DateTimeOffset? at = null, long? position = null) =>
            tables.Of<StoryLineRow>().Put(new StoryLineRow
            {
                Change = change.Value,
                Log = fact.Entry.Log,
                Position = position ?? fact.Entry.Position,
                Kind = kind,
                Site = fact.Site,
                At = at ?? fact.At,
                Person = person,
                Words = words,
                Of = of,
            });
    }

    public static void List(Queries queries) =>
        queries.Add("/changes/{change}/story", "What happened to a change, oldest first, with the entries behind each line.", Rights.Everyone, Of);

    private static async Task<Ok<List<StoryLineRow>>> Of(string change, ViewsDb views, CancellationToken stop) => TypedResults.Ok(await Read(change, views, stop));

    internal static Task<List<StoryLineRow>> Read(string change, ViewsDb views, CancellationToken stop) => views.Set<StoryLineRow>().AsNoTracking()
        .Where(row => row.Change == change).OrderBy(row => row.At).ThenBy(row => row.Position).Take(Most).ToListAsync(stop);
}
