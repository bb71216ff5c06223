using Groundswell.Record.Checkpoints;
using Groundswell.Record.Stores;

namespace Groundswell.Record.Moving;

/// <summary>The largest checkpoint of a log that somebody else had vouched for.</summary>
internal static class LastWitnessed
{
    private const int Stretch = 16_384;

    /// <param name="known">Signed notes that were kept elsewhere: that they were is what vouches for them.</param>
    /// <param name="witnesses">Whose cosignatures count; anybody can write a line under a note.</param>
    public static async Task<Checkpoint?> Of(
        IRecordStore store, string log, string origin, IReadOnlyList<string> known, IReadOnlyList<VerifierKey> witnesses, CancellationToken stop)
    {
        var largest = known
            .Select(note => Checkpoint.Parse(SignedNote.Parse(note).Text))
            .Where(checkpoint => checkpoint.Origin == origin)
            .MaxBy(checkpoint => checkpoint.Size);
        var newest = (await store.NewestCheckpoint(log, stop))?.Size ?? -1;
        for (var to = newest; witnesses.Count > 0 && to >= 0 && to >= (largest?.Size ?? 0); to -= Stretch)
        {
            var rows = await store.Checkpoints(log, Math.Max(0, to - Stretch + 1), to, stop);
            if (rows.LastOrDefault(row => IsCosigned(row, witnesses)) is not { } row)
                continue;
            var checkpoint = Checkpoint.Parse(SignedNote.Parse(row.Note).Text);
            return largest is null || checkpoint.Size > largest.Size ? checkpoint : largest;
        }

        return largest;
    }

    private static bool IsCosigned(CheckpointRow row, IReadOnlyList<VerifierKey> witnesses) =>
        SignedNote.Parse(row.Note) is var note && witnesses.Any(witness => Cosignature.Find(note, witness) is not null);
}
