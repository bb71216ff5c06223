using Groundswell.Deciding;
using Groundswell.Influence.Disclosures;
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
    /// <summary>Nominations that count, block by block; all of them are in <see cref="Evidence"/> as well.</summary>
    public IReadOnlyList<NominationBlock> Blocks { get; init; } = [];

    public InfluenceRules Rules => Policy.Content.Rules;

    public int Least => Math.Max(InfluenceRules.LeastGroup, Policy.Content.LeastGroup);

    /// <summary>Whose ties figures of groups are made of.</summary>
    public bool IsCounted(SitePerson person) => Counts(Policy.Content.GroupsOf, person);

    /// <summary>The same for figures of the groups that may be told of: with the nominations that may be in one of them, and no others. What layers are worth is the whole site's, and stays.</summary>
    public SiteReading Within(MayBeTold told) => Blocks.All(block => block.IsIn(told)) ? this : Of(Site, Policy, Evidence, [.. Blocks.Where(block => block.IsIn(told))], (_, _) => Learned);

    /// <param name="evidence">With or without nominations: those of the blocks are taken.</param>
    /// <param name="learn">What layers are worth, by the network of those who take part.</param>
    internal static SiteReading Of(string site, InfluencePolicy policy, SiteEvidence evidence, IReadOnlyList<NominationBlock> blocks, Func<SiteEvidence, SiteNetwork, LearnedWorth?> learn)
    {
        var rules = policy.Content.Rules;
        evidence = evidence with { Contacts = [.. evidence.Contacts.Where(one => one.Layer != Layer.Nomination), .. blocks.SelectMany(block => block.Ties)] };
        var taking = SiteNetwork.Of(evidence, rules, person => person.TakesPart);
        var groups = SiteNetwork.Of(evidence, rules, person => Counts(policy.Content.GroupsOf, person));
        var learned = learn(evidence, taking);
        return learned is { Holds: true }
            ? new SiteReading(site, policy, evidence, ByLearned(taking), ByLearned(groups), learned) { Blocks = blocks }
            : new SiteReading(site, policy, evidence, taking, groups, learned) { Blocks = blocks };

        SiteNetwork ByLearned(SiteNetwork network) => network.Worth(learned.Worth, (double)rules.Worth.GetValueOrDefault(Layer.Nomination));
    }

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
            Contacts = policy.IsOn ? evidence.Contacts : [.. evidence.Contacts.Where(one => one.Layer == Layer.Work)],
        };
        var blocks = policy.IsOn ? await nominations.Counted(views, site, policy, evidence.People, since, now, stop) : [];
        return SiteReading.Of(
            site, policy, evidence, blocks,
            (counted, taking) => policy is { IsOn: true, Content.LearnsWorth: true } ? LearnedWorth.Of(taking, [.. counted.Contacts.Where(one => one.Layer == Layer.Nomination)], rules.Worth) : null);
    }

    private static SitePerson With(SitePerson person, StandingRow? row, bool volunteers) => person with
    {
        TakesPart = row?.TakingPart == TakingPart.In,
        Objects = row?.TakingPart is TakingPart.Objecting or TakingPart.Paused,
        ForgottenUpTo = row?.ForgottenUpTo,
        Volunteers = volunteers || row?.Volunteers == true,
    };
}
