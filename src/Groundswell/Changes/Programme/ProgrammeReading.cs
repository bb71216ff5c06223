using System.Text.Json.Serialization;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Openings;
using Groundswell.Changes.Readiness;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters.Effective;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Programme;

/// <summary>Which changes the programme shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProgrammeShow>))]
public enum ProgrammeShow
{
    All = 1,

    /// <summary>Those that need somebody now: paused, not carried everywhere any more, fallen back, or used less than was asked for, at one of the sites.</summary>
    NeedsSomebody,
}

/// <param name="Find">What the title holds; null: any.</param>
public sealed record ProgrammeFilter(ProgrammeShow Show = ProgrammeShow.All, string? Find = null)
{
    public static ProgrammeFilter Of(string? show, string? find) => new(
        Enum.TryParse<ProgrammeShow>(show, out var shown) && Enum.IsDefined(shown) ? shown : ProgrammeShow.All, string.IsNullOrWhiteSpace(find) ? null : find.Trim());
}

/// <summary>Some changes by the sites that may be looked at, with how far each has come there.</summary>
/// <param name="Count">How many changes there are in all.</param>
/// <param name="Sites">A column each.</param>
public sealed record ProgrammeShown(int Number, int Count, IReadOnlyList<ProgrammeSite> Sites, IReadOnlyList<ProgrammeChange> Changes)
{
    public const int PageSize = 20;
}

/// <summary>A site's column.</summary>
/// <param name="Launched">How many of the changes shown run there.</param>
/// <param name="MedianDaysTo80">Of the changes shown that have come to 80 % there; null where none has.</param>
/// <param name="Pull">q/p of the changes shown, taken together from each one's own first day; null where there is too little to tell.</param>
/// <param name="Pushes">How many versions Quality has ever set there past the floor's consent.</param>
/// <param name="PushesNow">Those of them that hold now.</param>
public sealed record ProgrammeSite(string Site, string Name, int Launched, int? MedianDaysTo80, decimal? Pull, int Pushes, int PushesNow);

/// <summary>A change's row.</summary>
/// <param name="Cells">As the sites; null where the site has not brought it in.</param>
/// <param name="OnlyAt">The code of the one site that it is for; null: for any that brings it in.</param>
/// <param name="Opened">How it stands at the site that it opens; null where it opens none, or was not brought in there.</param>
public sealed record ProgrammeChange(
    string Change, string Title, ChangeStatus Status, DateTimeOffset OpenedAt, IReadOnlyList<ProgrammeCell?> Cells, string? OnlyAt = null, SiteChangeStatus? Opened = null);

/// <summary>A change at a site.</summary>
/// <param name="Since">Since when it stands so.</param>
/// <param name="Met">Conditions of the gate that are met; null where it is launched.</param>
/// <param name="Missing">The codes of those that are not.</param>
/// <param name="Share">The share of work done by it since its first day; null of fewer than five people, or where it does not run.</param>
public sealed record ProgrammeCell(
    SiteChangeStatus Status, DateTimeOffset Since, DateTimeOffset? LaunchedAt, int? Met, IReadOnlyList<string>? Missing, decimal? Share, int? DaysTo80, bool InGrace);

/// <summary>Reads a page of the programme: never all of it. Readiness is asked of the gate itself, adoption is read from jobs by shift.</summary>
internal sealed class ProgrammeReading(ViewsDb views, States states, TimeProvider time)
{
    public async Task<ProgrammeShown> Of(IReadOnlyList<SiteChoice> sites, ProgrammeFilter filter, int number, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var codes = sites.Select(site => site.Code).ToList();
        var changes = views.Set<ChangeRow>().AsNoTracking().Where(row => row.Status != ChangeStatus.GivenUp);
        if (filter.Find is { } find)
        {
            // As people write: stores differ in what is the same letter.
            var called = await changes.Select(row => new { row.Change, row.Title }).ToListAsync(stop);
            var found = called.Where(row => row.Title.Contains(find, StringComparison.CurrentCultureIgnoreCase)).Select(row => row.Change).ToList();
            changes = changes.Where(row => found.Contains(row.Change));
        }

        if (filter.Show == ProgrammeShow.NeedsSomebody)
        {
            var needing = views.Set<SiteChangeRow>().Where(row => codes.Contains(row.Site)
                && (row.Status == SiteChangeStatus.Paused || row.Status == SiteChangeStatus.FellBack || row.GraceUntil != null
                    || (row.Status == SiteChangeStatus.Launched && row.UseFallen == true))).Select(row => row.Change);
            changes = changes.Where(row => needing.Contains(row.Change));
        }

        var count = await changes.CountAsync(stop);
        var rows = await changes.OrderByDescending(row => row.OpenedAt).Skip((number - 1) * ProgrammeShown.PageSize).Take(ProgrammeShown.PageSize).ToListAsync(stop);
        var ids = rows.ConvertAll(row => row.Change);
        var here = await views.Set<SiteChangeRow>().AsNoTracking().Where(row => ids.Contains(row.Change) && codes.Contains(row.Site)).ToListAsync(stop);
        var adopted = await new ProgrammeAdoption(views).Of(ids, codes, DateOnly.FromDateTime(now.UtcDateTime), stop);
        var cells = new Dictionary<(string Site, string Change), ProgrammeCell>();
        foreach (var row in here)
        {
            var gate = row.Status is SiteChangeStatus.BroughtIn or SiteChangeStatus.Asked or SiteChangeStatus.Withdrawn or SiteChangeStatus.FellBack
                ? await Gate(row, now, stop)
                : null;
            var figures = gate is null ? adopted.Cells.GetValueOrDefault((row.Site, row.Change)) : null;
            cells[(row.Site, row.Change)] = new ProgrammeCell(
                row.Status, row.Since, row.LaunchedAt, gate is null ? null : gate.Conditions.Count - gate.Missing.Count, gate?.Missing, figures?.Share, figures?.DaysTo80,
                row.GraceUntil is not null);
        }

        var opened = await OpeningStanding.Of(views, rows, stop);
        var pushes = (await views.Set<SiteVersionRow>().AsNoTracking().Where(row => row.Source == VersionSource.Push && codes.Contains(row.Site))
            .Select(row => new { row.Site, row.WithdrawnAt, row.EndsAt }).ToListAsync(stop)).ToLookup(row => row.Site);
        return new ProgrammeShown(
            number, count,
            [
                .. sites.Select(site => new ProgrammeSite(
                    site.Code, site.Name, here.Count(row => row.Site == site.Code && row.Status is SiteChangeStatus.Launched or SiteChangeStatus.Paused),
                    Median(cells.Where(cell => cell.Key.Site == site.Code).Select(cell => cell.Value.DaysTo80)), adopted.Pull.GetValueOrDefault(site.Code),
                    pushes[site.Code].Count(), pushes[site.Code].Count(push => push.WithdrawnAt is null && push.EndsAt > now))),
            ],
            rows.ConvertAll(row => new ProgrammeChange(
                row.Change, row.Title, row.Status, row.OpenedAt, [.. sites.Select(site => cells.GetValueOrDefault((site.Code, row.Change)))],
                row.OnlyAtOrigin ? row.Origin : null, opened.TryGetValue(row.Change, out var at) ? at : null)));
    }

    private async Task<ReadinessAnswer> Gate(SiteChangeRow row, DateTimeOffset now, CancellationToken stop) => LaunchGate.Judge(
        row.Site, await LaunchActs.Of(new Id<Change>(row.Change), row.Site, new Reading(states, Logs.OfSite(row.Site), stop), now), now);

    private static int? Median(IEnumerable<int?> days)
    {
        var known = days.OfType<int>().Order().ToList();
        return known.Count == 0 ? null : known[known.Count / 2];
    }
}
