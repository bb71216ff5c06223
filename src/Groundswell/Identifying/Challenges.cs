using Groundswell.Identifying.Storing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Identifying;

/// <summary>Questions asked of authenticators. Each is answered once, for what it was asked for, within a few minutes, on any node.</summary>
public sealed class Challenges(IDbContextFactory<DirectoryDb> directory, TimeProvider time)
{
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(5);

    /// <param name="purpose">What the answer will be taken for.</param>
    /// <param name="person">Who has to answer; null where whoever answers is to be found out.</param>
    public async Task<string> Ask(string purpose, string? person, string state, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var db = await directory.CreateDbContextAsync(stop);
        await db.Challenges.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(stop);
        var challenge = new ChallengeRow { Id = Token.NewSecret(), Purpose = purpose, Person = person, State = state, ExpiresAt = now + ValidFor };
        db.Challenges.Add(challenge);
        await db.SaveChangesAsync(stop);
        return challenge.Id;
    }

    /// <summary>Takes a question back with its answer; null where it was not asked for this, was answered before, or is too old.</summary>
    public async Task<ChallengeRow?> Answer(string id, string purpose, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var db = await directory.CreateDbContextAsync(stop);
        var asked = await db.Challenges.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.Purpose == purpose && row.ExpiresAt > now, stop);
        // Of two who answer at once one takes it.
        return asked is not null && await db.Challenges.Where(row => row.Id == id).ExecuteDeleteAsync(stop) == 1 ? asked : null;
    }
}
