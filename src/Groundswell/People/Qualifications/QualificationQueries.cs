using System.Text.Json.Serialization;
using Groundswell.Identifying;
using Groundswell.People.Persons;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Qualifications;

/// <summary>How a qualification stands at the time of asking.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Standing>))]
public enum Standing
{
    Held = 1,
    Expiring,
    Expired,
    Withdrawn,
}

/// <param name="Until">The first instant at which it is no longer held; null while nothing ends it.</param>
public sealed record HeldQualification(
    string Person, string? PrintedName, string? Team, string Qualification, int Level, Standing Standing,
    DateTimeOffset From, DateTimeOffset? Until, string? TaughtBy, string AssessedBy);

/// <param name="Team">Null: the whole site.</param>
/// <param name="Held">How many hold it at the level asked for, those included whose runs out soon.</param>
/// <param name="Missing">How many more are needed to have as many as are asked for.</param>
/// <param name="MissingSoon">The same once what runs out soon has run out.</param>
public sealed record QualificationGap(string Qualification, string? Team, int Level, int AtLeast, int Held, int Missing, int MissingSoon);

/// <summary>The matrix of a site: who holds what, and where more are needed than hold it.</summary>
public sealed record SiteQualifications(
    IReadOnlyList<QualificationRow> Qualifications, IReadOnlyList<HeldQualification> Held, IReadOnlyList<QualificationGap> Coverage);

/// <summary>What is asked of the qualification matrix.</summary>
public static class QualificationQueries
{
    /// <summary>What ends within so many days runs out.</summary>
    internal const int SoonInDays = 60;

    /// <summary>GET /qualifications</summary>
    public static async Task<Ok<List<QualificationRow>>> Defined(ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<QualificationRow>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop));

    /// <summary>GET /sites/{site}/qualifications</summary>
    /// <param name="soon">What ends within so many days counts as running out.</param>
    public static async Task<Ok<SiteQualifications>> OfSite(
        string site, ViewsDb views, Names names, TimeProvider time, CancellationToken stop, int soon = SoonInDays) =>
        TypedResults.Ok(await Read(site, views, names, time, soon, stop));

    /// <summary>Who holds what until when at a site, and what is missing.</summary>
    internal static async Task<SiteQualifications> Read(string site, ViewsDb views, Names names, TimeProvider time, int soon, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var persons = await views.Set<PersonRow>().AsNoTracking()
            .Where(row => row.Site == site && row.Status == nameof(PersonStatus.Here)).ToDictionaryAsync(row => row.Id, stop);
        var rows = await views.Set<HeldQualificationRow>().AsNoTracking().Where(row => row.Site == site)
            .OrderBy(row => row.Qualification).ThenBy(row => row.Person).ToListAsync(stop);
        var printed = await names.Of(persons.Keys, stop);

        List<HeldQualification> held = [.. rows.Where(row => persons.ContainsKey(row.Person)).Select(row => new HeldQualification(
            row.Person, printed.GetValueOrDefault(row.Person), persons[row.Person].Team, row.Qualification, row.Level,
            StandingOf(row, now, now.AddDays(soon)), row.From, row.Until, row.TaughtBy, row.AssessedBy))];
        var coverage = await views.Set<CoverageRow>().AsNoTracking().Where(row => row.Site == site && row.AtLeast > 0)
            .OrderBy(row => row.Id).ToListAsync(stop);
        var defined = await views.Set<QualificationRow>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop);
        return new SiteQualifications(defined, held, coverage.ConvertAll(asked => GapOf(asked, held)));
    }

    private static Standing StandingOf(HeldQualificationRow row, DateTimeOffset now, DateTimeOffset soon) => row switch
    {
        { Withdrawn: true } => Standing.Withdrawn,
        { Until: { } until } when until <= now => Standing.Expired,
        { Until: { } until } when until <= soon => Standing.Expiring,
        _ => Standing.Held,
    };

    private static QualificationGap GapOf(CoverageRow asked, List<HeldQualification> held)
    {
        var holders = held.FindAll(one =>
            one.Qualification == asked.Qualification && one.Level >= asked.Level && (asked.Team is null || one.Team == asked.Team)
            && (one.Standing is Standing.Held or Standing.Expiring));
        var lasting = holders.Count(one => one.Standing == Standing.Held);
        return new QualificationGap(
            asked.Qualification, asked.Team, asked.Level, asked.AtLeast, holders.Count,
            Math.Max(0, asked.AtLeast - holders.Count), Math.Max(0, asked.AtLeast - lasting));
    }
}
