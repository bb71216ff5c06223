using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Standings;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence;

/// <summary>A site's network as the policy lets it be read at this moment.</summary>
/// <param name="Evidence">Of everybody, nominations as far as they count; what of it may be looked at, the two networks have left.</param>
/// <param name="OfThoseTakingPart">For anything that is told of a person, to themselves or as a suggestion.</param>
/// <param name="OfGroups">For figures of groups.</param>
/// <param name="Learned">What layers are worth by whom people named; null where too few have, or the policy does not ask for it.</param>
public sealed record SiteReading(
    string Site, InfluencePolicy Policy, SiteEvidence Evidence, SiteNetwork OfThoseTakingPart, SiteNetwork OfGroups, LearnedWorth? Learned = null)
{
    public InfluenceRules Rules => Policy.Content.Rules;

    public int Least => Math.Max(InfluenceRules.LeastGroup, Policy.Content.LeastGroup);

    /// <summary>Whose ties figures of groups are made of.</summary>
    public bool IsCounted(SitePerson person) => Counts(Policy.Content.GroupsOf, person);

    internal static bool Counts(GroupsOf of, SitePerson person) => !person.Objects && (of == GroupsOf.AllNotObjecting || person.TakesPart);
}

/// <summary>Reads a site's network anew each time: whoever pauses, leaves or has their ties deleted is out of it with the next look.</summary>
public sealed class InfluenceReading(ViewsDb views, States states, NominationReading nominations, TimeProvider time)
{
    public ValueTask<InfluencePolicy> Policy(string site, CancellationToken stop) => new Reading(states, Logs.OfSite(site), stop).Of(InfluencePolicy.OfSite);

    public async Task<SiteReading> Of(string site, CancellationToken stop)
    {
        var policy = await Policy(site, stop);
        var (now, rules) = (time.GetUtcNow(), policy.Content.Rules);
        var since = now - rules.Retention;
        var evidence = await views.Evidence(site, since, now, stop);
        var standings = await views.Set<StandingRow>().AsNoTracking().Where(row => row.Site == site).ToDictionaryAsync(row => row.Person, stop);
        var volunteers = (await views.Set<VolunteerRow>().AsNoTracking().Where(row => row.Site == site).Select(row => row.Person).ToListAsync(stop)).ToHashSet();
        evidence = evidence with
        {
            People = [.. evidence.People.Select(person => With(person, standings.GetValueOrDefault(person.Id), volunteers.Contains(person.Id)))],
            Contacts = policy.IsOn ? [.. evidence.Contacts, .. await nominations.Counted(views, site, policy, since, now, stop)] : [.. evidence.Contacts.Where(one => one.Layer == Layer.Work)],
        };
        var named = evidence.Contacts.Where(one => one.Layer == Layer.Nomination).ToList();
        var taking = SiteNetwork.Of(evidence, rules, person => person.TakesPart);
        var groups = SiteNetwork.Of(evidence, rules, person => SiteReading.Counts(policy.Content.GroupsOf, person));
        var learned = policy is { IsOn: true, Content.LearnsWorth: true } ? LearnedWorth.Of(taking, named, rules.Worth) : null;
        return learned is { Holds: true }
            ? new SiteReading(site, policy, evidence, ByLearned(taking), ByLearned(groups), learned)
            : new SiteReading(site, policy, evidence, taking, groups, learned);

        SiteNetwork ByLearned(SiteNetwork network) => network.Worth(learned.Worth, (double)rules.Worth.GetValueOrDefault(Layer.Nomination));
    }

    private static SitePerson With(SitePerson person, StandingRow? row, bool volunteers) => person with
    {
        TakesPart = row?.TakingPart == TakingPart.In,
        Objects = row?.TakingPart is TakingPart.Objecting or TakingPart.Paused,
        ForgottenUpTo = row?.ForgottenUpTo,
        Volunteers = volunteers || row?.Volunteers == true,
    };
}
