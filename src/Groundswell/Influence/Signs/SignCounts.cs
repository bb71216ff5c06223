using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.People.Attendances;
using Groundswell.People.Persons;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Work.Calls;
using Groundswell.Work.Steps;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Signs;

/// <summary>
/// Counts signs by group and week. Nothing is counted by person, here or anywhere: that somebody worked in a group's week is kept, so that it is known whether they were five, and
/// not what they did.
/// </summary>
public sealed class SignCounts : IProjection
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan OneGo = TimeSpan.FromSeconds(15);

    public string Name => "signs";

    public int Version => 2;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<SignCountRow>().ToTable("influence_sign").HasKey(r => new { r.Site, r.Week, r.Group, r.Sign });
        tables.Entity<SignWorkerRow>(row =>
        {
            row.ToTable("influence_sign_worker").HasKey(r => new { r.Site, r.Week, r.Group, r.Person });
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<SignMemberRow>(row =>
        {
            row.ToTable("influence_sign_member").HasKey(r => new { r.Site, r.Person });
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<SignCallRow>().ToTable("influence_sign_call").HasKey(r => new { r.Site, r.Call });
        tables.Entity<SignHandRow>(row =>
        {
            row.ToTable("influence_sign_hand").HasKey(r => new { r.Site, r.Job });
            row.Property(r => r.LastBy).NamesAPerson();
        });
    }

    public ValueTask Apply(Fact fact, Tables tables) => fact.Event switch
    {
        PersonRegistered e => Member(fact, tables, e.Person.Value, e.Functions, e.Team ?? e.ShiftPattern),
        PersonAssigned e => Member(fact, tables, e.Person.Value, e.Functions, e.Team ?? e.ShiftPattern),
        StepCompleted or StepSkipped or StepForced => Step(fact, tables),
        HelpCallRaised or HelpCallTaken or HelpCallClosed => Call(fact, tables),
        RecordCopied { Form: CopyForm.Print } => Paper(fact, tables),
        Arrived e => Presence(fact, tables, e.Person.Value, there: true),
        Departed e => Presence(fact, tables, e.Person.Value, there: false),
        IBringsIn when fact.Site is not null => Proposal(fact, tables),
        _ => ValueTask.CompletedTask,
    };

    private static async ValueTask Member(Fact fact, Tables tables, string person, IReadOnlyList<Function> functions, string? shift)
    {
        var rows = tables.Of<SignMemberRow>();
        var group = functions is [var first, ..] ? $"{first} · {shift ?? ""}" : shift ?? "";
        rows.Put(new SignMemberRow { Site = fact.Site!, Person = person, Group = group, IsThere = (await rows.Find(fact.Site!, person))?.IsThere });
    }

    private static async ValueTask Presence(Fact fact, Tables tables, string person, bool there)
    {
        var rows = tables.Of<SignMemberRow>();
        if (await rows.Find(fact.Site!, person) is not { } member)
            return;
        member.IsThere = there;
        rows.Put(member);
    }

    private static async ValueTask Step(Fact fact, Tables tables)
    {
        if (await GroupOf(fact, tables) is not { } group)
            return;
        await Worked(fact, tables, group);
        var done = fact.Event as StepCompleted;
        await Count(fact, tables, group, SignKind.Skipped, fact.Event is StepSkipped);
        await Count(fact, tables, group, SignKind.Forced, fact.Event is StepForced);
        if (done is null)
            return;
        await Count(fact, tables, group, SignKind.Late, fact.Entry.RecordedAt - fact.At > LateAfter);
        await Count(fact, tables, group, SignKind.Transcribed, fact.Entry.Source == Source.Transcribed);
        // Only what is entered afterwards has a time that somebody has chosen; and who was there then is not known any more.
        if (fact.Entry.IsLate())
            await Count(fact, tables, group, SignKind.RoundTimes, fact.At.Minute % 15 == 0);
        else if (await tables.Of<SignMemberRow>().Find(fact.Site!, fact.Entry.Actor) is { IsThere: { } there })
            await Count(fact, tables, group, SignKind.NotThere, !there);
        if (done.Lot is not null || done.Equipment is not null)
            await Count(fact, tables, group, SignKind.Typed, fact.Entry.Source == Source.Typed);
        if (done is { Value: { } value, Limits.Target: { } target })
            await Count(fact, tables, group, SignKind.AtTarget, value == target);
        await Opportunity(fact, tables, group, SignKind.FewerCalls);
        await Opportunity(fact, tables, group, SignKind.Paper);

        var hands = tables.Of<SignHandRow>();
        var last = await hands.Find(fact.Site!, done.Job.Value);
        if (last is not null)
            await Count(fact, tables, group, SignKind.InOneGo, last.LastBy == fact.Entry.Actor && fact.Entry.RecordedAt - last.LastAt < OneGo);
        last ??= new SignHandRow { Site = fact.Site!, Job = done.Job.Value, LastBy = fact.Entry.Actor };
        (last.LastBy, last.LastAt) = (fact.Entry.Actor, fact.Entry.RecordedAt);
        hands.Put(last);
    }

    private static async ValueTask Call(Fact fact, Tables tables)
    {
        var calls = tables.Of<SignCallRow>();
        switch (fact.Event)
        {
            case HelpCallRaised e when await GroupOf(fact, tables) is { } group:
                await Worked(fact, tables, group);
                calls.Put(new SignCallRow { Site = fact.Site!, Call = e.Call.Value, Group = group });
                await Count(fact, tables, group, SignKind.InstructionCalls, e.About == "instruction");
                await Happened(fact, tables, group, SignKind.FewerCalls);
                break;
            case HelpCallTaken e when await calls.Find(fact.Site!, e.Call.Value) is { } call:
                call.Taken = true;
                calls.Put(call);
                break;
            case HelpCallClosed e when await calls.Find(fact.Site!, e.Call.Value) is { } call:
                await Count(fact, tables, call.Group, SignKind.Unanswered, !call.Taken);
                break;
        }
    }

    private static async ValueTask Paper(Fact fact, Tables tables)
    {
        if (await GroupOf(fact, tables) is { } group)
            await Happened(fact, tables, group, SignKind.Paper);
    }

    private static async ValueTask Proposal(Fact fact, Tables tables)
    {
        if (await GroupOf(fact, tables) is not { } group)
            return;
        await Worked(fact, tables, group);
        await Happened(fact, tables, group, SignKind.FewerProposals);
    }

    private static async ValueTask<string?> GroupOf(Fact fact, Tables tables) => (await tables.Of<SignMemberRow>().Find(fact.Site!, fact.Entry.Actor))?.Group;

    private static async ValueTask Worked(Fact fact, Tables tables, string group)
    {
        var workers = tables.Of<SignWorkerRow>();
        if (await workers.Find(fact.Site!, WeekOf(fact.At), group, fact.Entry.Actor) is not null)
            return;
        workers.Put(new SignWorkerRow { Site = fact.Site!, Week = WeekOf(fact.At), Group = group, Person = fact.Entry.Actor });
        await Opportunity(fact, tables, group, SignKind.FewerProposals);
    }

    /// <summary>One more opportunity, and whether it happened.</summary>
    private static ValueTask Count(Fact fact, Tables tables, string group, SignKind sign, bool was) => Add(fact, tables, group, sign, was ? 1 : 0, 1);

    private static ValueTask Opportunity(Fact fact, Tables tables, string group, SignKind sign) => Add(fact, tables, group, sign, 0, 1);

    private static ValueTask Happened(Fact fact, Tables tables, string group, SignKind sign) => Add(fact, tables, group, sign, 1, 0);

    private static async ValueTask Add(Fact fact, Tables tables, string group, SignKind sign, int count, int of)
    {
        var (rows, week) = (tables.Of<SignCountRow>(), WeekOf(fact.At));
        var row = await rows.Find(fact.Site!, week, group, sign) ?? new SignCountRow { Site = fact.Site!, Week = week, Group = group, Sign = sign };
        (row.Count, row.Of) = (row.Count + count, row.Of + of);
        rows.Put(row);
    }

    /// <summary>The Monday of its week.</summary>
    internal static DateOnly WeekOf(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}

/// <summary>A sign of a group in a week: so many of so many.</summary>
public sealed class SignCountRow
{
    public required string Site { get; init; }

    /// <summary>Its Monday.</summary>
    public required DateOnly Week { get; init; }

    public required string Group { get; init; }
    public required SignKind Sign { get; init; }
    public int Count { get; set; }
    public int Of { get; set; }
}

/// <summary>Somebody worked in a group's week.</summary>
public sealed class SignWorkerRow
{
    public required string Site { get; init; }
    public required DateOnly Week { get; init; }
    public required string Group { get; init; }
    public required string Person { get; init; }
}

/// <summary>The group somebody belongs to now.</summary>
public sealed class SignMemberRow
{
    public required string Site { get; init; }
    public required string Person { get; init; }
    public required string Group { get; init; }

    /// <summary>Null where nobody records who is there.</summary>
    public bool? IsThere { get; set; }
}

/// <summary>A call, and whether anybody came.</summary>
public sealed class SignCallRow
{
    public required string Site { get; init; }
    public required string Call { get; init; }
    public required string Group { get; init; }
    public bool Taken { get; set; }
}

/// <summary>The last step of a job: forgotten with the next.</summary>
public sealed class SignHandRow
{
    public required string Site { get; init; }
    public required string Job { get; init; }
    public required string LastBy { get; set; }
    public DateTimeOffset LastAt { get; set; }
}
