using Groundswell.Changes.Policies;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;

namespace Groundswell.Changes.Champions;

/// <summary>Say yes to being a champion: for whom. Nobody says it for another person.</summary>
/// <param name="Shifts">The codes of the shifts; none: all of them.</param>
/// <param name="Functions">None: all of them.</param>
public sealed record AcceptBeingChampion(
    IReadOnlyList<Id<WorkCenter>> WorkCenters, IReadOnlyList<string>? Shifts = null, IReadOnlyList<Function>? Functions = null, Id<Person>? Deputy = null) : SiteCommand
{
    /// <param name="workCenters">Those the command names.</param>
    public static Decision Decide(
        AcceptBeingChampion accept, SiteChampions champions, ChampionNominations nominations, Person person, IReadOnlyList<WorkCenter> workCenters,
        ShiftCalendar calendar, ChangePolicy policy, Circumstances circumstances)
    {
        var id = new Id<Person>(circumstances.Person);
        if (person.Status != PersonStatus.Here)
            return new ChampionNotHere(id);
        var known = champions.Of(id);
        if (known is { Status: ChampionStatus.Active })
            return new ChampionAlready(id);
        var byPeers = nominations.For(id) >= policy.OfPeople.PeerNominations;
        if (!byPeers && known is not { Status: ChampionStatus.Named })
            return new ChampionNotNamed(id);
        var area = new ChampionArea([.. accept.WorkCenters.Distinct()], accept.Shifts ?? [], accept.Functions ?? []);
        if (AreaFault(area, workCenters, calendar) is { } fault)
            return fault;
        if (DeputyFault(accept.Deputy, id, champions, circumstances.At) is { } unfit)
            return unfit;

        return new ChampionAccepted(id, area, TermFrom(circumstances, policy), byPeers ? true : null, accept.Deputy);
    }

    internal static DateOnly TermFrom(Circumstances circumstances, ChangePolicy policy) =>
        DateOnly.FromDateTime(circumstances.At.UtcDateTime).AddMonths(policy.OfPeople.TermMonths);

    internal static Refusal? AreaFault(ChampionArea area, IReadOnlyList<WorkCenter> workCenters, ShiftCalendar calendar)
    {
        if (area.WorkCenters.Count == 0)
            return new ChampionAreaMissing();
        if (area.WorkCenters.FirstOrDefault(center => workCenters.All(known => known.Id != center || known.InUse != InUse.Yes)) is { Value: not null } missing)
            return new NotInUse(WorkCenter.Kind, missing.Value);
        return area.Shifts.FirstOrDefault(code => calendar.Shifts.All(shift => shift.Code != code)) is { } unknown ? new ChampionShiftUnknown(unknown) : null;
    }

    internal static Refusal? DeputyFault(Id<Person>? deputy, Id<Person> champion, SiteChampions champions, DateTimeOffset at) =>
        deputy is { } named && (named == champion || champions.Of(named)?.IsActive(at) != true) ? new DeputyNoChampion(named) : null;
}

/// <summary>Say anew for whom one is a champion.</summary>
public sealed record ChangeChampionArea(
    IReadOnlyList<Id<WorkCenter>> WorkCenters, IReadOnlyList<string>? Shifts = null, IReadOnlyList<Function>? Functions = null) : SiteCommand
{
    /// <param name="workCenters">Those the command names.</param>
    public static Decision Decide(
        ChangeChampionArea change, SiteChampions champions, IReadOnlyList<WorkCenter> workCenters, ShiftCalendar calendar, Circumstances circumstances)
    {
        var id = new Id<Person>(circumstances.Person);
        if (champions.Of(id) is not { Status: ChampionStatus.Active })
            return new ChampionNotActive(id);
        var area = new ChampionArea([.. change.WorkCenters.Distinct()], change.Shifts ?? [], change.Functions ?? []);
        return AcceptBeingChampion.AreaFault(area, workCenters, calendar) is { } fault ? fault : new ChampionAreaChanged(id, area);
    }
}

/// <summary>Say which other champion stands in for oneself.</summary>
/// <param name="Deputy">Null: nobody.</param>
public sealed record SetDeputy(Id<Person>? Deputy = null) : SiteCommand
{
    public static Decision Decide(SetDeputy set, SiteChampions champions, Circumstances circumstances)
    {
        var id = new Id<Person>(circumstances.Person);
        if (champions.Of(id) is not { Status: ChampionStatus.Active })
            return new ChampionNotActive(id);
        return AcceptBeingChampion.DeputyFault(set.Deputy, id, champions, circumstances.At) is { } unfit ? unfit : new ChampionDeputySet(id, set.Deputy);
    }
}

/// <summary>Stay a champion for another term.</summary>
public sealed record RenewChampionTerm : SiteCommand
{
    public static Decision Decide(RenewChampionTerm renew, SiteChampions champions, ChangePolicy policy, Circumstances circumstances)
    {
        var id = new Id<Person>(circumstances.Person);
        return champions.Of(id) is { Status: ChampionStatus.Active }
            ? new ChampionTermRenewed(id, AcceptBeingChampion.TermFrom(circumstances, policy))
            : new ChampionNotActive(id);
    }
}

/// <summary>Take up a change: to carry it among one's colleagues.</summary>
public sealed record TakeUpChange(Id<Change> Change) : SiteCommand
{
    public static Decision Decide(TakeUpChange take, SiteChampions champions, Change change, ChangePolicy policy, Circumstances circumstances)
    {
        var id = new Id<Person>(circumstances.Person);
        if (champions.Of(id) is not { } champion || !champion.IsActive(circumstances.At))
            return new ChampionNotActive(id);
        if (change.Status is ChangeStatus.Unknown or ChangeStatus.GivenUp)
            return new CarriedChangeUnknown(take.Change);
        if (champion.Carries.Contains(take.Change))
            return new ChangeCarriedAlready(take.Change);
        var load = policy.OfPeople.ChampionLoad;
        return champion.Carries.Count >= load ? new ChampionLoadFull(load) : new ChangeTakenUp(id, take.Change);
    }
}

/// <summary>Carry a change no more.</summary>
public sealed record PutDownChange(Id<Change> Change) : SiteCommand
{
    public static Decision Decide(PutDownChange put, SiteChampions champions, Circumstances circumstances)
    {
        var id = new Id<Person>(circumstances.Person);
        return champions.Of(id)?.Carries.Contains(put.Change) == true ? new ChangePutDown(id, put.Change) : new ChangeNotCarried(put.Change);
    }
}

/// <summary>Be a champion no more. No reason is owed.</summary>
public sealed record StepDownAsChampion(string? Why = null) : SiteCommand
{
    public static Decision Decide(StepDownAsChampion step, SiteChampions champions, Circumstances circumstances)
    {
        var id = new Id<Person>(circumstances.Person);
        return champions.Of(id) is { Status: ChampionStatus.Active or ChampionStatus.Named } ? new ChampionSteppedDown(id, step.Why) : new ChampionNotActive(id);
    }
}

/// <summary>Take somebody's being a champion away, as the facilitator, with a reason that they see.</summary>
public sealed record TakeChampionAway(Id<Person> Champion, string Reason) : SiteCommand
{
    public static Decision Decide(TakeChampionAway take, SiteChampions champions, Person person, Circumstances circumstances)
    {
        if (champions.Of(take.Champion) is not { Status: ChampionStatus.Active or ChampionStatus.Named })
            return new ChampionNotActive(take.Champion);
        if (person.ReportsTo?.Value == circumstances.Person)
            return new ChampionOfOwnLine(take.Champion);
        if (string.IsNullOrWhiteSpace(take.Reason))
            return new ChampionWhyMissing();

        return new ChampionTakenAway(take.Champion, take.Reason.Trim());
    }
}

/// <summary>They are a champion already.</summary>
public sealed record ChampionAlready(Id<Person> Champion) : Refusal("champion.already");

/// <summary>Nobody has named them: they may put themselves forward.</summary>
public sealed record ChampionNotNamed(Id<Person> Champion) : Refusal("champion.not-named");

/// <summary>They are no champion, or their term is over.</summary>
public sealed record ChampionNotActive(Id<Person> Champion) : Refusal("champion.not-active");

/// <summary>A champion is there for somebody: one work center at least.</summary>
public sealed record ChampionAreaMissing() : Refusal("champion.area-missing")
{
    public override string Field => "workCenters";
}

/// <summary>The site has no such shift.</summary>
public sealed record ChampionShiftUnknown(string Shift) : Refusal("champion.shift-unknown")
{
    public override string Field => "shifts";
}

/// <summary>Another active champion stands in, nobody else.</summary>
public sealed record DeputyNoChampion(Id<Person> Deputy) : Refusal("champion.deputy-no-champion")
{
    public override string Field => "deputy";
}

/// <summary>There is no such change, or it was given up.</summary>
public sealed record CarriedChangeUnknown(Id<Change> Change) : Refusal("champion.change-unknown")
{
    public override string Field => "change";
}

/// <summary>They carry it already.</summary>
public sealed record ChangeCarriedAlready(Id<Change> Change) : Refusal("champion.carried-already");

/// <summary>They do not carry it.</summary>
public sealed record ChangeNotCarried(Id<Change> Change) : Refusal("champion.not-carried");

/// <summary>Nobody carries more than so many changes at once.</summary>
public sealed record ChampionLoadFull(int Most) : Refusal("champion.load-full");

/// <summary>Nobody takes it from a person who reports to them.</summary>
public sealed record ChampionOfOwnLine(Id<Person> Champion) : Refusal("champion.of-own-line");
