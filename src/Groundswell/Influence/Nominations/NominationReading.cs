using System.Text.Json;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Standings;
using Groundswell.Projecting;
using Groundswell.Record.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Nominations;

/// <summary>Opens nominations for as long as it takes to make the network of them.</summary>
public sealed class NominationReading(Sealer sealer)
{
    /// <summary>Those that count in the network now, as contacts from who is named to who named them, block by block.</summary>
    /// <param name="people">Everybody of the site.</param>
    /// <param name="since">What is older is not kept any longer, and its block with it: what was in it waits to be counted again until it is destroyed.</param>
    public async Task<List<NominationBlock>> Counted(
        ViewsDb views, string site, InfluencePolicy policy, IEnumerable<SitePerson> people, DateTimeOffset since, DateTimeOffset now, CancellationToken stop)
    {
        var answers = Answered.Of(
            await views.Set<AnsweredRow>().AsNoTracking().Where(row => row.Site == site).ToListAsync(stop), await views.Set<TookPartRow>().AsNoTracking().Where(row => row.Site == site).ToListAsync(stop));
        var rows = await views.Set<NominationRow>().AsNoTracking().Where(row => row.Site == site).ToDictionaryAsync(row => row.Position, stop);
        var there = people.ToDictionary(person => person.Id, StringComparer.Ordinal);
        var counted = new List<NominationBlock>();
        foreach (var block in CountedNominations.Of(answers, now, policy.LeastAt))
        {
            var ties = new List<Shown>();
            // Whole or not at all: with one who is not here, takes part no longer or had their ties deleted the others would be fewer than five.
            var whole = block.All(answer => rows.TryGetValue(answer.Id, out var row) && row.At >= since
                && there.GetValueOrDefault(answer.Person) is { TakesPart: true } person && !(person.ForgottenUpTo >= row.At));
            foreach (var answer in whole ? block : [])
            {
                if (await Open(rows[answer.Id], stop) is { } named)
                    ties.AddRange(TiesOf(rows[answer.Id], named));
                else
                    whole = false;
            }

            if (whole)
                counted.Add(new NominationBlock([.. block.Select(answer => answer.Person).Distinct(StringComparer.Ordinal)], ties));
        }

        return counted;
    }

    /// <summary>Each person who named another, as contacts from who is named to who named them, whether they count or not. What was forgotten is not there.</summary>
    public async Task<List<Shown>> Ties(ViewsDb views, string site, DateTimeOffset since, CancellationToken stop)
    {
        var ties = new List<Shown>();
        foreach (var row in await views.Set<NominationRow>().AsNoTracking().Where(row => row.Site == site && row.At >= since).ToListAsync(stop))
        {
            if (await Open(row, stop) is { } named)
                ties.AddRange(TiesOf(row, named));
        }

        return ties;
    }

    /// <summary>What somebody said themselves in the quarter that this nomination is of.</summary>
    public async Task<Named?> Own(ViewsDb views, string site, string nomination, CancellationToken stop) =>
        await views.Set<NominationRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Site == site && row.Nomination == nomination, stop) is { } row
            ? await Open(row, stop)
            : null;

    private static IEnumerable<Shown> TiesOf(NominationRow row, Named named) =>
        named.AsksFirst.Union(named.Believes).Select(person => new Shown(Layer.Nomination, person, row.GivenBy, row.At, "", 1, ""));

    private async Task<Named?> Open(NominationRow row, CancellationToken stop) =>
        await sealer.Open(JsonSerializer.Deserialize(row.Names, NominationJson.Default.Sealed)!, NominationJson.Default.Named, stop) is OpenedValue<Named>(var named)
            ? named
            : null;
}

/// <summary>Answers that count together: all of them, or none.</summary>
/// <param name="Answerers">Five at least, who take part.</param>
/// <param name="Ties">From who is named to who named them.</param>
public sealed record NominationBlock(IReadOnlyList<string> Answerers, IReadOnlyList<Shown> Ties)
{
    /// <summary>
    /// Whether it may be in a figure of groups: all who answered are told of in the same group. A figure of a group would otherwise rest on the answers of fewer than five of it, or change by so few from one look
    /// to the next.
    /// </summary>
    public bool IsIn(MayBeTold told) => told.Cells.Any(cell => Answerers.All(cell.Members.Contains));
}
