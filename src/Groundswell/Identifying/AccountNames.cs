using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Groundswell.People.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Identifying;

/// <summary>The directory's side of accounts: names to sign in with and to be printed, and machines' keys.</summary>
public sealed class AccountNames(IDbContextFactory<DirectoryDb> directory, Names names, Door door)
{
    private const int LongestName = 100;

    /// <summary>Why this can't be a printed name; null where it can.</summary>
    public static Refusal? Unfit(string printedName) =>
        printedName.Trim().Length is 0 or > LongestName || printedName.Any(char.IsControl) ? new PrintedNameUnfit(LongestName) : null;

    /// <summary>Whether the directory has names for this account.</summary>
    public async Task<bool> AreSet(string person, CancellationToken stop)
    {
        return await names.Of(person, stop) is not null;
    }

    /// <summary>What the account's person signs in with; null where they sign in by badge only, or by key.</summary>
    public async Task<string?> UserNameOf(string person, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        return await db.SignIns.AsNoTracking().Where(row => row.Id == person).Select(row => row.UserName).FirstOrDefaultAsync(stop);
    }

    /// <summary>Sets the names of an account the record knows, and records that they were set.</summary>
    /// <param name="userName">To sign in with; null: only by badge, or by key.</param>
    public async Task<Refusal?> Set(string person, string? userName, string printedName, Caller by, CancellationToken stop)
    {
        if (Unfit(printedName) is { } unfit)
            return unfit;
        if (userName is not null && (userName.Trim().Length is 0 or > LongestName || userName.Any(char.IsControl)))
            return new UserNameUnfit(LongestName);

        var normalized = userName is null ? null : Passwords.Normalized(userName);
        await using var db = await directory.CreateDbContextAsync(stop);
        if (normalized is not null && await db.SignIns.AnyAsync(row => row.NormalizedUserName == normalized && row.Id != person, stop))
            return new UserNameTaken();
        var signIn = await db.SignIns.FirstOrDefaultAsync(row => row.Id == person, stop);
        var renamed = signIn is null || signIn.NormalizedUserName != normalized;
        var printed = await names.Of(person, stop) != printedName.Trim();
        if (!renamed && !printed)
            return null;

        var naming = new RecordNaming(new Id<Account>(person), renamed, printed) { Id = Guid.CreateVersion7() };
        if ((await door.Take(naming, by with { Vouched = true }, stop)).Refusal is { } refusal)
            return refusal;
        if (signIn is null)
            db.SignIns.Add(signIn = new SignInRow { Id = person });
        (signIn.UserName, signIn.NormalizedUserName) = (userName?.Trim(), normalized);
        signIn.ConcurrencyStamp = Token.NewSecret();
        await db.SaveChangesAsync(stop);
        await names.Set(person, printedName.Trim(), stop);
        return null;
    }
}

/// <summary>A printed name is 1 to 100 characters.</summary>
public sealed record PrintedNameUnfit(int Longest) : Refusal("name.printed-unfit")
{
    public override string Field => "printedName";
}

/// <summary>A name to sign in with is 1 to 100 characters.</summary>
public sealed record UserNameUnfit(int Longest) : Refusal("name.sign-in-unfit")
{
    public override string Field => "userName";
}

/// <summary>Someone else signs in with this name.</summary>
public sealed record UserNameTaken() : Refusal("name.sign-in-taken")
{
    public override string Field => "userName";
}
