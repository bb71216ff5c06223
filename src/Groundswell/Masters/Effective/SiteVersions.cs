using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters.Effective;

/// <summary>Which versions each site was given, by what, and what waits for Quality's signature.</summary>
public sealed class SiteVersions : IProjection
{
    public string Name => "site-versions";

    public int Version => 4;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<SiteVersionRow>(row =>
        {
            row.ToTable("site_version").HasKey(r => new { r.Site, r.Position, r.WorkCenter });
            row.HasIndex(r => new { r.Site, r.WorkMaster });
            row.Property(r => r.SignedBy).NamesAPerson();
        });
        tables.Entity<AskedCommissioningRow>(row =>
        {
            row.ToTable("asked_commissioning").HasKey(r => new { r.Site, r.WorkMaster });
            row.Property(r => r.AskedBy).NamesAPerson();
        });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case BaselineRecorded e:
                foreach (var use in e.InUse)
                    Give(VersionSource.Baseline, e.WorkMaster, use.Version, use.ContentHash, use.WorkCenter?.Value, null, e.Signatures);
                break;
            case VersionCommissioningAsked e:
                tables.Of<AskedCommissioningRow>().Put(new AskedCommissioningRow
                {
                    Site = fact.Site!,
                    WorkMaster = e.WorkMaster.Value,
                    Version = e.Version.Value,
                    ContentHash = e.ContentHash,
                    AskedBy = e.Signature.PrintedName,
                    AskedAt = fact.At,
                    FromShiftDate = e.From,
                    Remark = e.Remark,
                });
                break;
            case VersionCommissioningDeclined e:
                await Answer(e.WorkMaster);
                break;
            case VersionCommissioned e:
                await Answer(e.WorkMaster);
                var given = Give(VersionSource.Commissioning, e.WorkMaster, e.Version, e.ContentHash, null, e.From, e.Signatures);
                given.BeginsAt = fact.Entry.RecordedAt;
                given.WorkCenters = e.WorkCenters is null ? null : string.Join(", ", e.WorkCenters.Select(center => center.Value));
                break;
            case VersionCommissioningWithdrawn e:
                await Withdraw(e.Commissioned);
                break;
            case VersionLaunched e:
                var launched = Give(VersionSource.Launch, e.WorkMaster, e.Version, e.ContentHash, null, e.From, []);
                launched.Affecting = e.Affecting;
                Scoped(launched, e.Scope, e.Change);
                break;
            case VersionPiloted e:
                var tried = Give(VersionSource.Pilot, e.WorkMaster, e.Version, e.ContentHash, null, e.From, []);
                tried.UntilShiftDate = e.Until;
                Scoped(tried, e.Scope, e.Change);
                break;
            case VersionPushed e:
                var pushed = Give(VersionSource.Push, e.WorkMaster, e.Version, e.ContentHash, null, null, [e.Signature]);
                (pushed.EndsAt, pushed.Affecting) = (e.EndsAt, e.Affecting);
                Scoped(pushed, e.Scope, e.Change);
                break;
            case PushAccepted e:
                var before = await Withdraw(e.Pushed);
                var own = Give(VersionSource.Launch, e.WorkMaster, e.Version, before.ContentHash, null, null, []);
                (own.BeginsAt, own.WorkCenters, own.Shifts) = (fact.Entry.RecordedAt, before.WorkCenters, before.Shifts);
                (own.Change, own.Affecting) = (e.Change ?? before.Change, before.Affecting);
                break;
            case ProvisionWithdrawn e:
                await Withdraw(e.Given);
                break;
        }

        void Scoped(SiteVersionRow row, ProvisionScope scope, string? change)
        {
            row.BeginsAt = fact.Entry.RecordedAt;
            row.WorkCenters = scope.WorkCenters is null ? null : string.Join(", ", scope.WorkCenters.Select(center => center.Value));
            row.Shifts = scope.Shifts is null ? null : string.Join(", ", scope.Shifts);
            row.Change = change;
        }

        SiteVersionRow Give(
            VersionSource source, Id<WorkMaster> master, Id<WorkMasterVersion> version, string hash, string? workCenter, DateOnly? from,
            IReadOnlyList<Signature> signatures)
        {
            var row = new SiteVersionRow
            {
                Site = fact.Site!,
                Position = fact.Entry.Position,
                WorkCenter = workCenter ?? "",
                WorkMaster = master.Value,
                Version = version.Value,
                ContentHash = hash,
                Source = source,
                FromShiftDate = from,
                SignedBy = signatures.Count == 0 ? null : string.Join(", ", signatures.Select(signature => signature.PrintedName)),
            };
            tables.Of<SiteVersionRow>().Put(row);
            return row;
        }

        async ValueTask Answer(Id<WorkMaster> master)
        {
            var asked = tables.Of<AskedCommissioningRow>();
            if (await asked.Find(fact.Site!, master.Value) is { } row)
                asked.Remove(row);
        }

        async ValueTask<SiteVersionRow> Withdraw(long given)
        {
            var versions = tables.Of<SiteVersionRow>();
            var row = await versions.Find(fact.Site!, given, "")
                ?? throw new InvalidOperationException($"Entry {given} of {fact.Entry.Log} gave no version.");
            row.WithdrawnAt = fact.Entry.RecordedAt;
            versions.Put(row);
            return row;
        }
    }

    /// <summary>GET /sites/{site}/versions: what the site has been given, and what waits.</summary>
    public static async Task<Ok<VersionsAtSite>> At(string site, ViewsDb views, CancellationToken stop, string? master = null)
    {
        var given = views.Set<SiteVersionRow>().AsNoTracking().Where(row => row.Site == site);
        var asked = views.Set<AskedCommissioningRow>().AsNoTracking().Where(row => row.Site == site);
        if (master is not null)
            (given, asked) = (given.Where(row => row.WorkMaster == master), asked.Where(row => row.WorkMaster == master));
        return TypedResults.Ok(new VersionsAtSite(
            await given.OrderBy(row => row.WorkMaster).ThenBy(row => row.Position).ThenBy(row => row.WorkCenter).ToListAsync(stop),
            await asked.OrderBy(row => row.WorkMaster).ToListAsync(stop)));
    }

    /// <summary>GET /sites/{site}/versions/{master}: the version that an order would get, asked of the record itself.</summary>
    public static async Task<Results<Ok<VersionForWork>, NotFound>> ForWork(
        string site, string master, States states, TimeProvider time, CancellationToken stop, string? workCenter = null, DateOnly? shiftDate = null,
        string? shift = null)
    {
        var effective = await new Reading(states, Logs.OfSite(site), stop).Of(EffectiveVersion.IdOf(new Id<WorkMaster>(master)));
        var asked = new VersionAsked(workCenter is null ? null : new Id<WorkCenter>(workCenter), shiftDate, null, time.GetUtcNow(), shift);
        return effective.For(asked) is { } given
            ? TypedResults.Ok(new VersionForWork(given.Version.Value, given.ContentHash, given.Source, given.Position))
            : TypedResults.NotFound();
    }
}

/// <param name="Given">Every version the site was ever given, in the order of its log.</param>
/// <param name="Asked">What the site lead has signed and Quality has not.</param>
public sealed record VersionsAtSite(IReadOnlyList<SiteVersionRow> Given, IReadOnlyList<AskedCommissioningRow> Asked);

/// <param name="Position">The entry of the site's log that gave it.</param>
public sealed record VersionForWork(string Version, string ContentHash, VersionSource Source, long Position);

/// <summary>A version given to a site.</summary>
public sealed class SiteVersionRow
{
    public required string Site { get; init; }

    /// <summary>The entry that gave it, in the site's log.</summary>
    public required long Position { get; init; }

    /// <summary>Only there; empty: at every work center that has none of its own.</summary>
    public required string WorkCenter { get; init; }

    public required string WorkMaster { get; init; }
    public required string Version { get; init; }
    public required string ContentHash { get; init; }
    public required VersionSource Source { get; init; }

    /// <summary>Null: before there was a record.</summary>
    public DateTimeOffset? BeginsAt { get; set; }

    /// <summary>The first shift date it is for; null: any.</summary>
    public DateOnly? FromShiftDate { get; init; }

    /// <summary>The last shift date it is for; null: any.</summary>
    public DateOnly? UntilShiftDate { get; set; }

    /// <summary>When it lapses by itself.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Only at these, where a launch, a pilot or a push says so; null: at all.</summary>
    public string? WorkCenters { get; set; }

    /// <summary>Only in these shifts; null: in all.</summary>
    public string? Shifts { get; set; }

    /// <summary>The change that it came with.</summary>
    public string? Change { get; set; }

    /// <summary>Whether work that is released and not begun moves to it.</summary>
    public bool Affecting { get; set; }

    /// <summary>Printed names.</summary>
    public string? SignedBy { get; init; }
}

/// <summary>A version that waits for Quality's signature.</summary>
public sealed class AskedCommissioningRow
{
    public required string Site { get; init; }
    public required string WorkMaster { get; init; }
    public required string Version { get; init; }

    /// <summary>What Quality has to sign.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The site lead's printed name.</summary>
    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
    public DateOnly? FromShiftDate { get; init; }
    public string? Remark { get; init; }
}
