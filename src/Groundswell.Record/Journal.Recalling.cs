using System.Text;
using Groundswell.Record.Writing;

namespace Groundswell.Record;

public sealed partial class Journal
{
    /// <summary>The version a stream is at; 0 where it has no entry.</summary>
    public async Task<long> VersionOf(string log, string stream, CancellationToken stop) =>
        (await Store.HeadOf(new Stores.StreamKey(log, stream), stop)).Version;

    /// <summary>What appending this command again would be answered: the first receipt, that its id was used for something else, or null where it was never recorded.</summary>
    /// <param name="digest">As in <see cref="Record.Append.Digest"/>: what the sender states that was asked for.</param>
    public async Task<AppendAnswer?> Recall(string log, Guid command, string actor, ReadOnlyMemory<byte> digest, CancellationToken stop)
    {
        if (await Recorded(command, stop) is not { } known)
            return null;
        var bound = CommandDigest.Bind(Encoding.UTF8.GetBytes(log), Encoding.UTF8.GetBytes(actor), digest.Span, new CanonicalForm.CanonicalBuffer());
        return known.Log == log && known.Digest.AsSpan().SequenceEqual(bound)
            ? new Receipt(known.Log, command, known.First, known.Count, Microseconds.ToInstant(known.RecordedAt)) { Repeated = true }
            : new CommandIdReused(command);
    }

    /// <summary>What is told as recorded must not be lost with a server: who tried first may have stopped waiting for the standby.</summary>
    private async Task<Stores.CommandRecord?> Recorded(Guid command, CancellationToken stop)
    {
        var known = await Store.FindCommand(command, stop);
        if (known is not null && _writing is not null)
            await _writing.Confirm(stop);
        return known;
    }
}
