using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Groundswell.People.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Groundswell.Identifying;

/// <summary>Whether someone has proved to be a person; or why not.</summary>
public readonly record struct Proof(string? Person, Refusal? Refusal)
{
    public static implicit operator Proof(Refusal refusal) => new(null, refusal);

    public static Proof Of(string person) => new(person, null);
}

/// <summary>Proof by password, and the setting of passwords.</summary>
public sealed class Passwords(
    IDbContextFactory<DirectoryDb> directory, SlowHash hash, PasswordPolicy policy, Failures failures, Door door,
    IOptions<IdentifyingOptions> options, TimeProvider time)
{
    /// <summary>Who signs in under this name with this password. One that is right and too old is refused as <see cref="PasswordExpired"/>.</summary>
    public async Task<Proof> ProveByName(string userName, string password, CancellationToken stop)
    {
        var normalized = Normalized(userName);
        await using var db = await directory.CreateDbContextAsync(stop);
        return await Prove(await db.SignIns.AsNoTracking().FirstOrDefaultAsync(row => row.NormalizedUserName == normalized, stop), password, stop);
    }

    /// <summary>Whether this is the person's password.</summary>
    public async Task<Proof> Prove(string person, string password, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        return await Prove(await db.SignIns.AsNoTracking().FirstOrDefaultAsync(row => row.Id == person, stop), password, stop);
    }

    /// <summary>Who signs in under this name; null where nobody does.</summary>
    public async Task<string?> PersonNamed(string userName, CancellationToken stop)
    {
        var normalized = Normalized(userName);
        await using var db = await directory.CreateDbContextAsync(stop);
        return await db.SignIns.Where(row => row.NormalizedUserName == normalized).Select(row => row.Id).FirstOrDefaultAsync(stop);
    }

    /// <summary>Sets a password for a person who has proved who they are, and records that it was set.</summary>
    /// <returns>Why it can't be this one, or null.</returns>
    public async Task<Refusal?> Set(string person, string password, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        if (await db.SignIns.FirstOrDefaultAsync(row => row.Id == person, stop) is not { UserName: { } userName } signIn)
            return new SignInNameMissing();
        if (policy.Refuses(password, userName, person) is { } refusal)
            return refusal;
        if (await WasUsedBefore(db, signIn, password, stop))
            return new PasswordUsedBefore(options.Value.PasswordHistory);

        // The entry first: a password that was set without one would be a hole in the record; one that was not set is set by trying again.
        var set = new RecordCredential(new Id<Account>(person), CredentialKind.Password) { Id = Guid.CreateVersion7() };
        if ((await door.Take(set, new Caller(person, []) { Vouched = true }, stop)).Refusal is { } refused)
            return refused;

        if (signIn is { PasswordHash: { } former, PasswordSetAt: { } setAt })
            db.FormerPasswords.Add(new FormerPasswordRow { Person = person, SetAt = setAt, PasswordHash = former });
        (signIn.PasswordHash, signIn.PasswordSetAt, signIn.AccessFailedCount) = (await hash.Of(password, stop), time.GetUtcNow(), 0);
        signIn.ConcurrencyStamp = Token.NewSecret();
        await db.SaveChangesAsync(stop);
        return null;
    }

    /// <summary>As names are compared: in any case.</summary>
    public static string Normalized(string userName) => userName.Trim().ToUpperInvariant();

    private async Task<Proof> Prove(SignInRow? signIn, string password, CancellationToken stop)
    {
        if (signIn is null || PasswordPolicy.IsTooLong(password))
        {
            await hash.Matches(null, "", stop);
            return new ProofWrong();
        }

        if (await failures.Refuses(signIn.Id, stop) is { } refusal)
        {
            // Somebody who left is answered as slowly, and the same, as somebody who never was.
            if (refusal is ProofWrong)
                await hash.Matches(null, "", stop);
            return refusal;
        }

        if (!await hash.Matches(signIn.PasswordHash, password, stop))
            return new Proof(null, await failures.Failed(signIn.Id, stop));
        await failures.Forgive(signIn.Id, stop);
        return policy.IsExpired(signIn.PasswordSetAt ?? DateTimeOffset.MinValue, time.GetUtcNow()) ? new Proof(signIn.Id, new PasswordExpired()) : Proof.Of(signIn.Id);
    }

    private async Task<bool> WasUsedBefore(DirectoryDb db, SignInRow signIn, string password, CancellationToken stop)
    {
        var former = await db.FormerPasswords.AsNoTracking().Where(row => row.Person == signIn.Id)
            .OrderByDescending(row => row.SetAt).Take(Math.Max(0, options.Value.PasswordHistory - 1)).Select(row => row.PasswordHash).ToListAsync(stop);
        foreach (var used in former.Prepend(signIn.PasswordHash))
        {
            if (options.Value.PasswordHistory > 0 && used is not null && await hash.Matches(used, password, stop))
                return true;
        }

        return false;
    }
}

/// <summary>The person has no name to sign in with.</summary>
public sealed record SignInNameMissing() : Refusal("sign-in.name-missing")
{
    public override string Field => "userName";
}
