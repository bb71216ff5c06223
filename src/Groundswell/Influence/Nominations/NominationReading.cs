using System.Text.Json;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Policies;
using Groundswell.Projecting;
using Groundswell.Record.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Nominations;

/// <summary>Opens nominations for as long as it takes to make the network of them.</summary>
public sealed class NominationReading(Sealer sealer)
{
    /// <summary>Those that count in the network now, as contacts from who is named to who named them.</summary>
    /// <param name="since">What is older is not kept any longer, and its block with it.</param>
    public async Task<List<Shown>> Counted(ViewsDb views, string site, InfluencePolicy policy, DateTimeOffset since, DateTimeOffset now, CancellationToken stop)
    {
        var answers = await views.Set<AnsweredRow>().AsNoTracking().Where(row => row.Site == site)
            .Select(row => new Answered(row.Position, row.GivenBy, row.Group, row.At, row.Until)).ToListAsync(stop);
        return await Ties(views, site, DateTimeOffset.MinValue, CountedNominations.Of(answers, since, now, policy.LeastAt), stop);
    }

    /// <summary>Each person who named another, as contacts from who is named to who named them. What was forgotten is not there.</summary>
    /// <param name="only">Of these answers; null: of all.</param>
    public async Task<List<Shown>> Ties(ViewsDb views, string site, DateTimeOffset since, IReadOnlySet<long>? only, CancellationToken stop)
    {
        var ties = new List<Shown>();
        foreach (var row in await views.Set<NominationRow>().AsNoTracking().Where(row => row.Site == site && row.At >= since).ToListAsync(stop))
        {
            if (only?.Contains(row.Position) != false && await Open(row, stop) is { } named)
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
