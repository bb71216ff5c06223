using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Persons;
using Groundswell.People.Signatures;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.People.Accounts;

/// <summary>One account as its page shows it, and what the one who looks may do with it.</summary>
/// <param name="Issued">A code that was just given out: it is shown this once.</param>
/// <param name="Token">A machine's key that was just made: it is shown this once.</param>
/// <param name="AtSites">The sites whose people the account's person is among.</param>
public sealed record AccountWhole(
    AccountRow Row, string Name, string? UserName, bool Locked, IReadOnlyList<AccountGrantRow> Grants, IReadOnlyList<BadgeListed> Badges,
    IReadOnlyList<PasskeyListed> Passkeys, IReadOnlyList<SessionListed> Sessions, string Policy, IReadOnlyList<SiteRow> Sites, IReadOnlyList<PersonRow> AtSites,
    ActsOffered Acts, CodeIssued? Issued, string? Token)
{
    public bool IsMachine => Row.Holder == nameof(AccountHolder.Machine);
}

/// <summary>Reads an account's page, and answers its forms with it. A route's handler takes it by AsParameters.</summary>
public sealed record AccountPageReading(
    ViewsDb Views, States States, Door Door, FormDoor Forms, Names Names, AccountNames AccountNames, Grants Grants, Badges Badges, Passkeys Passkeys, Sessions Sessions,
    IViewsProgress Progress, TimeProvider Time, HttpContext Http)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Does what a form of the page asks for, and shows the page: as it is then, or with why it was refused.</summary>
    public async Task<IResult> Do(string person, EnterpriseCommand command) =>
        await Forms.Take(command, Http) ? Page.GoTo(PathOf(person)) : await Show(person);

    /// <summary>What the directory was asked for is done, or refused.</summary>
    public async Task<IResult> Done(string person, Refusal? refusal)
    {
        if (refusal is null)
            return Page.GoTo(PathOf(person));
        Forms.Refuse(refusal, Http);
        return await Show(person);
    }

    public async Task<IResult> Show(string person, CodeIssued? issued = null, string? token = null)
    {
        var stop = Http.RequestAborted;
        if (!Id<Account>.TryParse(person, null, out var id))
            return Page.NothingHere();
        var account = await Grants.Of(person, stop);
        if (account.Status != AccountStatus.Unknown && !await Views.Set<AccountRow>().AnyAsync(row => row.Id == person, stop))
            await Arrived(stop);
        if (await Views.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == person, stop) is not { } row)
            return Page.NothingHere();
        var shown = new AccountWhole(
            row, await Names.Of(person, stop) ?? person, await AccountNames.UserNameOf(person, stop), account.IsLocked(Time.GetUtcNow()),
            await Views.Set<AccountGrantRow>().AsNoTracking().Where(grant => grant.Account == person).OrderBy(grant => grant.Role).ThenBy(grant => grant.Site).ToListAsync(stop),
            await Badges.Of(person, stop), await Passkeys.Of(person, stop), await SessionApi.List(person, null, Sessions, stop),
            (await new Reading(States, Logs.Enterprise, stop).Of(SignaturePolicy.OfEnterprise)).Version,
            await Views.Set<SiteRow>().AsNoTracking().Where(site => site.Status == nameof(SiteStatus.Open)).OrderBy(site => site.Name).ToListAsync(stop),
            await Views.Set<PersonRow>().AsNoTracking().Where(at => at.Id == person).OrderBy(at => at.Site).ToListAsync(stop), await ActsOn(id, account, stop), issued, token);
        return Page.Of<AccountPage>(new { Shown = shown });
    }

    public static string PathOf(string person) => $"/accounts/{Uri.EscapeDataString(person)}";

    /// <summary>The account was opened a moment ago.</summary>
    private async Task Arrived(CancellationToken stop)
    {
        var journal = Http.RequestServices.GetRequiredService<Record.Journal>();
        if ((await journal.Logs(stop)).FirstOrDefault(log => log.Log == Logs.Enterprise) is { Size: > 0 } log)
            await Progress.WaitFor(log.Log, log.Size, LongestWait, stop);
    }

    private Task<ActsOffered> ActsOn(Id<Account> id, Account account, CancellationToken stop) => ActsOffered.Ask(
        Door, Http.Caller()!, null, stop,
        new LockAccount(id, ActsOffered.Some), new UnlockAccount(id, ActsOffered.Some), new DeactivateAccount(id, ActsOffered.Some), new ReactivateAccount(id, ActsOffered.Some));
}
