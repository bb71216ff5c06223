using Groundswell.Deciding;
using Groundswell.Influence.Policies;

namespace Groundswell.Influence.Disclosures;

/// <summary>What of a site's groups may be told: the answer of the door, which has recorded the look.</summary>
/// <param name="Cells">Those something may be told of.</param>
/// <param name="Withheld">Those nothing may be told of, because it would tell something of a few people.</param>
public sealed record MayBeTold(IReadOnlyList<Cell> Cells, IReadOnlyList<Cell> Withheld, Refusal? Refusal)
{
    public bool Has(string person) => Cells.Any(cell => cell.Members.Contains(person));
}

/// <summary>Records a look before anything is told. There is no way to what is read of groups that goes round it.</summary>
public sealed class Looking(Door door, States states, ISites sites, TimeProvider time)
{
    /// <summary>Somebody else may have been told something in between: then it is asked again with what they know.</summary>
    private const int Tries = 3;

    /// <param name="groups">Each person's group: how they are cut is not up to whoever asks.</param>
    public async Task<MayBeTold> At(
        string site, LookedAt what, string purpose, IEnumerable<(string Person, string Group)> groups, Caller caller, CancellationToken stop, string? about = null)
    {
        var policy = await new Reading(states, Logs.OfSite(site), stop).Of(InfluencePolicy.OfSite);
        var least = Math.Max(InfluenceRules.LeastGroup, policy.Content.LeastGroup);
        var cells = Partition.Of(groups, least);
        for (var attempt = 1; ; attempt++)
        {
            var told = await Before(site, what, stop);
            var withheld = Differencing.Withheld(told, cells, least);
            IReadOnlyList<Cell> open = [.. cells.Except(withheld)];
            var look = new RecordLook(what, purpose, open, withheld.Count, about) { Id = Guid.CreateVersion7(), Site = site };
            var answer = await door.Take(look, caller with { Vouched = true }, stop);
            if (answer.Refusal is not WouldTellOfFew || attempt == Tries)
                return answer.Refusal is { } refusal ? new MayBeTold([], cells, refusal) : new MayBeTold(open, withheld, null);
        }
    }

    /// <summary>What was told in this quarter and the one before.</summary>
    private async Task<List<IReadOnlyList<Cell>>> Before(string site, LookedAt what, CancellationToken stop)
    {
        var read = new Reading(states, Logs.PeopleOfSite(site), stop);
        var zone = (await sites.Find(site, stop))?.TimeZone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        return [.. (await read.Of(Told.Of(what, today.AddMonths(-3)))).Partitions, .. (await read.Of(Told.Of(what, today))).Partitions];
    }
}
