using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Standings;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Work.Orders;

namespace Groundswell.Influence.Owning;

/// <summary>Reads what is read of the one who asks. It takes no person: there is no asking for another.</summary>
public sealed class OwnReading(InfluenceReading reading, NominationReading nominations, States states, ISites sites, ViewsDb views, Journal journal, TimeProvider time)
{
    private const int MostEntries = 50;

    public async Task<OwnInfluence> Of(Caller caller, string site, CancellationToken stop)
    {
        var person = caller.Person;
        // Their own standing is read where it is recorded: what they have just said holds at once.
        var standing = await new Reading(states, Logs.PeopleOfSite(site), stop).Of(Standing.Of(person));
        var read = await reading.Of(site, stop);
        var zone = (await sites.Find(site, stop))?.TimeZone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        var named = await nominations.Own(views, site, Nomination.Of(person, today).Value, stop);
        var takesPart = read.Policy.IsOn && standing.TakingPart == TakingPart.In;
        return new OwnInfluence(
            standing.TakingPart, read.Evidence.People.Any(one => one.Id == person && one.Volunteers), standing.ForgottenUpTo, read.Policy.Version, read.Policy.IsOn,
            takesPart ? [.. Ties(read, standing, person)] : [],
            takesPart && read.OfThoseTakingPart.Find(person) >= 0 ? Bands.Of(read, person) : null,
            takesPart && read.Evidence.Contacts.Where(one => one.Layer == Layer.Nomination && one.From == person).Select(one => one.To).Distinct().Count() >= 3,
            named);
    }

    /// <summary>An entry behind one of one's own ties, whole: for the two whom it joins, and for nobody else.</summary>
    /// <returns>Null where there is no such entry behind a tie of theirs.</returns>
    public async Task<RecordedEntry?> EntryOf(Caller caller, string site, string asked, CancellationToken stop)
    {
        if (!long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return null;
        var standing = await new Reading(states, Logs.PeopleOfSite(site), stop).Of(Standing.Of(caller.Person));
        var read = await reading.Of(site, stop);
        if (!read.Policy.IsOn || standing.TakingPart != TakingPart.In || !Ties(read, standing, caller.Person).Any(tie => tie.Entries.Contains(position)))
            return null;
        await foreach (var entries in journal.ReadLog(Logs.OfSite(site), position, 1, stop))
            return entries is [var entry, ..] ? RecordedEntry.Of(entry) : null;
        return null;
    }

    // Nominations are not among them: whoever names somebody is not told on.
    private static IEnumerable<OwnTie> Ties(SiteReading read, Standing standing, string person)
    {
        var others = read.Evidence.People.Where(one => one.TakesPart && one.Id != person).ToDictionary(one => one.Id, one => one.ForgottenUpTo);
        return
            from one in read.Evidence.Contacts
            where one.Layer is not (Layer.Nomination or Layer.Work)
            let outward = one.From == person
            where outward || one.To == person
            let with = outward ? one.To : one.From
            where others.ContainsKey(with) && !(standing.ForgottenUpTo >= one.At) && !(others[with] >= one.At)
            group one by (with, one.Layer, outward) into tie
            let last = tie.Max(one => one.At)
            orderby last descending, tie.Key.with
            select new OwnTie(
                tie.Key.with, tie.Key.Layer, tie.Key.outward, tie.Count(), last,
                [
                    .. tie.OrderByDescending(one => one.At).SelectMany(one => one.Entries.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Take(MostEntries)
                        .Select(position => long.Parse(position, CultureInfo.InvariantCulture)),
                ]);
    }
}
