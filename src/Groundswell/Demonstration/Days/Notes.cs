using Groundswell.Deciding;
using Groundswell.Demonstration.Cast;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;

namespace Groundswell.Demonstration.Days;

/// <summary>Leaves a note to whoever comes next.</summary>
internal static class Notes
{
    private const int MostKept = 40;

    public static async Task Leave(PlantLife life, CastPerson by, HandOverKind kind, string workCenter, string text, string? job)
    {
        var id = life.NextId("HO");
        var answer = await life.Ask(by, new WriteHandOver(new(id), kind, new(workCenter), text, job is null ? null : new Id<Job>(job)));
        if (answer.Receipt is null)
            return;
        life.Shop.Notes.Add((id, workCenter, [.. life.Cast.People.Where(person => person.Id != by.Id).Select(person => person.Id)]));
        if (life.Shop.Notes.Count > MostKept)
            life.Shop.Notes.RemoveAt(0);
    }
}
