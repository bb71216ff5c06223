using Groundswell.Changes.Hearings;
using Groundswell.Changes.Policies;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Pilots;

/// <summary>What can be done with pilots, by whom, and what each decision reads. Much is for everybody at the site: there it is membership that counts.</summary>
internal static class PilotActs
{
    internal static readonly Rights Inviting = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.Facilitator, Role.SiteLead, Role.MesLeader);

    private static readonly Rights Stopping = Rights.Of(
        Role.Operator, Role.LineLead, Role.Supervisor, Role.MaterialsHandler, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead);

    public static IEnumerable<Type> Events =>
    [
        typeof(PilotGroupOpened), typeof(PilotVolunteered), typeof(PilotInvited), typeof(PilotJoined), typeof(PilotDeclined), typeof(PilotLeft),
        typeof(PilotPlanned), typeof(PilotPlanSigned), typeof(PilotStarted), typeof(OwnListSeen), typeof(PilotPaused), typeof(PilotResumed), typeof(PilotEnded),
        typeof(PilotVoteOpened), typeof(PilotVoteClosed), typeof(AcceptanceAgreed), typeof(BallotCast), typeof(BallotForgotten),
    ];

    public static void List(Acts acts)
    {
        Group(acts);
        Trying(acts);
        Voting(acts);
    }

    private static void Group(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.OpenPilotGroup, "Begin a pilot group for a change.", Inviting, async (open, read, circumstances) =>
            OpenPilotGroup.Decide(open, await read.Of(open.Pilot), await read.Shared(open.Change), circumstances).On(open.Pilot));
        acts.Add(() => json.VolunteerForPilot, "Offer oneself for a pilot group.", Rights.Everyone, async (volunteer, read, circumstances) =>
            VolunteerForPilot.Decide(volunteer, await read.Of(volunteer.Pilot), await Self(circumstances, read), circumstances).On(volunteer.Pilot));
        acts.Add(() => json.InviteToPilot, "Ask somebody who does the work into a pilot group.", Inviting, async (invite, read, _) =>
            InviteToPilot.Decide(invite, await read.Of(invite.Pilot), await read.Of(invite.Person)).On(invite.Pilot));
        acts.Add(() => json.JoinPilotGroup, "Accept, for oneself, to be in a pilot group.", Rights.Everyone, async (join, read, circumstances) =>
            JoinPilotGroup.Decide(join, await read.Of(join.Pilot), await Self(circumstances, read), circumstances).On(join.Pilot));
        acts.Add(() => json.DeclinePilot, "Say no to a pilot group.", Rights.Everyone, decline => decline.Pilot, DeclinePilot.Decide);
        acts.Add(() => json.LeavePilotGroup, "Leave a pilot group.", Rights.Everyone, leave => leave.Pilot, LeavePilotGroup.Decide);
    }

    private static void Trying(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.PlanPilot, "Say what a pilot group tries, where, when and by which rules.", Rights.Everyone, async (plan, read, circumstances) =>
        {
            var pilot = await read.Of(plan.Pilot);
            var centers = new List<WorkCenter>();
            foreach (var center in plan.Plan.WorkCenters)
                centers.Add(await read.Of(center));
            return PlanPilot.Decide(plan, pilot, await ChangeOf(pilot, read), centers, circumstances).On(plan.Pilot);
        });
        acts.Add(() => json.SignPilotPlan, "Sign, for Quality, what is tried, where and when.", Rights.Of(Role.QualityApprover), async (sign, read, circumstances) =>
        {
            var pilot = await read.Of(sign.Pilot);
            return SignPilotPlan.Decide(sign, pilot, await RevisionsOf(pilot, read), circumstances).On(sign.Pilot);
        });
        acts.Add(() => json.StartPilot, "Let the frozen revisions run on real orders, within the plan.", Rights.Everyone, async (start, read, circumstances) =>
        {
            var all = await Of(start.Pilot, start.Site, read);
            return StartPilot.Decide(
                start, all.Pilot, all.Change, all.Hearing, all.Members, all.Workers, all.Revisions, all.Runs, all.Materials, all.Site, circumstances)
                .On(start.Pilot);
        });
        acts.Add(() => json.ResumePilot, "Let a paused pilot go on.", Rights.Everyone, async (resume, read, circumstances) =>
        {
            var all = await Of(resume.Pilot, resume.Site, read);
            return ResumePilot.Decide(
                resume, all.Pilot, all.Change, all.Hearing, all.Members, all.Workers, all.Revisions, all.Runs, all.Materials, all.Site, circumstances)
                .On(resume.Pilot);
        });
        acts.Add(() => json.PausePilot, "Let no more orders get a pilot's revisions for now.", Stopping, async (pause, read, _) =>
        {
            var pilot = await read.Of(pause.Pilot);
            return PausePilot.Decide(pause, pilot, await RunsOf(await RevisionsOf(pilot, read), read)).On(pause.Pilot);
        });
        acts.Add(() => json.JudgePilot, "Judge a pilot by its rules.", Rights.OfProgram, async (judge, read, _) =>
        {
            var pilot = await read.Of(judge.Pilot);
            return JudgePilot.Decide(judge, pilot, await RunsOf(await RevisionsOf(pilot, read), read)).On(judge.Pilot);
        });
        acts.Add(() => json.EndPilot, "End a pilot.", Rights.Everyone, async (end, read, circumstances) =>
        {
            var pilot = await read.Of(end.Pilot);
            return EndPilot.Decide(end, pilot, await RunsOf(await RevisionsOf(pilot, read), read), circumstances).On(end.Pilot);
        });
        acts.Add(() => json.ReportOwnList, "Say that paper, or a list of one's own, is kept beside the system.", Rights.Everyone, report => report.Pilot, ReportOwnList.Decide);
    }

    private static void Voting(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(() => json.OpenVote, "Ask a pilot group whether it accepts what it has tried.", Rights.Everyone, async (open, read, circumstances) =>
        {
            var pilot = await read.Of(open.Pilot);
            return OpenVote.Decide(open, pilot, await ChangeOf(pilot, read), await Persons(pilot.Members, read), circumstances).On(open.Pilot);
        });
        acts.Add(() => json.CastBallot, "Say whether one accepts what the group has tried.", Rights.Everyone, async (cast, read, circumstances) =>
        {
            var id = Ballots.IdOf(cast.Pilot);
            return CastBallot.Decide(cast, await read.In(Logs.OfSite(cast.Site), cast.Pilot), await read.Of(id), circumstances).On(id);
        });
        acts.Add(() => json.ForgetBallot, "Have one's own ballot forgotten.", Rights.Everyone, forget => Ballots.IdOf(forget.Pilot), ForgetBallot.Decide);
        acts.Add(() => json.CloseVote, "Close a pilot group's vote and say what it came to.", Rights.Everyone, async (close, read, circumstances) =>
        {
            var pilot = await read.Of(close.Pilot);
            var ballots = await read.In(Logs.PeopleOfSite(close.Site), Ballots.IdOf(close.Pilot));
            return CloseVote.Decide(
                close, pilot, await ChangeOf(pilot, read), ballots, await read.Shared(ChangePolicy.OfEnterprise),
                await Persons(pilot.Vote?.Voters ?? [], read), circumstances).On(close.Pilot);
        });
        acts.Add(() => json.AgreeToAcceptance, "Agree, for Quality, with what a pilot group has accepted.", Rights.Of(Role.QualityApprover),
            async (agree, read, circumstances) =>
            {
                var pilot = await read.Of(agree.Pilot);
                return AgreeToAcceptance.Decide(agree, pilot, await RevisionsOf(pilot, read), circumstances).On(agree.Pilot);
            });
    }

    /// <summary>The frozen revisions that the plan names.</summary>
    internal static async ValueTask<IReadOnlyList<WorkMasterVersion>> RevisionsOf(Pilot pilot, Reading read)
    {
        var revisions = new List<WorkMasterVersion>();
        foreach (var revision in pilot.Plan?.Revisions ?? [])
            revisions.Add(await read.Shared(revision));
        return revisions;
    }

    private static async ValueTask<PilotInWhole> Of(Id<Pilot> id, string site, Reading read)
    {
        var pilot = await read.Of(id);
        var change = await ChangeOf(pilot, read);
        var revisions = await RevisionsOf(pilot, read);
        var materials = new List<MaterialDefinition>();
        foreach (var material in revisions.Select(revision => revision.Content.Makes.Material).Where(material => material.Value is not null))
            materials.Add(await read.Shared(material));
        return new PilotInWhole(
            pilot, change, pilot.Status == PilotStatus.Unknown ? Hearing.Unknown : await read.Of(Hearing.IdOf(pilot.Change)),
            await Persons(pilot.Members, read), await Persons(pilot.Plan?.People ?? [], read), revisions, await RunsOf(revisions, read), materials,
            await read.Shared(new Id<Site>(site)));
    }

    private static async ValueTask<IReadOnlyList<EffectiveVersion>> RunsOf(IReadOnlyList<WorkMasterVersion> revisions, Reading read)
    {
        var runs = new List<EffectiveVersion>();
        foreach (var master in revisions.Select(revision => revision.WorkMaster).Where(master => master.Value is not null).Distinct())
            runs.Add(await read.Of(EffectiveVersion.IdOf(master)));
        return runs;
    }

    internal static async ValueTask<IReadOnlyList<Person>> Persons(IEnumerable<string> ids, Reading read)
    {
        var persons = new List<Person>();
        foreach (var id in ids)
            persons.Add(await read.Of(new Id<Person>(id)));
        return persons;
    }

    private static ValueTask<Change> ChangeOf(Pilot pilot, Reading read) =>
        pilot.Status == PilotStatus.Unknown ? ValueTask.FromResult(Change.Unknown) : read.Shared(pilot.Change);

    private static ValueTask<Person> Self(Circumstances circumstances, Reading read) => read.Of(new Id<Person>(circumstances.Person));

    private sealed record PilotInWhole(
        Pilot Pilot, Change Change, Hearing Hearing, IReadOnlyList<Person> Members, IReadOnlyList<Person> Workers, IReadOnlyList<WorkMasterVersion> Revisions,
        IReadOnlyList<EffectiveVersion> Runs, IReadOnlyList<MaterialDefinition> Materials, Site Site);
}
