using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Persons;
using Groundswell.People.Signatures;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Accounts;

/// <summary>Which accounts an administrator wants to see.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccountShow>))]
public enum AccountShow
{
    All = 1,
    Locked,

    /// <summary>With a session open.</summary>
    SignedIn,

    /// <summary>Open, of people who have left every site they were at.</summary>
    Left,
    NoRole,
    Machines,
    Deactivated,
}

/// <summary>What looked as if somebody tried to be somebody else.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertKind>))]
public enum AlertKind
{
    LockedOut = 1,
    SignatureFailed,
}

public sealed record AccountFilter(AccountShow Show, string? Find, int Page);

/// <param name="Locked">Whether the lock holds now.</param>
public sealed record AccountShown(AccountRow Row, string Name, bool Locked, IReadOnlyList<AccountGrantRow> Grants, int Sessions);

/// <summary>A page of the list of accounts, by their names, and what happened lately that needs a look.</summary>
/// <param name="Policy">The version of the signature policy that holds.</param>
public sealed record AccountListing(
    AccountFilter Filter, IReadOnlyList<AccountShown> Accounts, int Count, IReadOnlyList<(AlertKind Kind, SecurityAlertRow Row)> Alerts, string Policy,
    IReadOnlyDictionary<string, string> Names)
{
    public const int PageSize = 100;

    private const int MostAlerts = 10;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    public string NameOf(string person) => Names.GetValueOrDefault(person) ?? person;

    public static async Task<AccountListing> Of(
        AccountFilter filter, ViewsDb views, Names names, Sessions sessions, States states, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var rows = await views.Set<AccountRow>().AsNoTracking().ToListAsync(stop);
        var grants = (await views.Set<AccountGrantRow>().AsNoTracking().OrderBy(row => row.Role).ThenBy(row => row.Site).ToListAsync(stop)).ToLookup(row => row.Account);
        var open = (await sessions.OpenOnes(null, null, stop)).Where(row => row.Kind != SessionKind.ApiKey).CountBy(row => row.Person).ToDictionary();
        var here = (await views.Set<PersonRow>().AsNoTracking().Where(row => row.Status == nameof(PersonStatus.Here)).Select(row => row.Id).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        var gone = (await views.Set<PersonRow>().AsNoTracking().Where(row => row.Status == nameof(PersonStatus.Left)).Select(row => row.Id).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        gone.ExceptWith(here);
        var since = now - Lately;
        var alerts = await views.Set<SecurityAlertRow>().AsNoTracking().Where(row => row.At >= since).OrderByDescending(row => row.Position).Take(MostAlerts).ToListAsync(stop);
        var printed = await names.Of(rows.Select(row => row.Id).Concat(alerts.Select(row => row.Account)), stop);
        List<AccountShown> fit =
        [
            .. rows.Select(row => new AccountShown(
                    row, printed.GetValueOrDefault(row.Id) ?? row.Id, row.Locked is not null && (row.LockedUntil is not { } until || now < until), [.. grants[row.Id]], open.GetValueOrDefault(row.Id)))
                .Where(one => Fits(one, filter, gone)).OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(one => one.Row.Id, StringComparer.Ordinal),
        ];
        return new AccountListing(
            filter, [.. fit.Skip((filter.Page - 1) * PageSize).Take(PageSize)], fit.Count,
            [.. alerts.Select(row => (row.What == "signature.failed" ? AlertKind.SignatureFailed : AlertKind.LockedOut, row))],
            (await new Reading(states, Logs.Enterprise, stop).Of(SignaturePolicy.OfEnterprise)).Version, printed);
    }

    private static bool Fits(AccountShown one, AccountFilter filter, HashSet<string> gone)
    {
        var isOpen = one.Row.Status == nameof(AccountStatus.Open);
        var shown = filter.Show switch
        {
            AccountShow.Locked => isOpen && one.Locked,
            AccountShow.SignedIn => one.Sessions > 0,
            AccountShow.Left => isOpen && gone.Contains(one.Row.Id),
            AccountShow.NoRole => isOpen && one.Grants.Count == 0,
            AccountShow.Machines => one.Row.Holder == nameof(AccountHolder.Machine),
            AccountShow.Deactivated => !isOpen,
            _ => true,
        };
        return shown
            && (filter.Find?.Trim() is not { Length: > 0 } find
                || one.Name.Contains(find, StringComparison.CurrentCultureIgnoreCase) || one.Row.Id.Contains(find, StringComparison.OrdinalIgnoreCase));
    }
}
