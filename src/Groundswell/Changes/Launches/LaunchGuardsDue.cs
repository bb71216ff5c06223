using System.Globalization;
using System.Runtime.CompilerServices;
using Groundswell.Changes.Due;
using Groundswell.Changes.Judging;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Launches;

/// <summary>Launches whose guards are broken: compared with the site's own before, until the record is asked again whether the change is used.</summary>
/// <remarks>Each node looks once an hour.</remarks>
public sealed class LaunchGuardsDue : IFallsDue
{
    /// <summary>So far back goes what a launch is compared with.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(42);

    private long _looked;

    public async IAsyncEnumerable<Command> At(DateTimeOffset now, IServiceProvider services, [EnumeratorCancellation] CancellationToken stop)
    {
        var hour = now.ToUnixTimeSeconds() / 3600;
        if (hour == _looked)
            yield break;
        var views = services.GetRequiredService<ViewsDb>();
        var states = services.GetRequiredService<States>();
        var launched = await views.Set<SiteChangeRow>().AsNoTracking()
            .Where(row => row.Status == SiteChangeStatus.Launched && row.UseLookedAt == null && row.GuardedSince != null).ToListAsync(stop);
        foreach (var row in launched)
        {
            var read = new Reading(states, Logs.OfSite(row.Site), stop);
            var change = new Id<Change>(row.Change);
            var here = await read.Of(SiteChange.IdOf(change));
            if (here is not { Status: SiteChangeStatus.Launched, LaunchedAt: { } began } || row.GuardedSince is not { } since)
                continue;
            if (LaunchGuarding.Broken(await GuardedJobs(row.Site, await read.Shared(change), here, began, read, views, stop), Launched(here), began, since) is not { } broken)
                continue;

            // Once for each time that it runs: whoever lets it go on begins anew.
            yield return new JudgeLaunch(change, broken.Guard, broken.Was, broken.Is, broken.Worse, broken.Words)
            {
                Id = ChangesClock.IdOf("judge-launch", row.Site, row.Change, since.ToString("O", CultureInfo.InvariantCulture)),
                Site = row.Site,
            };
        }

        _looked = hour;
    }

    /// <summary>How a launch that runs stands beside before; empty where there is too little work yet.</summary>
    internal static async Task<IReadOnlyList<GuardedFigure>> Now(
        string site, Change change, SiteChange here, DateTimeOffset since, Reading read, ViewsDb views, CancellationToken stop) => here.LaunchedAt is { } began
        ? LaunchGuarding.Compared(await GuardedJobs(site, change, here, began, read, views, stop), Launched(here), began, since)
        : [];

    private static async Task<IReadOnlyList<JudgedJob>> GuardedJobs(
        string site, Change change, SiteChange here, DateTimeOffset began, Reading read, ViewsDb views, CancellationToken stop)
    {
        var masters = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in here.Versions)
            masters.Add((await read.Shared(version)).WorkMaster.Value);

        // What was tried was not yet as it is launched, nor as it was before.
        var tried = change.Revisions.Select(revision => revision.Revision.Value).ToHashSet(StringComparer.Ordinal);
        return [.. (await JudgedJobs.Of(views, site, masters, began - Before, stop)).Where(job => !tried.Contains(job.Version))];
    }

    private static HashSet<string> Launched(SiteChange here) => here.Versions.Select(version => version.Value).ToHashSet(StringComparer.Ordinal);
}
