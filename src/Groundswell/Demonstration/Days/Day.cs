using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Cast;
using Groundswell.People.Attendances;
using Groundswell.Work.Calls;

namespace Groundswell.Demonstration.Days;

/// <summary>One person's days: they come, do what there is to do for them, and go.</summary>
internal sealed class Day(PlantLife life, CastPerson person)
{
    private const double Ill = 0.03;

    private readonly Chance _chance = life.ChanceOf(person);

    public async Task Run()
    {
        // Who is in the middle of a shift when a run begins is there at once.
        if (life.Shifts.At(person, life.Now) is { } running)
            await Shift(running);
        for (var after = life.Now; ;)
        {
            var shift = life.Shifts.Next(person, after);
            after = shift.Start;
            await life.Timeline.Until(shift.Start - TimeSpan.FromMinutes(_chance.Between(1, 9)));
            if (!_chance.Is(Ill))
                await Shift(shift);
        }
    }

    private async Task Shift(ShiftOfDay shift)
    {
        await life.Ask(person, new Arrive(shift.Date, shift.Code));
        life.Shop.Present.Add(person);
        await ReadNotes();
        if (person.Works)
        {
            await Work(shift);
        }
        else
        {
            await life.Timeline.Until(shift.End - TimeSpan.FromMinutes(_chance.Between(5, 20)));
            if (person.Duty == Duty.LineLead)
                await HandOver(shift);
            await life.Timeline.Until(shift.End + TimeSpan.FromMinutes(_chance.Between(0, 6)));
        }

        life.Shop.Present.Remove(person);
        await life.Ask(person, new Depart(shift.Date, shift.Code));
    }

    private async Task Work(ShiftOfDay shift)
    {
        var last = shift.End - TimeSpan.FromMinutes(12);
        var breakAt = shift.Start + TimeSpan.FromMinutes(_chance.Between(200, 260));
        while (life.Now < last)
        {
            if (life.Now >= breakAt && breakAt < last)
            {
                breakAt = last;
                await life.Timeline.For(TimeSpan.FromMinutes(30));
                continue;
            }

            if (life.Shop.NextFor(person, life.Now) is not var (job, unit))
            {
                await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(3, 9)));
                continue;
            }

            await new JobWork(life, person, job, unit).Run(last);
            await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(1, 5)));
        }
    }

    /// <summary>What the crew before has left here.</summary>
    private async Task ReadNotes()
    {
        foreach (var note in life.Shop.Notes.Where(note => note.WorkCenter == person.WorkCenters[0] && note.Unread.Remove(person.Id)).Take(3).ToList())
        {
            await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(0.5, 2)));
            await life.Ask(person, new ReadHandOver(new(note.HandOver)));
        }
    }

    private async Task HandOver(ShiftOfDay shift)
    {
        var open = life.Shop.Jobs.Count(job => person.WorkCenters.Contains(job.WorkCenter) && job.WorkUnit is not null && !job.Ended);
        var text = FormattableString.Invariant($"Shift {shift.Code}: {open} jobs under way. {_chance.Of(Texts.ShiftNotes)}");
        await Notes.Leave(life, person, HandOverKind.Shift, person.WorkCenters[0], text, null);
    }
}
