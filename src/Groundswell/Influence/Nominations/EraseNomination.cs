using System.Globalization;
using System.Runtime.CompilerServices;
using Groundswell.Deciding;
using Groundswell.Influence.Policies;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Nominations;

/// <summary>Destroy a nomination whose time is over. The program does it; nobody has to ask.</summary>
public sealed record EraseNomination(Id<Nomination> Nomination) : PeopleCommand
{
    public static Decision Decide(EraseNomination erase, Nomination nomination, InfluencePolicy policy, Circumstances circumstances)
    {
        if (!nomination.Stands)
            return new NoNomination();
        return circumstances.Now < nomination.GivenAt + policy.Content.Rules.Retention
            ? new NominationStillKept(policy.Content.RetentionInDays)
            : new NominationForgotten(nomination.Id, nomination.Keys, policy.Content.RetentionInDays);
    }
}

/// <summary>The time for which it is kept is not over.</summary>
public sealed record NominationStillKept(int Days) : Refusal("influence.nomination-still-kept");

/// <summary>Nominations that are older than their site keeps them, whether it is switched on or off.</summary>
public sealed class NominationsToErase : IFallsDue
{
    private const int Most = 1_000;

    public async IAsyncEnumerable<Command> At(DateTimeOffset now, IServiceProvider services, [EnumeratorCancellation] CancellationToken stop)
    {
        var (rows, states) = (services.GetRequiredService<ViewsDb>().Set<NominationRow>().AsNoTracking(), services.GetRequiredService<States>());
        foreach (var site in await rows.Select(row => row.Site).Distinct().OrderBy(site => site).ToListAsync(stop))
        {
            var until = now - (await new Reading(states, Logs.OfSite(site), stop).Of(InfluencePolicy.OfSite)).Content.Rules.Retention;
            foreach (var row in await rows.Where(row => row.Site == site && row.At <= until).OrderBy(row => row.At).Take(Most).ToListAsync(stop))
            {
                yield return new EraseNomination(new Id<Nomination>(row.Nomination))
                {
                    Site = site,
                    Id = DueCommand.IdOf("nomination to erase", site, row.Nomination, row.At.ToString("O", CultureInfo.InvariantCulture)),
                };
            }
        }
    }
}
