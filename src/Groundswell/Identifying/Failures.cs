using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Groundswell.People.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Groundswell.Identifying;

/// <summary>Counts failed proofs, whatever they were made with, and locks the account out after too many in a row (21 CFR 11.300(d)).</summary>
/// <remarks>The count is the directory's, the lock is the record's: it is an entry, and it holds on every node.</remarks>
public sealed class Failures(IDbContextFactory<DirectoryDb> directory, Grants grants, Door door, IOptions<IdentifyingOptions> options, TimeProvider time,
    ILogger<Failures> log)
{
    /// <summary>Why nobody may even try to prove to be this person; null where they may.</summary>
    /// <remarks>A try counts before it is made and is forgiven when it succeeds: many tries at once are not more tries.</remarks>
    public async Task<Refusal?> Refuses(string person, CancellationToken stop)
    {
        var account = await grants.Of(person, stop);
        if (account is not { Status: AccountStatus.Open, Holder: AccountHolder.Person })
            return new ProofWrong();
        if (account.IsLocked(time.GetUtcNow()))
            return new AccountIsLocked(account.Lock!.Until);

        await using var db = await directory.CreateDbContextAsync(stop);
        if (await CountOne(db, person, stop) == 0)
        {
            await Begin(person, stop);
            await CountOne(db, person, stop);
        }

        var tries = await db.SignIns.Where(row => row.Id == person).Select(row => row.AccessFailedCount).FirstOrDefaultAsync(stop);
        return tries > options.Value.MaxFailures ? await LockOut(person, stop) : null;
    }

    private static Task<int> CountOne(DirectoryDb db, string person, CancellationToken stop) => db.SignIns.Where(row => row.Id == person)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.AccessFailedCount, row => row.AccessFailedCount + 1), stop);

    /// <summary>Who only badges in may have no names in the directory; their failures are counted all the same.</summary>
    private async Task Begin(string person, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        db.SignIns.Add(new SignInRow { Id = person, ConcurrencyStamp = Token.NewSecret() });
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException) when (db.SignIns.Any(row => row.Id == person))
        {
            // Another try of the same moment began the count.
        }
    }

    /// <summary>The try succeeded: what failed before is forgotten.</summary>
    public async Task Forgive(string person, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        await db.SignIns.Where(row => row.Id == person && row.AccessFailedCount > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.AccessFailedCount, 0), stop);
    }

    /// <summary>The try failed. The one that was allowed last locks the account out.</summary>
    public async Task<Refusal> Failed(string person, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        var tries = await db.SignIns.Where(row => row.Id == person).Select(row => row.AccessFailedCount).FirstOrDefaultAsync(stop);
        return tries >= options.Value.MaxFailures ? await LockOut(person, stop) : new ProofWrong();
    }

    private async Task<Refusal> LockOut(string person, CancellationToken stop)
    {
        var until = time.GetUtcNow() + options.Value.LockOutFor;
        var answer = await door.Take(
            new LockOutAccount(new Id<Account>(person), until) { Id = Guid.CreateVersion7() }, Caller.System("directory"), stop);
        // Another try of the same moment may have been quicker. Anything else leaves the count as it is, so the next try locks it out.
        if (answer.Refusal is not (null or AccountLockedAlready))
            return answer.Refusal;
        log.LogWarning("Account {Account} is locked out until {Until}: too many failed proofs in a row.", person, until);
        await Forgive(person, stop);
        return new AccountIsLocked(until);
    }
}
