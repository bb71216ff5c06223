using System.Security.Cryptography;
using System.Text;
using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Groundswell.People.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Identifying;

/// <summary>Badges with their PINs. They open sessions at stations, and prove nothing else: a PIN never signs.</summary>
public sealed class Badges(IDbContextFactory<DirectoryDb> directory, SlowHash hash, PasswordPolicy policy, Failures failures, Door door, TimeProvider time)
{
    private const int LongestNumber = 128;

    /// <summary>Gives a person a badge.</summary>
    /// <returns>The directory's own number of the badge, or why not.</returns>
    public async Task<(string? Badge, Refusal? Refusal)> Issue(string person, string number, string pin, Caller by, CancellationToken stop)
    {
        if (number.Trim().Length is 0 or > LongestNumber)
            return (null, new BadgeNumberUnfit());
        if (policy.RefusesPin(pin) is { } refusal)
            return (null, refusal);
        var numberHash = HashOf(number);
        await using var db = await directory.CreateDbContextAsync(stop);
        if (await db.Badges.AnyAsync(row => row.NumberHash == numberHash && row.EndedAt == null, stop))
            return (null, new BadgeInUse());

        var badge = new BadgeRow
        {
            Id = Guid.CreateVersion7().ToString("N"),
            NumberHash = numberHash,
            Person = person,
            PinHash = await hash.Of(pin, stop),
            IssuedAt = time.GetUtcNow(),
        };
        var record = new RecordCredential(new Id<Account>(person), CredentialKind.Badge, badge.Id) { Id = Guid.CreateVersion7() };
        if ((await door.Take(record, by with { Vouched = true }, stop)).Refusal is { } refused)
            return (null, refused);
        db.Badges.Add(badge);
        await db.SaveChangesAsync(stop);
        return (badge.Id, null);
    }

    /// <summary>Takes a badge out of use: lost, or its person has left.</summary>
    public async Task<Refusal?> End(string person, string badge, Caller by, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        if (await db.Badges.FirstOrDefaultAsync(one => one.Id == badge && one.Person == person && one.EndedAt == null, stop) is not { } row)
            return new CredentialNotThere(CredentialKind.Badge);
        // The badge first: one that works although the record says that it does not would be worse than the other way round.
        row.EndedAt = time.GetUtcNow();
        await db.SaveChangesAsync(stop);
        var record = new RecordCredentialRemoval(new Id<Account>(row.Person), CredentialKind.Badge, badge) { Id = Guid.CreateVersion7() };
        return (await door.Take(record, by with { Vouched = true }, stop)).Refusal;
    }

    /// <summary>Sets another PIN for who knows the one before.</summary>
    public async Task<Refusal?> Change(string number, string pin, string newPin, CancellationToken stop)
    {
        if (policy.RefusesPin(newPin) is { } unfit)
            return unfit;
        var proof = await Prove(number, pin, stop);
        if (proof.Refusal is { } refusal)
            return refusal;
        var numberHash = HashOf(number);
        await using var db = await directory.CreateDbContextAsync(stop);
        if (await db.Badges.FirstOrDefaultAsync(row => row.NumberHash == numberHash && row.EndedAt == null, stop) is not { } badge)
            return new ProofWrong();
        var record = new RecordCredential(new Id<Account>(badge.Person), CredentialKind.Badge, badge.Id) { Id = Guid.CreateVersion7() };
        if ((await door.Take(record, new Caller(badge.Person, []) { Vouched = true }, stop)).Refusal is { } refused)
            return refused;
        badge.PinHash = await hash.Of(newPin, stop);
        await db.SaveChangesAsync(stop);
        return null;
    }

    public async Task<IReadOnlyList<BadgeListed>> Of(string person, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        return await db.Badges.AsNoTracking().Where(row => row.Person == person).OrderBy(row => row.IssuedAt)
            .Select(row => new BadgeListed(row.Id, row.IssuedAt, row.EndedAt)).ToListAsync(stop);
    }

    /// <summary>Whose badge this is, with its PIN.</summary>
    public async Task<Proof> Prove(string number, string pin, CancellationToken stop)
    {
        var numberHash = HashOf(number);
        await using var db = await directory.CreateDbContextAsync(stop);
        return await Prove(await db.Badges.AsNoTracking().FirstOrDefaultAsync(row => row.NumberHash == numberHash && row.EndedAt == null, stop), pin, stop);
    }

    /// <summary>Whether this is the PIN of a badge of the person's: to unlock what a badge has opened.</summary>
    public async Task<Proof> ProvePin(string person, string pin, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        return await Prove(
            await db.Badges.AsNoTracking().Where(row => row.Person == person && row.EndedAt == null).OrderByDescending(row => row.IssuedAt).FirstOrDefaultAsync(stop),
            pin, stop);
    }

    private async Task<Proof> Prove(BadgeRow? badge, string pin, CancellationToken stop)
    {
        if (badge is null || PasswordPolicy.IsTooLong(pin))
        {
            await hash.Matches(null, "", stop);
            return new ProofWrong();
        }

        if (await failures.Refuses(badge.Person, stop) is { } refusal)
            return refusal;
        if (!await hash.Matches(badge.PinHash, pin, stop))
            return new Proof(null, await failures.Failed(badge.Person, stop));
        await failures.Forgive(badge.Person, stop);
        return Proof.Of(badge.Person);
    }

    internal static byte[] HashOf(string number) => SHA256.HashData(Encoding.UTF8.GetBytes(number.Trim()));
}

/// <param name="Badge">The directory's own number for it; not the one on the badge, of which only a hash is kept.</param>
public sealed record BadgeListed(string Badge, DateTimeOffset IssuedAt, DateTimeOffset? EndedAt);

/// <summary>A badge of this number is in use.</summary>
public sealed record BadgeInUse() : Refusal("badge.in-use")
{
    public override string Field => "number";
}

/// <summary>A badge has a number of 1 to 128 characters.</summary>
public sealed record BadgeNumberUnfit() : Refusal("badge.number-unfit")
{
    public override string Field => "number";
}
