using Groundswell.Deciding;
using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Cast;
using Groundswell.Masters.Contents;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;

namespace Groundswell.Demonstration.Days;

/// <summary>What goes wrong at a step, and who is asked for help: the people whom one really turns to, where they are there.</summary>
internal sealed class Trouble(PlantLife life, CastPerson person, ShopJob job, Step step)
{
    private const int Tries = 8;

    private readonly Chance _chance = life.ChanceOf(person);

    public async Task MayCome(bool isNew)
    {
        var likely = 0.008 + 0.035 * (1 - person.Traits.Skill) + (isNew ? 0.1 * (1 - life.Stances.Of(person.Id)) : 0);
        if (!_chance.Is(likely))
            return;
        if (_chance.Is(0.25 + 0.75 * person.Traits.Candor))
            await Call(Subject(isNew));
        else
            await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(8, 25))); // muddles through
    }

    /// <summary>Waits until what is not as asked is released by who may; nobody goes on before.</summary>
    public async Task Released()
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (life.Peek(new Id<Job>(job.Id))?.OpenExceptions is not { Length: > 0 } open)
                return;
            await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(3, 15)));
            if (life.Shop.Present.Find(one => open[0].ReleasedBy.Contains(one.Role)) is { } releaser)
                await life.Ask(releaser, new ReleaseException(new(job.Id), open[0].Number, _chance.Of(Texts.Released)));
        }
    }

    private string Subject(bool isNew) => isNew && _chance.Is(0.7) ? "instruction" : step.Does switch
    {
        ConsumeMaterial => "material",
        CheckEquipment or RunTimer => "machine",
        EnterNumber => _chance.Of(["machine", "quality", "machine"]),
        _ => _chance.Of(life.Plant.HelpSubjects),
    };

    private async Task Call(string about)
    {
        var id = new Id<HelpCall>(life.NextId("HC"));
        var ties = life.Cast.Network.Calls(person.Id);
        var here = ties.Select(tie => (tie.Weight, Who: life.Shop.Present.Find(one => one.Id == tie.Person))).Where(tie => tie.Who is not null).ToList();
        var named = here.Count > 0 && _chance.Is(0.65) ? _chance.ByWeight(here, tie => tie.Weight).Who : null;
        var raised = await life.Ask(
            person, new RaiseHelpCall(id, about, new(job.WorkCenter), new(job.Id), step.Id, named?.Id, Said()), job.WorkUnit);
        if (raised.Receipt is null)
            return;
        var broken = about == "machine" && _chance.Is(0.4);
        if (broken)
            await life.Ask(person, new ChangePhase(new(job.Id), JobPhase.Breakdown, _chance.Of(Texts.Breakdowns)), job.WorkUnit);

        var helper = named ?? Duty(about) ?? (here.Count > 0 ? _chance.ByWeight(here, tie => tie.Weight).Who : null);
        var solved = helper is not null && await Help(id, helper, ties.Any(tie => tie.Person == helper.Id));
        if (broken)
            await life.Ask(person, new ChangePhase(new(job.Id), JobPhase.Run), job.WorkUnit);
        await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(0.5, 3)));
        await life.Ask(person, new CloseHelpCall(id, solved), job.WorkUnit);
    }

    private async Task<bool> Help(Id<HelpCall> call, CastPerson helper, bool close)
    {
        await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(1, 6) + 10 * (1 - helper.Traits.Warmth)));
        var duty = helper.Duty is Cast.Duty.LineLead or Cast.Duty.Supervisor or Cast.Duty.Maintenance;
        if ((await life.Ask(helper, new TakeHelpCall(call, duty && !close ? Answering.OnDuty : Answering.OwnAccord))).Receipt is null)
        {
            // Somebody else has taken it, somebody real perhaps.
            await life.Timeline.For(TimeSpan.FromMinutes(20));
            return true;
        }

        await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(3, 10) + 8 * (1 - helper.Traits.Skill)));
        if (_chance.Is(0.04) && life.Shop.Here(Cast.Duty.LineLead) is { } lead && lead != helper)
        {
            await life.Ask(helper, new GiveBackHelpCall(call, "needed elsewhere"));
            await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(2, 9)));
            await life.Ask(lead, new TakeHelpCall(call, Answering.OnDuty));
            await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(3, 9)));
            helper = lead;
        }

        var solved = _chance.Is(0.35 + 0.6 * helper.Traits.Skill);
        await life.Ask(helper, new AnswerHelpCall(call, solved, solved && _chance.Is(0.6) ? _chance.Of(Texts.Helped) : null));
        return solved;
    }

    /// <summary>Whose job it is on this shift.</summary>
    private CastPerson? Duty(string about) => about switch
    {
        "machine" => life.Shop.Here(Cast.Duty.Maintenance),
        "material" => life.Shop.Here(Cast.Duty.MaterialsHandler),
        "quality" => life.Shop.Here(Cast.Duty.QualityReviewer),
        _ => null,
    } ?? life.Shop.Present.Find(one => one.Duty == Cast.Duty.LineLead && one.WorkCenters.Contains(job.WorkCenter)) ?? life.Shop.Here(Cast.Duty.Supervisor);

    private string? Said() => _chance.Of(Texts.Called) is { Length: > 0 } said ? said : null;
}
