using Groundswell.Deciding;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Accounts;

/// <summary>Attempts at unauthorized use (21 CFR 11.300(d)): accounts that were locked out and signatures that were not proved, for whoever administers.</summary>
public sealed class SecurityAlerts : IProjection
{
    private const int Most = 500;

    public string Name => "security-alerts";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<SecurityAlertRow>(row =>
    {
        row.ToTable("security_alert").HasKey(r => r.Position);
        row.HasIndex(r => r.Account);
        row.Property(r => r.Account).NamesAPerson();
    });

    public ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case AccountLocked { Cause: LockCause.FailedProofs } e:
                Add(e.Account, "account.locked", e.Until, null);
                break;
            case SignatureFailed e:
                Add(e.Account, "signature.failed", null, $"{e.Act}, {e.Meaning}: {e.Why}");
                break;
        }

        return ValueTask.CompletedTask;

        void Add(Id<Account> account, string what, DateTimeOffset? until, string? detail) => tables.Of<SecurityAlertRow>().Add(new SecurityAlertRow
        {
            Position = fact.Entry.Position,
            Account = account.Value,
            What = what,
            At = fact.At,
            Until = until,
            Detail = detail,
            Station = fact.Entry.Station,
        });
    }

    /// <summary>GET /security-alerts</summary>
    /// <param name="since">Only what came at that time or later.</param>
    public static async Task<Ok<List<SecurityAlertRow>>> Newest(DateTimeOffset? since, ViewsDb views, CancellationToken stop) =>
        TypedResults.Ok(await views.Set<SecurityAlertRow>().AsNoTracking()
            .Where(row => since == null || row.At >= since).OrderByDescending(row => row.Position).Take(Most).ToListAsync(stop));
}

/// <summary>Something that looks as if somebody tried to be somebody else.</summary>
public sealed class SecurityAlertRow
{
    /// <summary>Of its entry in the enterprise's log.</summary>
    public required long Position { get; init; }

    public required string Account { get; init; }

    /// <summary><c>account.locked</c> or <c>signature.failed</c>.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When a lock ends by itself.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What was to be signed, and why it was not proved.</summary>
    public string? Detail { get; init; }

    public string? Station { get; init; }
}
