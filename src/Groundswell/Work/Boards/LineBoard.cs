using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Work.Calls;
using Groundswell.Work.Steps;

namespace Groundswell.Work.Boards;

/// <summary>One area as it stands now, as people across the hall read it.</summary>
/// <param name="Area">Null where the site has no area yet.</param>
/// <param name="Areas">All areas of the site, to go to another.</param>
public sealed record LineBoard(
    SiteFacts Site, PlaceRow? Area, IReadOnlyList<PlaceRow> Areas, ShiftNow? Shift, DateTimeOffset Now, IReadOnlyList<BoardCenter> Centers,
    IReadOnlyList<BoardCall> Calls, IReadOnlyList<BoardException> Exceptions);

/// <summary>A work center: what came out of it in this shift against what is due, and its work units.</summary>
/// <param name="Unit">Of the amounts; null where jobs are counted.</param>
/// <param name="Due">What is due by the end of the shift: what was completed, and what is open and wanted by then.</param>
/// <param name="Queue">Jobs that wait for any of its work units.</param>
public sealed record BoardCenter(
    string Id, string Name, decimal Done, decimal Due, string? Unit, IReadOnlyList<BoardHour> Hours, IReadOnlyList<BoardUnit> Units, int Queue)
{
    /// <summary>By how much it is behind the plan at this time of the shift, from 0 to 1; null where it is not, or where nothing is due.</summary>
    public decimal? Behind(decimal gone) =>
        Due > 0 && gone > 0 && Done < Due * gone * (1 - Tolerated) ? 1 - (Done / (Due * gone)) : null;

    /// <summary>Nobody is told for less.</summary>
    private const decimal Tolerated = 0.05m;
}

/// <summary>One hour of the shift.</summary>
/// <param name="Made">Null where the hour has not begun.</param>
/// <param name="Over">It has ended.</param>
public sealed record BoardHour(DateTimeOffset From, decimal? Made, bool Over);

/// <summary>How a work unit is told of: a shape and a word each.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnitState>))]
public enum UnitState
{
    Running = 1,
    Setup,
    Waiting,
    Blocked,
    Down,
    Off,
}

/// <summary>A work unit and what it does.</summary>
/// <param name="Since">Since when it is in this state; null where nobody can say.</param>
/// <param name="Why">What stops it, as whoever stopped it said.</param>
/// <param name="Makes">What it works on.</param>
/// <param name="Done">How far the job is, of <paramref name="Of"/>; null where there is nothing to count.</param>
/// <param name="InSteps">Whether steps are counted, not pieces.</param>
public sealed record BoardUnit(
    string Id, string Name, UnitState State, DateTimeOffset? Since, string? Why, string? Makes, string? Order, string? Job, decimal? Done, decimal? Of,
    bool InSteps, IReadOnlyList<string> People);

/// <summary>A call for help that is not closed.</summary>
/// <param name="At">The work center, or the work unit of the job it was raised from.</param>
public sealed record BoardCall(string At, HelpCallRow Call, string RaisedBy, string? TakenBy);

/// <summary>Work that waits until somebody releases an exception.</summary>
public sealed record BoardException(ExceptionRow Exception, string? WorkUnit);
