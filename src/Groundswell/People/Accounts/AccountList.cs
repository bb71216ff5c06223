using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Signatures;
using Groundswell.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Accounts;

/// <summary>Every account with its grants, as an administrator reads them. Nothing is authorised from here.</summary>
public sealed class AccountList : IProjection
{
    public string Name => "accounts";

    public int Version => 1;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<AccountRow>(row =>
        {
            row.ToTable("account").HasKey(r => r.Id);
            row.Property(r => r.Id).NamesAPerson();
        });
        tables.Entity<AccountGrantRow>(row =>
        {
            row.ToTable("account_grant").HasKey(r => new { r.Account, r.Role, r.Function, r.Site });
            row.HasIndex(r => new { r.Site, r.Role });
            row.Property(r => r.Account).NamesAPerson();
        });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var accounts = tables.Of<AccountRow>();
        var grants = tables.Of<AccountGrantRow>();
        switch (fact.Event)
        {
            case AccountOpened e:
                accounts.Put(new AccountRow { Id = e.Account.Value, Holder = e.Holder.ToString(), Status = nameof(AccountStatus.Open), Since = fact.At });
                break;
            case RoleGranted e:
                grants.Put(new AccountGrantRow
                {
                    Account = e.Account.Value,
                    Role = e.Role.ToString(),
                    Function = e.Function?.ToString() ?? AccountGrantRow.All,
                    Site = e.Site ?? AccountGrantRow.All,
                    Since = fact.At,
                });
                break;
            case RoleWithdrawn e:
                if (await grants.Find(e.Account.Value, e.Role.ToString(), e.Function?.ToString() ?? AccountGrantRow.All, e.Site ?? AccountGrantRow.All) is { } withdrawn)
                    grants.Remove(withdrawn);
                break;
            case AccountLocked e:
                await Change(e.Account, row => (row.Locked, row.LockedUntil) = (e.Cause.ToString(), e.Until));
                break;
            case AccountUnlocked e:
                await Change(e.Account, row => (row.Locked, row.LockedUntil) = (null, null));
                break;
            case SignaturePolicyAccepted e:
                await Change(e.Account, row => row.PolicyAccepted = e.Version);
                break;
            case AccountDeactivated e:
                await Change(e.Account, row => (row.Status, row.Since) = (nameof(AccountStatus.Deactivated), fact.At));
                break;
            case AccountReactivated e:
                await Change(e.Account, row => (row.Status, row.Since) = (nameof(AccountStatus.Open), fact.At));
                break;
        }

        ValueTask Change(Id<Account> id, Action<AccountRow> change) => accounts.Change(fact, change, id.Value);
    }

    /// <summary>GET /accounts</summary>
    public static async Task<Ok<List<AccountListed>>> All(ViewsDb views, Names names, CancellationToken stop)
    {
        var rows = await views.Set<AccountRow>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop);
        var grants = (await views.Set<AccountGrantRow>().AsNoTracking().OrderBy(row => row.Role).ThenBy(row => row.Site).ToListAsync(stop))
            .ToLookup(row => row.Account);
        var printed = await names.Of(rows.Select(row => row.Id), stop);
        return TypedResults.Ok(rows.ConvertAll(row => new AccountListed(row, printed.GetValueOrDefault(row.Id), [.. grants[row.Id]])));
    }

    /// <summary>GET /signature-policy</summary>
    public static async Task<Ok<SignaturePolicy>> Policy(States states, CancellationToken stop) =>
        TypedResults.Ok(await new Reading(states, Logs.Enterprise, stop).Of(SignaturePolicy.OfEnterprise));
}

public sealed record AccountListed(AccountRow Account, string? PrintedName, IReadOnlyList<AccountGrantRow> Grants);

public sealed class AccountRow
{
    public required string Id { get; init; }

    /// <summary>Person or Machine.</summary>
    public required string Holder { get; init; }

    /// <summary>Open or Deactivated.</summary>
    public required string Status { get; set; }

    public required DateTimeOffset Since { get; set; }

    /// <summary>Why it was locked last, until it is unlocked; a lock with an end ends by itself.</summary>
    public string? Locked { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The version of the signature policy accepted last.</summary>
    public string? PolicyAccepted { get; set; }
}

/// <summary>A grant.</summary>
public sealed class AccountGrantRow
{
    /// <summary>Stands for every function or every site: a key has no nulls.</summary>
    public const string All = "*";

    public required string Account { get; init; }
    public required string Role { get; init; }
    public required string Function { get; init; }
    public required string Site { get; init; }
    public required DateTimeOffset Since { get; init; }
}
