using System.Text.Json.Serialization;
using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Launches;
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

    public int Version => 1;

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
                ShapedAndLaunched();
                break;
        }

        void ShapedAndLaunched()
        {
            switch (fact.Event)
            {
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
                case ChangeGivenUp e:
                    Line(e.Change, StoryKind.GivenUp, fact.Entry.Actor, e.Reason);
                    break;
                case ChangeBroughtIn e:
                    Line(e.Change, StoryKind.BroughtIn, fact.Entry.Actor, null);
                    break;
                case LaunchAsked e:
                    Line(e.Change, StoryKind.LaunchAsked, e.Champion, null);
                    break;
                case StepLaunched e:
                    Line(e.Change, StoryKind.Launched, e.Champion, null, string.Join(", ", e.WorkCenters.Select(center => center.Value)));
                    break;
                case LaunchPaused e:
                    Line(e.Change, StoryKind.LaunchPaused, fact.Entry.Actor, e.Reason);
                    break;
                case LaunchResumed e:
                    Line(e.Change, StoryKind.LaunchResumed, e.Champion, e.Reason);
                    break;
                case LaunchWithdrawn e:
                    Line(e.Change, StoryKind.Withdrawn, fact.Entry.Actor, e.Reason);
                    break;
                case LaunchFellBack e:
                    Line(e.Change, StoryKind.FellBack, fact.Entry.Actor, null, string.Join(", ", e.Uncovered));
                    break;
                case VersionPushed { Change: { } change } e:
                    Line(new Id<Change>(change), StoryKind.Pushed, fact.Entry.Actor, e.Reason, e.Version.Value);
                    break;
            }
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

/// <summary>What a line of a change's story tells.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StoryKind>))]
public enum StoryKind
{
    Voice = 1,
    VoiceAccepted,
    Opened,
    Heard,
    MeasureNamed,
    MeasuresSigned,
    TakenUp,
    PutDown,
    ClassRaised,
    Frozen,
    Tried,
    Accepted,
    Reopened,
    GivenUp,
    BroughtIn,
    LaunchAsked,
    Launched,
    LaunchPaused,
    LaunchResumed,
    Withdrawn,
    FellBack,
    Pushed,
}

/// <summary>A line of a change's story.</summary>
public sealed class StoryLineRow
{
    public required string Change { get; init; }

    /// <summary>The entry that it tells of.</summary>
    public required string Log { get; init; }

    public required long Position { get; init; }
    public required StoryKind Kind { get; init; }

    /// <summary>Null: of all sites.</summary>
    public string? Site { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null where they are not to be named.</summary>
    public string? Person { get; init; }

    public string? Words { get; init; }

    /// <summary>What it is about: a function, what a voice says is the matter.</summary>
    public string? Of { get; init; }
}

/// <summary>A proposal, until it is known which change it came to.</summary>
public sealed class StoryProposalRow
{
    public required string Site { get; init; }
    public required string Proposal { get; init; }
    public string? Person { get; init; }
    public required ProposalAbout About { get; init; }
    public string? Words { get; init; }
    public required DateTimeOffset At { get; init; }
    public required long Position { get; init; }
}
