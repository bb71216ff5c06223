using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Masters.ReasonLists;
using Groundswell.Work.Calls;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;

namespace Groundswell.Work.Terminal;

/// <summary>What a job's sheet says to everybody: what is to be done and within which limits, what is there, what was done.</summary>
/// <param name="Position">The last entry of the job's stream that it knows.</param>
public record SharedSheet(
    string Site, string TimeZone, long Position, SheetJob Job, SheetOrder Order, Operation Operation, SheetExpressions Expressions,
    IReadOnlyDictionary<string, SheetLine> Bill, IReadOnlyList<SheetLot> Lots, IReadOnlyList<SheetWorkUnit> WorkUnits, IReadOnlyList<SheetReleaser> Releasers,
    IReadOnlyList<HandOverRow> HandOvers, IReadOnlyList<HelpCallRow> Calls);

/// <summary>Everything a terminal needs to go on with a job by itself: what the sheet says to everybody, and who at this terminal may do what.</summary>
/// <remarks><see cref="AsOf"/> is the server's time when it was written.</remarks>
public sealed record JobSheet : SharedSheet
{
    public JobSheet(SharedSheet shared, DateTimeOffset asOf, IReadOnlyDictionary<string, SheetPerson> people)
        : base(shared) => (AsOf, People) = (asOf, people);

    public DateTimeOffset AsOf { get; }

    public IReadOnlyDictionary<string, SheetPerson> People { get; }
}

/// <param name="Steps">What was done or skipped, by the step's id.</param>
/// <param name="OpenExceptions">What waits to be released.</param>
/// <param name="Reasons">By the step's id: what can be chosen for what is not good; where a step is not there, one says it in one's own words.</param>
public sealed record SheetJob(
    string Id, JobStatus Status, JobPhase Phase, string Operation, decimal Quantity, string Unit, string? WorkCenter, string? WorkUnit,
    IReadOnlyCollection<string> Crew, Output Output, string? StoppedFor, DateTimeOffset? StartedAt, IReadOnlyDictionary<string, StepResult> Steps,
    int Exceptions, IReadOnlyCollection<OpenException> OpenExceptions, IReadOnlyDictionary<long, Output> Reports,
    IReadOnlyDictionary<string, IReadOnlyList<Reason>>? Reasons = null);

/// <param name="Name">What is made, as people on the floor call it.</param>
/// <param name="MayBeWorkedOn">Released, not held, not ended.</param>
public sealed record SheetOrder(
    string Id, string Name, string WorkMaster, string Version, decimal Quantity, string Unit, bool MayBeWorkedOn, string? HeldFor, string? OutputLot);

/// <summary>What the version's expressions may use: for the expression language's JavaScript.</summary>
/// <param name="Names">The kind of each name.</param>
/// <param name="Constants">The value of each parameter, a literal.</param>
/// <param name="Values">What is known of the order's other operations and of its quantity, literals.</param>
public sealed record SheetExpressions(
    IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Constants, IReadOnlyDictionary<string, string> Values);

/// <summary>A line of the bill, for this order's quantity.</summary>
/// <param name="Alternatives">Other materials that may be taken.</param>
/// <param name="Assigned">Lots set aside for this order.</param>
public sealed record SheetLine(
    string Material, string Name, decimal Quantity, string Unit, IReadOnlyList<string> Alternatives, IReadOnlyList<string> Assigned);

public sealed record SheetLot(
    string Lot, string Material, decimal Quantity, string Unit, DateOnly? ExpiresOn, string? RestrictedFor, string? Location);

public sealed record SheetWorkUnit(string Id, string Name, IReadOnlyList<string> Classes, bool InService, string? OutOfServiceFor);

/// <summary>Who is badged in, or asks: what they may do here.</summary>
/// <param name="Acts">The acts that their roles allow.</param>
/// <param name="Qualifications">Those the operation asks for: until when they hold it; an absent one they lack.</param>
/// <param name="Changed">What is different, step by step, since they did it last.</param>
public sealed record SheetPerson(
    string? Name, IReadOnlyList<Role> Roles, IReadOnlyList<string> Acts, IReadOnlyDictionary<string, DateTimeOffset?> Qualifications,
    IReadOnlyDictionary<string, SheetChange> Changed);

/// <param name="Since">When they did it last.</param>
public sealed record SheetChange(DateTimeOffset Since, string Version, IReadOnlyList<SheetFieldChange> Fields);

/// <param name="Field">Dotted, as it is named in JSON; empty: the step is new to them.</param>
public sealed record SheetFieldChange(string Field, System.Text.Json.JsonElement? Before, System.Text.Json.JsonElement? After)
{
    internal static SheetFieldChange Of(FieldDifference field) => new(field.Field, field.Before, field.After);
}

/// <summary>Somebody who can release what stops a job.</summary>
/// <param name="Here">Attending now.</param>
public sealed record SheetReleaser(string Person, string? Name, IReadOnlyList<Role> Roles, bool Here);
