using Groundswell.Changes.Pilots;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Stories;

/// <summary>Changes as refusals tell of them: by their titles.</summary>
internal sealed class ChangeTitles(Views views) : IThingNames
{
    public IReadOnlyList<string> Called => ["Change", "Offer"];

    public Saying? Told(string id)
    {
        if (!views.Ready)
            return null;
        using var reading = views.Open();
        return Of(reading.Set<ChangeRow>().AsNoTracking().Where(row => row.Change == id).Select(row => row.Title).FirstOrDefault());
    }

    public static Saying? Of(string? title) => title is null ? null : Saying.Of("told.change", ("title", title));
}

/// <summary>Pilots have no name of their own: they are told by the change that they try.</summary>
internal sealed class PilotTitles(Views views) : IThingNames
{
    public IReadOnlyList<string> Called => ["Pilot"];

    public Saying? Told(string id)
    {
        if (!views.Ready)
            return null;
        using var reading = views.Open();
        return ChangeTitles.Of((
            from pilot in reading.Set<PilotRow>().AsNoTracking()
            join change in reading.Set<ChangeRow>().AsNoTracking() on pilot.Change equals change.Change
            where pilot.Pilot == id
            select change.Title).FirstOrDefault());
    }
}
