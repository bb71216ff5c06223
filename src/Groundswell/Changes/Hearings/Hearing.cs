using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Record;

namespace Groundswell.Changes.Hearings;

/// <summary>
/// How a site has listened before it changes how people work: sessions with each function (who, what slows them, what was promised), the measure each of
/// them will judge the change by, and the signatures of their representatives to all of these measures together.
/// </summary>
/// <param name="Kpis">By function, what shows whether the change was worth it to them.</param>
/// <param name="Signed">By function, what its representative signed: only while it is what stands.</param>
public sealed record Hearing(
    Id<Hearing> Id, ImmutableArray<ListeningSession> Sessions, ImmutableSortedDictionary<Function, SharedKpi> Kpis,
    ImmutableDictionary<Function, Signature> Signed) : IState<Hearing>
{
    public static string Kind => "hearing";

    public static Hearing Unknown { get; } = new(
        default, [], ImmutableSortedDictionary<Function, SharedKpi>.Empty, ImmutableDictionary<Function, Signature>.Empty);

    public static Id<Hearing> IdOf(Id<Change> change) => new(change.Value);

    public SharedKpi? KpiOf(Function function) => Kpis.GetValueOrDefault(function);

    public bool HasHeard(Function function) => Sessions.Any(session => session.Function == function);

    /// <summary>The function's signature to the measures as they stand: with another measure, what was signed before no longer counts.</summary>
    public Signature? Signature(string site, Id<Change> change, Function function) =>
        Signed.TryGetValue(function, out var signature)
        && signature.ContentHash == SignKpis.SheetOf(new SignKpis(change, function) { Site = site }, this).ContentHash
            ? signature
            : null;

    public Hearing Evolve(Happened happened) => happened.Event switch
    {
        ListeningSessionHeld e => this with
        {
            Sessions = Sessions.Add(new ListeningSession(e.Function, [.. e.Heard], e.Slows, e.Promised, happened.OccurredAt, happened.Actor, happened.Position)),
        },
        KpiNamed e => this with { Kpis = Kpis.SetItem(e.Function, new SharedKpi(e.Kpi, e.Measure, e.Better)) },
        KpisSigned e => this with { Signed = Signed.SetItem(e.Function, e.Signature) },
        _ => this,
    };
}

/// <param name="Heard">Persons' ids.</param>
/// <param name="Position">The entry's position in the site's log.</param>
public sealed record ListeningSession(
    Function Function, ImmutableArray<Id<Person>> Heard, string Slows, string Promised, DateTimeOffset At, string By, long Position);

/// <param name="Kpi">In the function's own words.</param>
/// <param name="Measure">What is counted, and from what.</param>
/// <param name="Better">Which way is better.</param>
public sealed record SharedKpi(string Kpi, string Measure, KpiDirection Better);

/// <summary>Which way of a measure is the better one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KpiDirection>))]
public enum KpiDirection
{
    Higher = 1,
    Lower,
}

// Recorded in the site's log. These names and fields are in plants' records: add to them, never change them.

/// <param name="Heard">Who was there, of the function.</param>
/// <param name="Slows">What slows them today.</param>
/// <param name="Promised">What was promised to them.</param>
[RecordedAs("hearing.session-held")]
public sealed record ListeningSessionHeld(
    Id<Change> Change, Function Function, IReadOnlyList<Id<Person>> Heard, string Slows, string Promised) : Event;

[RecordedAs("hearing.kpi-named")]
public sealed record KpiNamed(Id<Change> Change, Function Function, string Kpi, string Measure, KpiDirection Better) : Event;

[RecordedAs("hearing.kpis-signed")]
public sealed record KpisSigned(Id<Change> Change, Function Function, Signature Signature) : Event;
