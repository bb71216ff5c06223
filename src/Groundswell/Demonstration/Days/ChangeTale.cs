using Groundswell.Changes.Champions;
using Groundswell.Changes.Hearings;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Proposals;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Changes.Variants;
using Groundswell.Deciding;
using Groundswell.Demonstration.Cast;
using Groundswell.Demonstration.Plants;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Demonstration.Days;

/// <summary>What a change of a routine is about, in people's words.</summary>
/// <param name="Step">The step that the proposal is on.</param>
/// <param name="Shaping">What the pilot group makes of the draft.</param>
/// <param name="Own">The plant adapts the core by it, for itself.</param>
internal sealed record TaleWords(
    string Change, ProposalAbout About, string Step, string Wrong, string Better, string Answer, string Title, string Gains, string Loses,
    IReadOnlyList<ContentChange> Shaping, bool Own = false);

/// <summary>A change of a routine, as the people of a plant carry it: from a proposal on a real step to a launch, act by act.</summary>
/// <remarks>Where an act is refused, the tale ends there: what came of it is told by the record.</remarks>
internal sealed class ChangeTale(PlantLife life, DemoRoutine routine, TaleWords words)
{
    private static readonly string[] AllShifts = ["E", "L", "N"];

    private readonly Id<Change> _change = new(words.Change);
    private readonly Id<Pilot> _pilot = new($"{words.Change}.1");

    private IReadOnlyList<CastPerson> Workers => life.Rounds.Workers;

    /// <summary>Who speaks for the change: known to the others, and asked by them.</summary>
    private CastPerson Champion => Workers[0];

    /// <summary>Who asks for what another plant has made better.</summary>
    private CastPerson Puller => Workers[^1];

    private CastPerson Lead => life.Cast.First(Duty.LineLead);

    private CastPerson Reviewer => life.Cast.First(Duty.QualityReviewer);

    private CastPerson Planner => life.Cast.First(Duty.Planner);

    private CastPerson Facilitator => life.Cast.First(Duty.Facilitator);

    private Id<WorkCenter> Center => new(life.Rounds.WorkCenter);

    private IReadOnlyList<CastPerson> Group => [.. Workers.Take(4), Reviewer];

    private Change Known => life.PeekShared(_change) ?? Change.Unknown;

    /// <summary>A proposal on a step of the job that was done last, and a change that answers it; shaped, heard, and tried from then on.</summary>
    public async Task<bool> Try()
    {
        while (life.Rounds.Last(routine) is null)
            await life.Timeline.For(TimeSpan.FromMinutes(30));
        var (job, by) = life.Rounds.Last(routine)!.Value;
        var proposal = new Id<Proposal>($"{words.Change}-V");
        return await Go(
        [
            (by, new Propose(proposal, words.About, Job: job, Step: words.Step, Wrong: words.Wrong, Better: words.Better)),
            .. Workers.Where(other => other.Id != by.Id).Take(2).Select(other => (other, (SiteCommand)new AddVoice(proposal, Same: true))),
            (Lead, words.Own
                ? (SiteCommand)new OpenVariant(_change, new Id<WorkMaster>(routine.Id).Version(1), words.Title, words.Wrong)
                : new OpenChange(_change, words.Title, words.Wrong, Proposals: [proposal.Value])),
            (Lead, new AcceptProposal(proposal, _change, words.Answer)),
            .. words.Own ? Array.Empty<(CastPerson, SiteCommand)>() : [(Lead, new OpenChangeDraft(_change, new(routine.Id), BasedOn: 1))],
            (Lead, new SayReach(_change, new ChangeReach([life.Site], [Center], [Function.Operations, Function.Quality]))),
            (Lead, new SayEffects(_change, [new ChangeEffect("All three shifts", words.Gains, words.Loses)])),
            (Lead, new SayBenefit(_change, Function.Operations, words.Gains, "Minutes lost before the first order")),
            (Reviewer, new SayBenefit(_change, Function.Quality, "What was looked at is in the record", "Rounds without a gap")),
            (Lead, new BringInChange(_change)),
            .. Hearing([Function.Operations, Function.Quality, Function.SupplyChain]),
            (Facilitator, new OpenPilotGroup(_pilot, _change)),
            .. Group.SelectMany(member => new (CastPerson, SiteCommand)[] { (Facilitator, new InviteToPilot(_pilot, new(member.Id))), (member, new JoinPilotGroup(_pilot)) }),
        ]) && await Shape() && await Start();
    }

    /// <summary>The group ends the trial, votes, and Quality approves what it has accepted.</summary>
    public async Task<bool> Accept()
    {
        var voted = await Go(
        [
            (Workers[1], new EndPilot(_pilot, "It has shown what it was to show.")),
            (Workers[1], new OpenVote(_pilot, life.Now.AddDays(3))),
            .. Group.Select(member => (member, (SiteCommand)new CastBallot(_pilot, Accepts: true))),
            (Workers[1], new CloseVote(_pilot)),
            (Facilitator, new TakeAcceptance(_change, _pilot)),
        ]);
        if (!voted)
            return false;
        foreach (var step in Founding.Approval(life.Cast, Known.Drafts[0].Version))
        {
            await Pause();
            if ((await life.Timeline.Ask(step.Command, step.Caller, step.Signatures)).Receipt is null)
                return false;
        }

        return true;
    }

    /// <summary>Peers name a champion, everybody is asked, the measures are signed; then the champion asks for the launch.</summary>
    public async Task<bool> Launch() => await Carry() && await Sign() && await Go(
    [
        .. Workers.Select((worker, i) => (worker, (SiteCommand)new SayOfChange(_change, i == 3 ? SayEffect.Neutral : SayEffect.Helps))),
        (Champion, new AskForLaunch(_change)),
        (Champion, new LaunchStep(_change, [Center])),
    ]);

    public Task<bool> Withdraw(string reason) => Go([(Lead, new WithdrawLaunch(_change, reason))]);

    /// <summary>At another plant: a champion there has read of it and asks for it. Its gate is red until the plant has done its own part.</summary>
    public async Task<bool> Pull() => await Go(
    [
        .. ComesForward(Puller, "They lose no time over it any more. We still do.", ["E", "L"]),
        (Puller, new TakeUpChange(_change)),
        (Puller, new BringInChange(_change)),
        (Lead, new SaySiteReach(_change, [Center], AllShifts)),
        (Lead, new ListAffected(_change, [.. Workers.Select(worker => new AffectedPerson(new(worker.Id), Center, null))])),
        .. Hearing([Function.Operations]),
        .. Workers.Take(2).Select(worker => (worker, (SiteCommand)new SayOfChange(_change, SayEffect.Helps))),
    ]) && await Finds();

    private Task<bool> Shape() => Go(
    [
        (Champion, new EditDraftTogether(_change, _pilot, Known.Drafts[0].Version, 1, words.Shaping)),
        (Workers[1], new FreezeRevision(_change, _pilot, Known.Drafts[0].Version, 2)),
    ]);

    private async Task<bool> Start()
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(life.Now, life.Zone).DateTime);
        var planned = await Go([(Champion, new PlanPilot(_pilot, new PilotPlan(
            [Known.Revisions[^1].Revision], [Center], [.. Workers.Select(worker => worker.Id)], today, today.AddDays(60),
            [
                new PilotRule("bad", PilotRuleKind.Stop, "More than one in ten goes wrong", "jobs >= 5 and yield < 0.9"),
                new PilotRule("lists", PilotRuleKind.Stop, "People go back to the sheet on the wall", "own_lists >= 3"),
                new PilotRule("enough", PilotRuleKind.Exit, "A hundred rounds went well", "jobs >= 100 and yield >= 0.98"),
            ])))]);
        var approver = life.Cast.First(Duty.QualityApprover);
        return planned
            && (!life.Plant.UnderGmp || await Signed(approver, new SignPilotPlan(_pilot)))
            && await Go([(Champion, new StartPilot(_pilot))]);
    }

    private async Task<bool> Carry() => await Go(
    [
        .. Workers.Skip(1).Take(3).Select(peer => (peer, (SiteCommand)new NominateChampions([new(Champion.Id)]))),
        .. ComesForward(Champion, null, null),
        (Champion, new TakeUpChange(_change)),
        (Lead, new SaySiteReach(_change, [Center], AllShifts)),
        (Lead, new ListAffected(_change, [.. Workers.Select(worker => new AffectedPerson(new(worker.Id), Center, null))])),
    ]) && await Finds();

    /// <summary>Somebody is there for the work center as a champion; they may have offered to be one before, or be one already.</summary>
    /// <param name="why">Why they volunteer; null: peers name them.</param>
    private IEnumerable<(CastPerson, SiteCommand)> ComesForward(CastPerson person, string? why, IReadOnlyList<string>? shifts)
    {
        var status = life.Peek(SiteChampions.OfSite)?.Of(new(person.Id))?.Status;
        if (why is not null && status is not (ChampionStatus.Named or ChampionStatus.Active))
            yield return (person, new VolunteerAsChampion(why));
        yield return (person, status == ChampionStatus.Active ? new ChangeChampionArea([Center], shifts) : new AcceptBeingChampion([Center], shifts));
    }

    private async Task<bool> Sign() =>
        await Signed(Lead, new SignKpis(_change, Function.Operations))
        && await Signed(Reviewer, new SignKpis(_change, Function.Quality))
        && await Signed(Planner, new SignKpis(_change, Function.SupplyChain));

    private IEnumerable<(CastPerson, SiteCommand)> Hearing(IEnumerable<Function> functions)
    {
        foreach (var function in functions)
        {
            var (heard, slows, kpi) = function switch
            {
                Function.Quality => (Reviewer, "Signatures of rounds that nobody has walked.", "Rounds without a gap"),
                Function.SupplyChain => (Planner, "The first order begins late and nobody knows why.", "Minutes to the first order"),
                _ => (Workers[1], words.Wrong, "Minutes of the routine"),
            };
            yield return (Facilitator, new RecordListeningSession(_change, function, [new Id<Person>(heard.Id)], slows, "You see the figures every Friday."));
            yield return (Facilitator, new NameKpi(
                _change, function, kpi, "From the record, a shift", function == Function.Quality ? KpiDirection.Higher : KpiDirection.Lower));
        }
    }

    private async Task<bool> Go(IEnumerable<(CastPerson By, SiteCommand Act)> acts)
    {
        foreach (var (by, act) in acts)
        {
            await Pause();
            if ((await life.Ask(by, act)).Receipt is null)
                return false;
        }

        return true;
    }

    private async Task<bool> Signed(CastPerson by, SiteCommand act)
    {
        await Pause();
        return (await life.Ask(by, act, null, Founding.Signs(by, SignatureMeaning.Approved))).Receipt is not null;
    }

    /// <summary>What the program does by itself within a minute, where its clock runs: it asks the record who works there.</summary>
    private async Task<bool> Finds()
    {
        await Pause();
        var workers = Workers.Select(worker => new AffectedPerson(new(worker.Id), Center, null)).ToList();
        return (await life.Timeline.Ask(new FindAffected(_change, workers) { Site = life.Site }, Founding.Program)).Receipt is not null;
    }

    private Task Pause() => life.Timeline.For(TimeSpan.FromMinutes(4));
}
