using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Groundswell.People.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Groundswell.Identifying;

/// <summary>
/// Codes with which a person sets their password, once: the first one, and the next after one was forgotten. So no administrator ever
/// knows anybody's password. Whoever hands one over makes sure to whom (11.100(b)).
/// </summary>
public sealed class SignInCodes(IDbContextFactory<DirectoryDb> directory, Door door, IOptions<IdentifyingOptions> options, TimeProvider time)
{
    /// <summary>Of the code that makes the first administrator.</summary>
    internal const string Nobody = "";

    /// <summary>A code is random and long; so many tries guess nothing and are an attack.</summary>
    private const int MostTries = 10;

    /// <summary>Gives out a code for a person's password. An earlier one is void.</summary>
    public async Task<(string? Code, DateTimeOffset ExpiresAt, Refusal? Refusal)> Issue(string person, Caller by, CancellationToken stop)
    {
        var expires = time.GetUtcNow().AddHours(options.Value.SignInCodeHours);
        var record = new RecordSignInCode(new Id<Account>(person), expires) { Id = Guid.CreateVersion7() };
        if ((await door.Take(record, by with { Vouched = true }, stop)).Refusal is { } refusal)
            return (null, expires, refusal);
        return (await Make(person, expires, stop), expires, null);
    }

    /// <summary>Whether this is the person's code. It can be asked again until it is <see cref="Use"/>d.</summary>
    public async Task<bool> IsRight(string person, string code, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var db = await directory.CreateDbContextAsync(stop);
        var tried = await db.SignInCodes.Where(row => row.Person == person && row.ExpiresAt > now && row.Tries < MostTries)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), stop);
        if (tried == 0)
            return false;
        var row = await db.SignInCodes.AsNoTracking().FirstOrDefaultAsync(one => one.Person == person, stop);
        return row is not null && new Token("", Plain(code)).Matches(row.CodeHash);
    }

    /// <summary>Voids the code; of two who do so at once one is told that it was them.</summary>
    public async Task<bool> Use(string person, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        return await db.SignInCodes.Where(row => row.Person == person).ExecuteDeleteAsync(stop) == 1;
    }

    internal async Task<string> Make(string person, DateTimeOffset expires, CancellationToken stop)
    {
        var code = NewCode();
        await using var db = await directory.CreateDbContextAsync(stop);
        await db.SignInCodes.Where(row => row.Person == person).ExecuteDeleteAsync(stop);
        db.SignInCodes.Add(new SignInCodeRow { Person = person, CodeHash = Token.HashOf(Plain(code)), ExpiresAt = expires });
        await db.SaveChangesAsync(stop);
        return code;
    }

    /// <summary>20 characters that nobody confuses, 100 bits, in groups: it is read aloud and typed.</summary>
    internal static string NewCode()
    {
        var characters = System.Security.Cryptography.RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 20);
        return string.Join('-', characters.Chunk(5).Select(group => new string(group)));
    }

    /// <summary>As it is hashed: however it was typed.</summary>
    internal static string Plain(string code) => new([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(typed => typed switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => typed,
    })]);
}

/// <summary>The code is wrong, used or too old.</summary>
public sealed record SignInCodeWrong() : NotAdmitted("sign-in.code-wrong");
