using Groundswell.Changes.Champions;
using Groundswell.Changes.Says;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;

namespace Groundswell.Changes.Readiness;

/// <summary>The gate before a launch. The decider that launches asks it, and so do the page and the API: there is one answer.</summary>
/// <remarks>No evidence says how anybody voted or who named whom; small groups are judged together.</remarks>
public static class ReadinessGate
{
    /// <summary>Stands for the shift where none is said.</summary>
    internal const string NoShift = "–";

    public static ReadinessAnswer Judge(ReadinessFacts facts) => new(
    [
        facts.OpensSite ? BegunWith(facts) : AcceptedByPilot(facts),
        Coverage(facts),
        .. facts.Policy.TwoContacts ? [TwoContacts(facts)] : Array.Empty<ReadinessCondition>(),
        NamedByPeers(facts),
        .. facts.Heard.Select(function => Heard(facts, function)),
        .. facts.Heard.Select(function => Signed(facts, function)),
        Qualified(facts),
        Fits(facts),
        .. facts.RecordAsked is { } asked ? [EverybodyAsked(facts, asked)] : Array.Empty<ReadinessCondition>(),
        .. OfSays(facts),
    ]);

    private static ReadinessCondition AcceptedByPilot(ReadinessFacts facts) => facts.Accepted is { } accepted
        ? Met("pilot", ReadinessNote.Of("pilot.accepted", ("what", accepted)))
        : Lacks("pilot", ReadinessNote.Of("pilot.not-accepted"));

    private static ReadinessCondition BegunWith(ReadinessFacts facts)
    {
        var waits = facts.Versions.Where(version => version.Status != VersionStatus.Approved).Select(version => version.Id.Value).ToList();
        return waits.Count == 0
            ? Met("versions", ReadinessNote.Of("versions.approved", ("what", string.Join(", ", facts.Versions.Select(version => version.Id)))))
            : Lacks("versions", ReadinessNote.Of("versions.not-approved", ("what", string.Join(", ", waits))));
    }

    private static ReadinessCondition Coverage(ReadinessFacts facts)
    {
        var (evidence, lacks) = (new List<ReadinessNote>(), new List<ReadinessNote>());
        if (facts.WorkCenters.Count == 0)
            lacks.Add(ReadinessNote.Of("coverage.no-work-center"));
        foreach (var center in facts.WorkCenters)
        {
            foreach (var shift in ShiftsOf(facts))
            {
                var champions = facts.Carriers.Count(champion => champion.Area.Covers(center, shift));
                var values = new (string, object)[] { ("workCenter", center), ("shift", shift ?? NoShift), ("champions", champions) };
                (champions > 0 ? evidence : lacks).Add(ReadinessNote.Of(champions > 0 ? "coverage.covered" : "coverage.nobody", values));
            }
        }

        return new("coverage", evidence, lacks);
    }

    private static ReadinessCondition TwoContacts(ReadinessFacts facts)
    {
        var alone = facts.Affected.Count(person => facts.Carriers.Count(champion =>
            champion.Person != person.Person && (person.WorkCenter is not { } center || champion.Area.Covers(center, person.Shift))) < 2);
        return alone == 0 && facts.Affected.Count > 0
            ? Met("two-contacts", ReadinessNote.Of("two-contacts.all", ("people", facts.Affected.Count)))
            : Lacks("two-contacts", ReadinessNote.Of("two-contacts.some", ("people", alone)));
    }

    private static ReadinessCondition NamedByPeers(ReadinessFacts facts)
    {
        var asked = facts.Policy.PeersFor(facts.Affected.Count);
        return facts.Carriers.Any(champion => champion.NamedBy.Contains(NamedBy.Peers) || facts.Nominations.For(champion.Person) >= asked)
            ? Met("named-by-peers", ReadinessNote.Of("named-by-peers.yes", ("peers", asked)))
            : Lacks("named-by-peers", ReadinessNote.Of("named-by-peers.no", ("peers", asked)));
    }

    private static ReadinessCondition Heard(ReadinessFacts facts, Function function)
    {
        var sessions = facts.Hearing.Sessions.Where(session => session.Function == function).ToList();
        return sessions.Count > 0
            ? Met($"heard.{function}", ReadinessNote.Of(
                "heard.yes", ("function", function), ("sessions", sessions.Count), ("people", sessions.SelectMany(session => session.Heard).Distinct().Count())))
            : Lacks($"heard.{function}", ReadinessNote.Of("heard.no", ("function", function)));
    }

    private static ReadinessCondition Signed(ReadinessFacts facts, Function function)
    {
        if (facts.Hearing.KpiOf(function) is not { } kpi)
            return Lacks($"signed.{function}", ReadinessNote.Of("signed.no-kpi", ("function", function)));
        return facts.Hearing.Signature(facts.Site, facts.Change, function) is { } signature
            ? Met($"signed.{function}", ReadinessNote.Of("signed.yes", ("function", function), ("kpi", kpi.Kpi), ("signer", signature.PrintedName)))
            : Lacks($"signed.{function}", ReadinessNote.Of("signed.no", ("function", function), ("kpi", kpi.Kpi)));
    }

    private static ReadinessCondition Qualified(ReadinessFacts facts)
    {
        if (facts.Needed.Count == 0)
            return Met("qualified", ReadinessNote.Of("qualified.none-needed"));
        var asked = facts.Policy.QualifiedFor(facts.Affected.Count);
        var (evidence, lacks) = (new List<ReadinessNote>(), new List<ReadinessNote>());
        foreach (var center in facts.WorkCenters)
        {
            var needed = facts.NeededAt(center);
            foreach (var shift in needed.Count == 0 ? [] : ShiftsOf(facts))
            {
                var qualified = facts.Affected.Count(person =>
                    (person.WorkCenter is not { } at || at == center) && (shift is null || person.Shift is null || person.Shift == shift)
                    && facts.Here(person.Person) is { } here && IsQualified(facts, here, needed));
                var values = new (string, object)[] { ("workCenter", center), ("shift", shift ?? NoShift), ("people", qualified), ("asked", asked) };
                (qualified >= asked ? evidence : lacks).Add(ReadinessNote.Of(qualified >= asked ? "qualified.enough" : "qualified.too-few", values));
            }
        }

        if (facts.WorkCenters.Count == 0)
            lacks.Add(ReadinessNote.Of("coverage.no-work-center"));
        else if (evidence.Count + lacks.Count == 0)
            evidence.Add(ReadinessNote.Of("qualified.none-needed"));
        var trained = facts.Affected.Count(person =>
            facts.Here(person.Person) is { } here && facts.WorkCenters.Select(facts.NeededAt).Any(needed => IsQualified(facts, here, needed) && !HasAll(facts, here, needed)));
        if (trained > 0)
            evidence.Add(ReadinessNote.Of("qualified.shaped", ("people", trained), ("versions", string.Join(", ", facts.Versions.Select(version => version.Id)))));
        return new("qualified", evidence, lacks);
    }

    /// <summary>
    /// Who shaped the versions, or tried them, counts as trained on them: for what the change itself asks for. What an operation asks for is asked of everybody when a job is
    /// begun, so it is asked for here too.
    /// </summary>
    private static bool IsQualified(ReadinessFacts facts, Person person, IReadOnlyList<Id<Qualification>> needed) => needed.All(code =>
        person.IsQualified(code, facts.At) || (!facts.AskedByWork.Contains(code) && facts.HasShaped(person.Id)));

    private static bool HasAll(ReadinessFacts facts, Person person, IReadOnlyList<Id<Qualification>> needed) => needed.All(code => person.IsQualified(code, facts.At));

    /// <summary>What runs has to be possible here: as the core is, or as the site has adapted it.</summary>
    private static ReadinessCondition Fits(ReadinessFacts facts)
    {
        List<ReadinessNote> evidence =
        [
            .. from version in facts.Versions
               let variant = version.Variant
               where variant is not null
               select ReadinessNote.Of("local-fit.adapted", ("version", version.Id), ("core", variant.Core), ("reason", variant.Reason)),
        ];
        if (evidence.Count == 0 && facts.PlacesMissing.Count == 0)
            evidence.Add(ReadinessNote.Of("local-fit.as-it-is"));
        return new("local-fit", evidence, [.. facts.PlacesMissing.Select(place => ReadinessNote.Of("local-fit.no-place", ("place", place)))]);
    }

    /// <summary>A share of a list that somebody keeps is no share of the people: the record lists whoever works there.</summary>
    private static ReadinessCondition EverybodyAsked(ReadinessFacts facts, bool asked) => asked
        ? Met("asked", ReadinessNote.Of("asked.everybody", ("people", facts.Affected.Count)))
        : Lacks("asked", ReadinessNote.Of("asked.not-yet"));

    private static IEnumerable<ReadinessCondition> OfSays(ReadinessFacts facts)
    {
        var affected = facts.Affected.Select(person => person.Person.Value).ToHashSet();
        var said = SayTotals.Counted(facts.Says, affected);
        var share = affected.Count == 0 ? 0 : (decimal)said.Count / affected.Count;
        var values = new (string, object)[] { ("answered", said.Count), ("affected", affected.Count), ("share", Percent(share)), ("asked", Percent(facts.Policy.ShareAnswered)) };
        yield return share >= facts.Policy.ShareAnswered
            ? Met("answered", ReadinessNote.Of("answered.enough", values))
            : Lacks("answered", ReadinessNote.Of("answered.too-few", values));

        yield return Support(said);

        // "Hurts" have standing whoever says so: also those who are on no list. Of few says it is not told how many they are.
        var open = facts.Says.ByPerson.Values.Count(one => one is { IsOpen: true, Objected: false });
        var objected = facts.Says.ByPerson.Values.Count(one => one is { IsOpen: true, Objected: true });
        yield return Answered("hurts-answered", open);
        yield return Answered("objections-answered", objected);

        ReadinessCondition Answered(string code, int count) => count == 0
            ? Met(code, ReadinessNote.Of($"{code}.all"))
            : Lacks(code, said.Count < SayTotals.LeastGroup ? ReadinessNote.Of($"{code}.some") : ReadinessNote.Of($"{code}.count", ("count", count)));
    }

    /// <summary>Not below zero in any function. Those of fewer than five are judged together, with all the others where they are still fewer: red is never one person's.</summary>
    private static ReadinessCondition Support(List<Said> said)
    {
        var functions = said.GroupBy(one => one.Functions.IsDefaultOrEmpty ? Function.Operations : one.Functions[0]).ToLookup(group => group.Count() >= SayTotals.LeastGroup);
        var small = functions[false].SelectMany(group => group).ToList();
        var against = functions[true].Where(group => SayCounts.Of([.. group]).NetSupport < 0)
            .Select(group => ReadinessNote.Of("support.against", ("function", group.Key))).ToList();
        if (small.Count > 0 && SayCounts.Of(small.Count < SayTotals.LeastGroup ? said : small).NetSupport < 0)
            against.Add(ReadinessNote.Of("support.against-together"));
        return new("support", against.Count == 0 ? [ReadinessNote.Of("support.yes")] : [], against);
    }

    private static IEnumerable<string?> ShiftsOf(ReadinessFacts facts)
    {
        if (facts.Shifts.Count == 0)
            return [null];
        return facts.Shifts;
    }

    private static string Percent(decimal share) => $"{Math.Floor(share * 100):0} %";

    private static ReadinessCondition Met(string code, ReadinessNote evidence) => new(code, [evidence], []);

    private static ReadinessCondition Lacks(string code, ReadinessNote missing) => new(code, [], [missing]);
}
