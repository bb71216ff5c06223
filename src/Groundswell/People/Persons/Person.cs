using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.People.Qualifications;

namespace Groundswell.People.Persons;

[JsonConverter(typeof(JsonStringEnumConverter<PersonStatus>))]
public enum PersonStatus
{
    Unknown,
    Here,
    Left,
}

/// <summary>Someone who works at a site.</summary>
/// <remarks>
/// A person is registered with the functions they work for and whom they report to, changes team and shift, gains and loses
/// qualifications, and one day leaves; whoever comes back is the same person with the same id. The id is the plant's own (a personnel
/// number) and means the same person at every site; the name belongs to the directory. What a person may do in the software is a
/// matter of their account, what they may do at a machine a matter of their qualifications.
/// </remarks>
public sealed record Person(
    Id<Person> Id,
    PersonStatus Status,
    ImmutableArray<Function> Functions,
    string? Team,
    Id<Person>? ReportsTo,
    ImmutableHashSet<Id<Person>> Reports,
    DateTimeOffset? LastReportLostAt,
    ImmutableDictionary<Id<Qualification>, ImmutableArray<Tenure>> Qualifications) : IState<Person>
{
    /// <summary>How long someone counts as a manager after their last report has gone.</summary>
    public static readonly TimeSpan ManagerFor = TimeSpan.FromDays(90);

    public static string Kind => "person";

    public static Person Unknown { get; } = new(
        default, PersonStatus.Unknown, [], null, null, [], null, ImmutableDictionary<Id<Qualification>, ImmutableArray<Tenure>>.Empty);

    /// <summary>Whether they have reports in the line, or had within <see cref="ManagerFor"/> before <paramref name="at"/>.</summary>
    public bool IsManager(DateTimeOffset at) => Reports.Count > 0 || at - LastReportLostAt <= ManagerFor;

    /// <summary>Whether they held the qualification at an instant, at this level or above.</summary>
    public bool IsQualified(Id<Qualification> qualification, DateTimeOffset at, int level = 1) =>
        TenureOf(qualification, at) is { } tenure && tenure.Level >= level;

    /// <summary>How they held the qualification at an instant; null where they did not.</summary>
    public Tenure? TenureOf(Id<Qualification> qualification, DateTimeOffset at) =>
        Qualifications.TryGetValue(qualification, out var tenures) ? tenures.LastOrDefault(tenure => tenure.Covers(at)) : null;

    public Person Evolve(Happened happened) => happened.Event switch
    {
        PersonRegistered e => this with
        {
            Id = e.Person,
            Status = PersonStatus.Here,
            Functions = [.. e.Functions],
            Team = e.Team,
            ReportsTo = e.ReportsTo,
        },
        PersonAssigned e => this with { Functions = [.. e.Functions], Team = e.Team },
        ReportingLineChanged e => this with { ReportsTo = e.ReportsTo },
        ReportGained e => this with { Reports = Reports.Add(e.Report) },
        ReportLost e => this with { Reports = Reports.Remove(e.Report), LastReportLostAt = happened.OccurredAt },
        PersonLeft => this with { Status = PersonStatus.Left, ReportsTo = null },
        PersonReturned => this with { Status = PersonStatus.Here },
        QualificationGranted e => Tenured(e.Qualification, tenures => tenures.Begin(happened.OccurredAt, e.Level, e.ExpiresAt)),
        QualificationRenewed e => Tenured(e.Qualification, tenures => tenures.Renew(happened.OccurredAt, e.ExpiresAt)),
        QualificationWithdrawn e => Tenured(e.Qualification, tenures => tenures.End(happened.OccurredAt)),
        _ => this,
    };

    private Person Tenured(Id<Qualification> qualification, Func<ImmutableArray<Tenure>, ImmutableArray<Tenure>> change) =>
        this with { Qualifications = Qualifications.SetItem(qualification, change(Qualifications.GetValueOrDefault(qualification, []))) };
}
