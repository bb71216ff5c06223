using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;

namespace Groundswell.Record;

public sealed partial class Journal
{
    /// <summary>The key that this journal's checkpoints are checked with; null where it signs none.</summary>
    public VerifierKey? PublicKey { get; private set; }

    /// <summary>Whether a checkpoint was ever signed in this record, or a key named: then it goes on with that key, and no other is made in silence.</summary>
    public async Task<bool> IsSigned(CancellationToken stop)
    {
        var standing = new StandingKey(Store);
        foreach (var log in await OwnLogs(stop))
        {
            if (await standing.IsSigned(log, stop))
                return true;
        }

        return false;
    }

    /// <summary>Hands over to another signing key: an entry in each log of this record, signed by the old key, then checkpoints by the new one.</summary>
    /// <remarks>Done again after an interruption, it completes what is missing.</remarks>
    /// <param name="old">The key that this journal signs by.</param>
    /// <param name="actor">Who decided it.</param>
    /// <param name="putInPlace">Puts the new key, durably, where the old one was; done when every log names it and before anything is signed by it.</param>
    /// <exception cref="SigningKeyException">A log stands at neither of the two keys.</exception>
    /// <exception cref="InvalidOperationException">There is no log to hand over.</exception>
    public async Task RotateSigningKey(SigningKey old, SigningKey next, string actor, Action putInPlace, CancellationToken stop)
    {
        var standing = new StandingKey(Store);
        var waiting = new List<LogHead>();
        var logs = await OwnLogs(stop);
        foreach (var log in logs)
        {
            if ((await standing.NamedIn(log, stop)).Key == next.Public.Text)
                continue;
            if (await standing.WhyNot(log, old.Public, stop) is { } stranger)
                throw new SigningKeyException(stranger);
            waiting.Add(log);
        }

        if (logs.Count == 0)
            throw new InvalidOperationException("This record has no log of its own to hand over to another key. Nothing was changed.");
        foreach (var log in waiting)
        {
            var command = OwnEntries.CommandOf("signing-key.rotated", log.Origin, old.Public.Text, next.Public.Text);
            await OwnEntries.Append(this, log.Name, KeyRotation.Sign(old, next.Public, log.Origin), actor, command, _time, stop);
        }

        putInPlace();
        await Writing.UseKey(next, stop);
        PublicKey = next.Public;
    }

    /// <summary>Puts another signing key in the place of one that is lost: an entry in each log of this record that stands at another, then checkpoints by the new key.</summary>
    /// <remarks>Nobody vouches for the new key: auditors have to be given it, and verify tells where one followed the other.</remarks>
    /// <param name="next">The key that signs from now on.</param>
    /// <param name="actor">Who decided it.</param>
    /// <param name="reason">What became of the old one.</param>
    /// <returns>The logs in which it was recorded; none where all stand at this key, or at none yet.</returns>
    public async Task<IReadOnlyList<string>> ReplaceSigningKey(SigningKey next, string actor, string reason, CancellationToken stop)
    {
        var standing = new StandingKey(Store);
        var replaced = new List<string>();
        foreach (var log in await OwnLogs(stop))
        {
            if (await standing.WhyNot(log, next.Public, stop) is null)
                continue;
            var old = await standing.NamedIn(log, stop);
            var command = OwnEntries.CommandOf("signing-key.replaced", log.Origin, $"{old.Version}", next.Public.Text);
            await OwnEntries.Append(this, log.Name, new SigningKeyReplaced(next.Public.Text, reason, old.Key), actor, command, _time, stop);
            replaced.Add(log.Name);
        }

        await Writing.UseKey(next, stop);
        PublicKey = next.Public;
        return replaced;
    }

    /// <summary>Adds to a checkpoint of the log what others have signed.</summary>
    internal Task Keep(string log, long size, string note, CancellationToken stop) =>
        Writing.Keep(new CheckpointRow(log, size, Microseconds.Of(_time.GetUtcNow()), note), stop);

    /// <summary>What another store writes, and this one holds as a replica, is signed there.</summary>
    private async Task<IReadOnlyList<LogHead>> OwnLogs(CancellationToken stop) =>
        [.. (await Store.Logs(stop)).Where(log => !log.IsReplica && log.Origin == Origin.Of(Store.Identity, log.Name))];
}
