using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;

namespace Groundswell.Record;

public sealed partial class Journal
{
    /// <summary>Hands over to another signing key: an entry in each log of this record, signed by the old key, then checkpoints by the new one.</summary>
    /// <remarks>
    /// Have the new key's file in place before: once a checkpoint is signed by it, one by the old key is found by verify as foreign. Done again
    /// after an interruption, it completes what is missing.
    /// </remarks>
    /// <param name="old">The key that this journal signs by.</param>
    /// <param name="actor">Who decided it.</param>
    public async Task RotateSigningKey(SigningKey old, SigningKey next, string actor, CancellationToken stop)
    {
        foreach (var log in await Store.Logs(stop))
        {
            // What another store writes, and this one holds as a replica, is signed there.
            if (log.Origin != Origin.Of(Store.Identity, log.Name))
                continue;
            var command = OwnEntries.CommandOf("signing-key.rotated", log.Origin, old.Public.Text, next.Public.Text);
            await OwnEntries.Append(this, log.Name, KeyRotation.Sign(old, next.Public, log.Origin), actor, command, _time, stop);
        }

        await Writing.UseKey(next, stop);
    }

    /// <summary>Adds to a checkpoint of the log what others have signed.</summary>
    internal Task Keep(string log, long size, string note, CancellationToken stop) =>
        Writing.Keep(new CheckpointRow(log, size, Microseconds.Of(_time.GetUtcNow()), note), stop);
}
