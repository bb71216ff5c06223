using System.Text.Json;
using Groundswell.Influence.Layers;
using Groundswell.Projecting;
using Groundswell.Record.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Nominations;

/// <summary>Opens nominations for as long as it takes to make the network of them.</summary>
public sealed class NominationReading(Sealer sealer)
{
    /// <summary>Each person who named another, as contacts from who is named to who named them. What was forgotten is not there.</summary>
    public async Task<List<Shown>> Ties(ViewsDb views, string site, DateTimeOffset since, CancellationToken stop)
    {
        var ties = new List<Shown>();
        foreach (var row in await views.Set<NominationRow>().AsNoTracking().Where(row => row.Site == site && row.At >= since).ToListAsync(stop))
        {
            if (await Open(row, stop) is { } named)
                ties.AddRange(named.AsksFirst.Union(named.Believes).Select(person => new Shown(Layer.Nomination, person, row.GivenBy, row.At, "", 1, "")));
        }

        return ties;
    }

    /// <summary>What somebody said themselves in the quarter that this nomination is of.</summary>
    public async Task<Named?> Own(ViewsDb views, string site, string nomination, CancellationToken stop) =>
        await views.Set<NominationRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Nomination == nomination, stop) is { } row
            ? await Open(row, stop)
            : null;

    private async Task<Named?> Open(NominationRow row, CancellationToken stop) =>
        await sealer.Open(JsonSerializer.Deserialize(row.Names, NominationJson.Default.Sealed)!, NominationJson.Default.Named, stop) is OpenedValue<Named>(var named)
            ? named
            : null;
}
