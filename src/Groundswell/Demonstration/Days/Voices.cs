using Groundswell.Changes.Champions;
using Groundswell.Changes.Proposals;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Cast;
using Groundswell.Work.Jobs;

namespace Groundswell.Demonstration.Days;

/// <summary>What people say of their work: proposals from real steps, voices to them, answers that come or don't, and champions.</summary>
internal sealed class Voices(PlantLife life, Chance chance)
{
    private const int MostOpen = 12;

    private static readonly (ProposalAbout About, string Wrong, string Better)[] Said =
    [
        (ProposalAbout.Slow, "We walk to the other bench for this every time.", "Put it next to the unit."),
        (ProposalAbout.Unclear, "New people read this the other way round.", "A picture would do."),
        (ProposalAbout.Quality, "Values at the edge come from cold instruments.", "Let it warm up, and say so in the step."),
        (ProposalAbout.NotPossible, "With one person this can't be held and read.", "Two people, or a stand."),
        (ProposalAbout.Better, "We write this twice.", "Take it from the scale."),
        (ProposalAbout.Unsafe, "One reaches across the belt for it.", "Turn the holder round."),
    ];

    private static readonly string[] Refusals = ["The drawing asks for it; I have asked the customer.", "We tried it in spring and it was slower. The figures are on the board."];

    private readonly List<(Id<Proposal> Id, string By, (ProposalAbout About, string Wrong, string Better) Said, DateTimeOffset AnswerAt)> _open = [];
    private readonly List<Id<Change>> _changes = [];
    private readonly HashSet<string> _champions = [];

    public async Task Run()
    {
        while (true)
        {
            await life.Timeline.For(TimeSpan.FromMinutes(chance.Between(240, 700)));
            await Volunteer();
            if (_open.Count < MostOpen)
                await Propose();
            await Answer();
        }
    }

    private IReadOnlyList<CastPerson> Workers => [.. life.Shop.Present.Where(person => person.Duty == Duty.Operator)];

    /// <summary>One at each work center and crew, sooner or later; somewhere there is nobody yet.</summary>
    private async Task Volunteer()
    {
        if (Workers is not { Count: > 0 } workers || chance.Of(workers) is not { WorkCenters: [var center, ..], Crew: { } crew } person
            || center == life.Plant.WorkCenters[^1].Id || !_champions.Add($"{center} {crew}"))
            return;
        // Some have offered to already, when they were asked whether they take part.
        if (await life.Ask(person, new VolunteerAsChampion()) is { Receipt: not null } or { Refusal: ChampionNamedAlready })
            await life.Ask(person, new AcceptBeingChampion([new(center)]));
    }

    private async Task Propose()
    {
        var running = life.Shop.Jobs.Where(job => job is { Busy: true, Ended: false, WorkUnit: not null }).ToList();
        if (running.Count == 0 || Workers is not { Count: > 3 } workers)
            return;
        var job = chance.Of(running);
        var by = chance.Of(workers);
        var said = chance.Of(Said);
        var id = new Id<Proposal>(life.NextId("V"));
        var step = life.Peek(new Id<Job>(job.Id)) is { } known && life.Version(known.Version)?.Content.Operations.FirstOrDefault(one => one.Id == known.Operation) is { } operation
            ? chance.Of([.. operation.Steps]).Id
            : null;
        var propose = new Propose(id, said.About, Job: new Id<Job>(job.Id), Step: step, Wrong: said.Wrong, Better: said.Better, AsSomeone: chance.Is(0.2));
        if ((await life.Ask(by, propose, job.WorkUnit)).Receipt is null)
            return;
        _open.Add((id, by.Id, said, life.Now.AddDays(chance.Between(0.5, 9))));
        // Whose word one believes one looks at, and says the same more often.
        foreach (var other in workers.Where(other => other.Id != by.Id))
        {
            var believes = life.Cast.Network.Believes(other.Id).Any(tie => tie.Person == by.Id);
            if (chance.Is(believes ? 0.7 : 0.06))
                await life.Ask(other, new AddVoice(id, chance.Is(believes ? 0.9 : 0.6)));
        }
    }

    private async Task Answer()
    {
        if (life.Shop.Here(Duty.LineLead) is not { } lead)
            return;
        foreach (var open in _open.Where(open => open.AnswerAt <= life.Now && open.By != lead.Id).ToList())
        {
            _open.Remove(open);
            if (chance.Is(0.3))
            {
                await life.Ask(lead, new RefuseProposal(open.Id, chance.Of(Refusals)));
                continue;
            }

            if (_changes.Count == 0 || chance.Is(0.4))
            {
                var change = new Id<Change>(life.NextId("C"));
                if ((await life.Ask(lead, new OpenChange(change, open.Said.Better, open.Said.Wrong, Proposals: [open.Id.Value]))).Receipt is null)
                    continue;
                _changes.Add(change);
            }

            await life.Ask(lead, new AcceptProposal(open.Id, chance.Of(_changes), "You are right. We shape it together."));
        }
    }
}
