using System.Security.Cryptography;
using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Groundswell.Plant;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Identifying;

/// <summary>
/// Codes with which a device becomes a station's, once: made at a desk by who may, and entered at the device, where then nobody has to sign in.
/// </summary>
/// <remarks>Random and long: it is found by its hash, and guesses nothing.</remarks>
public sealed class StationCodes(IDbContextFactory<DirectoryDb> directory, StationDevices devices, States states, TimeProvider time)
{
    /// <summary>As nobody's account is called: ids of accounts have no colon.</summary>
    private const string Prefix = "station:";

    /// <summary>Long enough to walk there.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    /// <summary>Gives out a code for a station in use. An earlier one is void.</summary>
    /// <param name="by">Who lets a device stand for the station: the entry that says so will name them.</param>
    public async Task<(string? Code, DateTimeOffset ExpiresAt, Refusal? Refusal)> Issue(string site, string station, Caller by, CancellationToken stop)
    {
        var expires = time.GetUtcNow() + GoodFor;
        if (!Id<Station>.TryParse(station, null, out var id) || (await new Reading(states, Logs.OfSite(site), stop).Of(id)).InUse != InUse.Yes)
            return (null, expires, new StationNotInUse(station));
        var code = SignInCodes.NewCode();
        var ofStation = $"{Prefix}{site}/{station}/";
        await using var db = await directory.CreateDbContextAsync(stop);
        await db.SignInCodes.Where(row => row.Person.Substring(0, ofStation.Length) == ofStation).ExecuteDeleteAsync(stop);
        db.SignInCodes.Add(new SignInCodeRow { Person = ofStation + by.Person, CodeHash = Token.HashOf(SignInCodes.Plain(code)), ExpiresAt = expires });
        await db.SaveChangesAsync(stop);
        return (code, expires, null);
    }

    /// <summary>Lets a device stand for the station that the code was made for. The code is used up with it.</summary>
    public async Task<(StationDevice? Device, Token Token, Refusal? Refusal)> Use(string code, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var hash = Token.HashOf(SignInCodes.Plain(code));
        await using var db = await directory.CreateDbContextAsync(stop);
        var rows = await db.SignInCodes.AsNoTracking().Where(row => EF.Functions.Like(row.Person, Prefix + "%") && row.ExpiresAt > now).ToListAsync(stop);
        if (rows.Find(row => CryptographicOperations.FixedTimeEquals(row.CodeHash, hash)) is not { } found
            || await db.SignInCodes.Where(row => row.Person == found.Person).ExecuteDeleteAsync(stop) != 1)
            return (null, default, new StationCodeWrong());
        var at = found.Person[Prefix.Length..].Split('/', 3);
        return await devices.Make(at[0], at[1], new Caller(at[2], []), stop);
    }
}

/// <summary>The station's code is wrong, used or too old.</summary>
public sealed record StationCodeWrong() : Refusal("station.code-wrong")
{
    public override string Field => "code";
}
