using Groundswell.People.Qualifications;
using Groundswell.Projecting;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Layers;

/// <summary>Who did something for whom, one row for each time, with the entries that show it. Nothing is judged here: worth, age and opportunity are weighed when it is read.</summary>
public sealed class ContactList : IProjection
{
    /// <summary>In hundredths of a whole contact.</summary>
    private const int Whole = 100, Unsolved = 30, OnDuty = 50, Read = 10, Assessed = 30;

    /// <summary>Whoever was asked for by name counts half as much again.</summary>
    private const int ByNameOf2 = 3;

    public string Name => "contacts";

    public int Version => 2;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<ContactRow>(row =>
        {
            row.ToTable("influence_contact").HasKey(r => new { r.Site, r.Layer, r.Position, r.Part });
            row.Property(r => r.From).NamesAPerson();
            row.Property(r => r.To).NamesAPerson();
        });
        tables.Entity<AnsweringRow>(row =>
        {
            row.ToTable("influence_answering").HasKey(r => new { r.Site, r.Call });
            row.Property(r => r.RaisedBy).NamesAPerson();
            row.Property(r => r.AskedFor).NamesAPerson();
            row.Property(r => r.TakenBy).NamesAPerson();
        });
        tables.Entity<NoteRow>(row =>
        {
            row.ToTable("influence_note").HasKey(r => new { r.Site, r.HandOver });
            row.Property(r => r.WrittenBy).NamesAPerson();
            row.Property(r => r.MeantFor).NamesAPerson();
        });
        tables.Entity<JobHandsRow>(row =>
        {
            row.ToTable("influence_job").HasKey(r => new { r.Site, r.Job });
            row.Property(r => r.DoneBy).NamesAPerson();
        });
        tables.Entity<BroughtInRow>(row =>
        {
            row.ToTable("influence_brought_in").HasKey(r => new { r.Site, r.What });
            row.Property(r => r.BroughtBy).NamesAPerson();
        });
        tables.Entity<WorkedByRow>(row =>
        {
            row.ToTable("influence_worked_by").HasKey(r => new { r.Site, r.Version, r.Person });
            row.Property(r => r.Person).NamesAPerson();
        });
        tables.Entity<WorkerRow>(row =>
        {
            row.ToTable("influence_worker").HasKey(r => new { r.Site, r.Order });
            row.Property(r => r.LastBy).NamesAPerson();
        });
    }

    public ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case HelpCallRaised or HelpCallTaken or HelpCallGivenBack or HelpCallAnswered or HelpCallClosed:
                return Calls(fact, tables);
            case HandOverWritten or HandOverRead:
                return Notes(fact, tables);
            // Who assesses is mostly told to; who teaches has taken the time.
            case QualificationGranted e:
                Put(fact, tables, Layer.Teaching, 0, e.AssessedBy.Value, e.Person.Value, e.TaughtBy == e.AssessedBy ? Whole : Assessed);
                if (e.TaughtBy is { } teacher && teacher != e.AssessedBy)
                    Put(fact, tables, Layer.Teaching, 1, teacher.Value, e.Person.Value, Whole);
                break;
            case QualificationRenewed e:
                Put(fact, tables, Layer.Teaching, 0, e.AssessedBy.Value, e.Person.Value, Assessed);
                break;
            case StepCompleted e:
                return SecondPerson(fact, e, tables);
            case JobPlanned e:
                tables.Of<JobHandsRow>().Put(new JobHandsRow { Site = fact.Site!, Job = e.Job.Value, Order = e.Order.Value, Version = e.Version.Value });
                break;
            case JobRebound e:
                return Rebound(fact, tables, e);
            case JobStarted e:
                return WorkedOn(fact, tables, e.Job.Value, fact.Entry.Actor);
            case JobResumed e:
                return WorkedOn(fact, tables, e.Job.Value, fact.Entry.Actor);
            case JobJoined e:
                return WorkedOn(fact, tables, e.Job.Value, e.Person);
            case IBringsIn { BroughtIn: { } what } when fact.Site is { } site:
                tables.Of<BroughtInRow>().Put(new BroughtInRow { Site = site, What = what, BroughtBy = fact.Entry.Actor, Position = fact.Entry.Position });
                break;
            case IFollows { Followed: { } what } e when fact.Site is not null:
                return Follows(fact, tables, e, what);
        }

        return ValueTask.CompletedTask;
    }

    private static async ValueTask Calls(Fact fact, Tables tables)
    {
        var calls = tables.Of<AnsweringRow>();
        var position = fact.Entry.Position;
        switch (fact.Event)
        {
            case HelpCallRaised e:
                calls.Put(new AnsweringRow { Site = fact.Site!, Call = e.Call.Value, RaisedBy = fact.Entry.Actor, AskedFor = e.For, Raised = position });
                break;
            case HelpCallTaken e:
                await calls.Change(fact, call => (call.TakenBy, call.Taken, call.Answering) = (fact.Entry.Actor, position, e.Answering), fact.Site!, e.Call.Value);
                break;
            case HelpCallGivenBack e:
                await calls.Change(fact, call => (call.TakenBy, call.Taken, call.Answering) = (null, null, null), fact.Site!, e.Call.Value);
                break;
            case HelpCallAnswered e when await calls.Find(fact.Site!, e.Call.Value) is { TakenBy: { } helper } call:
                call.Answered = position;
                calls.Put(call);
                if (WorthOf(call, e.Solved) is var worth and > 0)
                    Put(fact, tables, Layer.Help, 0, helper, call.RaisedBy, worth, $"{call.Raised} {call.Taken} {position}");
                break;
            case HelpCallClosed e when await calls.Find(fact.Site!, e.Call.Value) is { TakenBy: not null, Answered: { } answered } call
                && await tables.Of<ContactRow>().Find(fact.Site!, Layer.Help, answered, 0) is { } contact:
                // Whether it helped, the one who called says last.
                contact.Worth = WorthOf(call, e.Solved);
                contact.Entries = $"{contact.Entries} {position}";
                tables.Of<ContactRow>().Put(contact);
                break;
        }
    }

    /// <summary>Duty is no choice: who only came because it was theirs to come has influenced nobody; who was asked for by name has, half.</summary>
    private static int WorthOf(AnsweringRow call, bool solved)
    {
        var byName = call.AskedFor == call.TakenBy;
        var worth = solved ? Whole : Unsolved;
        return call.Answering == Answering.OnDuty
            ? byName ? worth * OnDuty / Whole : 0
            : byName ? worth * ByNameOf2 / 2 : worth;
    }

    private static async ValueTask Notes(Fact fact, Tables tables)
    {
        var notes = tables.Of<NoteRow>();
        if (fact.Event is HandOverWritten written)
        {
            notes.Put(new NoteRow
            {
                Site = fact.Site!,
                HandOver = written.HandOver.Value,
                WrittenBy = fact.Entry.Actor,
                MeantFor = written.To,
                Kind = written.Kind,
                Written = fact.Entry.Position,
            });
        }
        else if (fact.Event is HandOverRead read && await notes.Find(fact.Site!, read.HandOver.Value) is { } note)
        {
            // The note that every shift and every job leaves behind is read because of the rota: it shows who follows whom, and no more.
            var (layer, worth) = note.MeantFor == fact.Entry.Actor ? (Layer.HandOver, Whole)
                : note.Kind == HandOverKind.Watch ? (Layer.Reading, Read)
                : (Layer.Work, Read);
            Put(fact, tables, layer, 0, note.WrittenBy, fact.Entry.Actor, worth, $"{note.Written} {fact.Entry.Position}");
        }
    }

    /// <summary>Whoever works on a job asks another to verify what was done, with a signature or at the terminal in their own name.</summary>
    private static async ValueTask SecondPerson(Fact fact, StepCompleted done, Tables tables)
    {
        if (done.Signatures is { Count: > 0 } signatures)
        {
            if (signatures.FirstOrDefault(one => one.Meaning == Deciding.SignatureMeaning.Verified) is not { } verified)
                return;
            if (verified.Signer != fact.Entry.Actor)
            {
                Put(fact, tables, Layer.SecondPerson, 0, verified.Signer, fact.Entry.Actor, Whole);
                return;
            }
        }

        if (await tables.Of<JobHandsRow>().Find(fact.Site!, done.Job.Value) is { DoneBy: { } doer })
            Put(fact, tables, Layer.SecondPerson, 0, fact.Entry.Actor, doer, Whole);
    }

    private static async ValueTask Follows(Fact fact, Tables tables, IFollows follows, string what)
    {
        if (await tables.Of<BroughtInRow>().Find(fact.Site!, what) is { } brought)
            Put(fact, tables, follows.Layer, 0, brought.BroughtBy, fact.Entry.Actor, follows.Worth, $"{brought.Position} {fact.Entry.Position}");
    }

    private static async ValueTask Rebound(Fact fact, Tables tables, JobRebound rebound)
    {
        if (await tables.Of<JobHandsRow>().Find(fact.Site!, rebound.Job.Value) is not { } hands)
            return;
        hands.Version = rebound.Version.Value;
        tables.Of<JobHandsRow>().Put(hands);
    }

    /// <summary>Work on an order goes from hand to hand.</summary>
    private static async ValueTask WorkedOn(Fact fact, Tables tables, string job, string person)
    {
        if (await tables.Of<JobHandsRow>().Find(fact.Site!, job) is not { Order: var order } hands)
            return;
        hands.DoneBy = person;
        tables.Of<JobHandsRow>().Put(hands);
        if (await tables.Of<WorkedByRow>().Find(fact.Site!, hands.Version, person) is null)
        {
            tables.Of<WorkedByRow>().Put(new WorkedByRow
            {
                Site = fact.Site!,
                Version = hands.Version,
                Person = person,
                At = fact.At,
                Shift = fact.Entry.Shift ?? "",
                Position = fact.Entry.Position,
            });
        }

        var workers = tables.Of<WorkerRow>();
        var worker = await workers.Find(fact.Site!, order) ?? new WorkerRow { Site = fact.Site!, Order = order, LastBy = person, Last = fact.Entry.Position };
        Put(fact, tables, Layer.Work, 0, worker.LastBy, person, Whole, $"{worker.Last} {fact.Entry.Position}");
        (worker.LastBy, worker.Last) = (person, fact.Entry.Position);
        workers.Put(worker);
    }

    /// <summary>Nobody influences themselves.</summary>
    private static void Put(Fact fact, Tables tables, Layer layer, int part, string from, string to, int worth, string? entries = null)
    {
        if (from == to || fact.Site is not { } site)
            return;
        tables.Of<ContactRow>().Put(new ContactRow
        {
            Site = site,
            Layer = layer,
            Position = fact.Entry.Position,
            Part = part,
            From = from,
            To = to,
            At = fact.At,
            Shift = fact.Entry.Shift ?? "",
            Worth = worth,
            Entries = entries ?? fact.Entry.Position.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
    }
}

/// <summary>One did something for another, once.</summary>
public sealed class ContactRow
{
    public required string Site { get; init; }
    public required Layer Layer { get; init; }

    /// <summary>Of the entry that completed it, in the site's log.</summary>
    public required long Position { get; init; }

    /// <summary>Which of several that one entry shows.</summary>
    public required int Part { get; init; }

    public required string From { get; init; }
    public required string To { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The shift it happened in, as its date and code; empty outside every shift.</summary>
    public required string Shift { get; init; }

    /// <summary>In hundredths of a whole contact.</summary>
    public required int Worth { get; set; }

    /// <summary>Positions of the entries behind it in the site's log, separated by spaces.</summary>
    public required string Entries { get; set; }
}

/// <summary>What has to be known of a call to tell who helped whom.</summary>
public sealed class AnsweringRow
{
    public required string Site { get; init; }
    public required string Call { get; init; }
    public required string RaisedBy { get; init; }
    public string? AskedFor { get; init; }
    public required long Raised { get; init; }
    public string? TakenBy { get; set; }
    public long? Taken { get; set; }
    public Answering? Answering { get; set; }
    public long? Answered { get; set; }
}

/// <summary>What has to be known of a note to tell who read whose.</summary>
public sealed class NoteRow
{
    public required string Site { get; init; }
    public required string HandOver { get; init; }
    public required string WrittenBy { get; init; }
    public string? MeantFor { get; init; }
    public required HandOverKind Kind { get; init; }
    public required long Written { get; init; }
}

/// <summary>Which order a job belongs to, and in whose hands it is.</summary>
public sealed class JobHandsRow
{
    public required string Site { get; init; }
    public required string Job { get; init; }
    public required string Order { get; init; }

    /// <summary>Of the work master: what it is done by.</summary>
    public required string Version { get; set; }

    public string? DoneBy { get; set; }
}

/// <summary>Who brought something in that others can follow.</summary>
public sealed class BroughtInRow
{
    public required string Site { get; init; }
    public required string What { get; init; }
    public required string BroughtBy { get; init; }
    public required long Position { get; init; }
}

/// <summary>When somebody worked by a version for the first time.</summary>
public sealed class WorkedByRow
{
    public required string Site { get; init; }
    public required string Version { get; init; }
    public required string Person { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Shift { get; init; }
    public required long Position { get; init; }
}

/// <summary>In whose hands an order was last.</summary>
public sealed class WorkerRow
{
    public required string Site { get; init; }
    public required string Order { get; init; }
    public required string LastBy { get; set; }
    public required long Last { get; set; }
}
