using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Signing;

namespace Groundswell.Changes.Hearings;

/// <summary>Record a listening session: whom of a function one has heard about a change, what slows them, what was promised.</summary>
public sealed record RecordListeningSession(
    Id<Change> Change, Function Function, IReadOnlyList<Id<Person>> Heard, string Slows, string Promised) : SiteCommand
{
    /// <param name="heard">Those the command names.</param>
    public static Decision Decide(RecordListeningSession session, Hearing hearing, Change change, IReadOnlyList<Person> heard, Circumstances circumstances)
    {
        if (HearingRefusals.ChangeFault(change, session.Change) is { } fault)
            return fault;
        if (session.Heard.Count == 0)
            return new NobodyHeard();
        if (session.Heard.FirstOrDefault(id => heard.FirstOrDefault(one => one.Id == id) is not { Status: PersonStatus.Here } person
            || !person.Functions.Contains(session.Function)) is { Value: not null } stranger)
            return new HeardNotOfFunction(stranger, session.Function);
        if (session.Heard.All(id => id.Value == circumstances.Person))
            return new HeardOnlyOneself();
        if (string.IsNullOrWhiteSpace(session.Slows) || string.IsNullOrWhiteSpace(session.Promised))
            return new HearingTextMissing();

        return new ListeningSessionHeld(session.Change, session.Function, [.. session.Heard.Distinct()], session.Slows.Trim(), session.Promised.Trim());
    }
}

/// <summary>Name the measure by which a function will judge a change, in its own words.</summary>
public sealed record NameKpi(Id<Change> Change, Function Function, string Kpi, string Measure, KpiDirection Better) : SiteCommand
{
    public static Decision Decide(NameKpi name, Hearing hearing, Change change)
    {
        if (HearingRefusals.ChangeFault(change, name.Change) is { } fault)
            return fault;
        if (!hearing.HasHeard(name.Function))
            return new FunctionNotHeard(name.Function);
        if (string.IsNullOrWhiteSpace(name.Kpi) || string.IsNullOrWhiteSpace(name.Measure))
            return new HearingTextMissing();

        return new KpiNamed(name.Change, name.Function, name.Kpi.Trim(), name.Measure.Trim(), name.Better);
    }
}

/// <summary>Sign the measures all functions share, as one function's representative in the steering group. Signed: "approved".</summary>
public sealed record SignKpis(Id<Change> Change, Function Function) : SiteCommand, ISignable
{
    /// <summary>Who can represent a function. Not an administrator.</summary>
    internal static readonly Rights Representatives = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.MaterialsHandler, Role.Planner, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead);

    IReadOnlyList<SigningRole> ISignable.SigningRoles => [new(SignatureMeaning.Approved, Representatives)];

    public static Decision Decide(SignKpis sign, Hearing hearing, Change change, Person signer, Circumstances circumstances)
    {
        if (HearingRefusals.ChangeFault(change, sign.Change) is { } fault)
            return fault;
        if (!hearing.Kpis.ContainsKey(sign.Function))
            return new KpiNotNamed(sign.Function);
        if (signer.Status != PersonStatus.Here || !signer.Functions.Contains(sign.Function))
            return new RepresentsOtherFunction(sign.Function);
        if (hearing.Signed.TryGetValue(sign.Function, out var before) && before.ContentHash == SheetOf(sign, hearing).ContentHash)
            return new KpisSignedAlready(sign.Function);
        if (hearing.Signed.Any(other => other.Key != sign.Function && other.Value.Signer == circumstances.Person))
            return new SignsForTwoFunctions(circumstances.Person);
        var shown = SheetOf(sign, hearing).ContentHash;
        if (circumstances.LacksSignature(SignatureMeaning.Approved, shown) is { } unsigned)
            return unsigned;

        return new KpisSigned(sign.Change, sign.Function, circumstances.Own(SignatureMeaning.Approved, shown));
    }

    async ValueTask<SigningSheet> ISignable.Sheet(Reading read) => SheetOf(this, await read.Of(Hearing.IdOf(Change)));

    internal static SigningSheet SheetOf(SignKpis sign, Hearing hearing) => hearing.Kpis.Aggregate(
        new SigningSheet("Shared measures of a change").With("Site", sign.Site).With("Change", sign.Change.Value).With("For", SheetWord.Of(sign.Function)),
        (sheet, kpi) => sheet.With(
            SheetWord.Of(kpi.Key), SheetWord.Of("{kpi}: {measure} ({better})", ("kpi", kpi.Value.Kpi), ("measure", kpi.Value.Measure), ("better", SheetWord.Of(kpi.Value.Better)))));
}

internal static class HearingRefusals
{
    public static Refusal? ChangeFault(Change change, Id<Change> id) =>
        change.Status is ChangeStatus.Unknown or ChangeStatus.GivenUp ? new HeardChangeUnknown(id) : null;
}

/// <summary>There is no such change, or it was given up.</summary>
public sealed record HeardChangeUnknown(Id<Change> Change) : Refusal("hearing.change-unknown")
{
    public override string Field => "change";
}

/// <summary>A session hears somebody.</summary>
public sealed record NobodyHeard() : Refusal("hearing.nobody-heard")
{
    public override string Field => "heard";
}

/// <summary>Nobody listens to themselves alone.</summary>
public sealed record HeardOnlyOneself() : Refusal("hearing.only-oneself")
{
    public override string Field => "heard";
}

/// <summary>They do not work at the site in this function.</summary>
public sealed record HeardNotOfFunction(Id<Person> Person, Function Function) : Refusal("hearing.not-of-function")
{
    public override string Field => "heard";
}

/// <summary>What slows them and what was promised, or the measure, is missing.</summary>
public sealed record HearingTextMissing() : Refusal("hearing.text-missing");

/// <summary>A function is heard before its measure is named.</summary>
public sealed record FunctionNotHeard(Function Function) : Refusal("hearing.function-not-heard")
{
    public override string Field => "function";
}

/// <summary>The function's measure is not named: there is nothing to sign.</summary>
public sealed record KpiNotNamed(Function Function) : Refusal("hearing.kpi-not-named")
{
    public override string Field => "function";
}

/// <summary>A function is represented by somebody who works in it.</summary>
public sealed record RepresentsOtherFunction(Function Function) : Refusal("hearing.represents-other-function")
{
    public override string Field => "function";
}

/// <summary>What stands is signed for this function.</summary>
public sealed record KpisSignedAlready(Function Function) : Refusal("hearing.signed-already");

/// <summary>Each function has a representative of its own.</summary>
public sealed record SignsForTwoFunctions(string Person) : Refusal("hearing.signs-for-two");
