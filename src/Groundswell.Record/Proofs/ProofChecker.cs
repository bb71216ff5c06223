using System.Text.Json;
using Groundswell.Record.Checkpoints;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Proofs;

/// <summary>Checks one proof file from its text and a public key alone.</summary>
internal sealed class ProofChecker(VerifierKey key, IReadOnlyList<VerifierKey> witnesses)
{
    private readonly List<ProofFault> _faults = [];

    public ProofCheck Check(string text)
    {
        if (Read(text) is not { } file)
            return new ProofCheck { Faults = _faults };
        if (ReadNote(file.Checkpoint) is not var (note, checkpoint))
            return new ProofCheck { Faults = _faults };

        if (!checkpoint.Origin.EndsWith($"/{file.Log}", StringComparison.Ordinal))
            Fault("proof.log", $"The file says it is about log '{file.Log}', its checkpoint is of '{checkpoint.Origin}'.");
        var signer = Signer(note, checkpoint, file.Rotations);
        if (signer is null)
            Fault("proof.signature", "The checkpoint is not signed by the key given, nor by one that it handed over to.");
        var entries = CheckEntries(file, checkpoint);
        return new ProofCheck
        {
            Faults = _faults,
            Origin = checkpoint.Origin,
            Size = checkpoint.Size,
            Entries = entries,
            Stream = file.Stream,
            SignedBy = signer?.Text,
            WitnessedBy = [.. witnesses.Where(witness => Cosignature.Find(note, witness) is not null).Select(witness => witness.Name!)],
        };
    }

    private ProofJson? Read(string text)
    {
        try
        {
            var file = JsonSerializer.Deserialize(text, ProofJsonContext.Default.ProofJson);
            if (file?.Format == ProofJson.Version1 && file.Entries.All(proved => proved?.Entry is not null && proved.Inclusion?.All(hash => hash is not null) is true) && file.Rotations.All(rotated => rotated is not null))
                return file;
            Fault("proof.format", $"It is not a file of the format '{ProofJson.Version1}'.");
        }
        catch (JsonException malformed)
        {
            Fault("proof.format", $"It can't be read: {malformed.Message}");
        }

        return null;
    }

    private (SignedNote Note, Checkpoint Checkpoint)? ReadNote(string text)
    {
        try
        {
            var note = SignedNote.Parse(text);
            return (note, Checkpoint.Parse(note.Text));
        }
        catch (FormatException malformed)
        {
            Fault("proof.checkpoint", $"Its checkpoint can't be read: {malformed.Message}");
            return null;
        }
    }

    /// <summary>The key given, or the one it handed over to, and so on, that signed the note.</summary>
    private VerifierKey? Signer(SignedNote note, Checkpoint checkpoint, IReadOnlyList<SigningKeyRotated> rotations)
    {
        var signatures = note.Signatures.Where(signature => signature.Name == checkpoint.Origin).ToList();
        var candidate = key.Name is null || key.Name == checkpoint.Origin ? key : null;
        var ahead = rotations.GetEnumerator();
        while (candidate is not null)
        {
            if (signatures.Any(signature => signature.IsBy(candidate, note.TextBytes)))
                return candidate;
            candidate = Next(candidate.Text);
        }

        return null;

        VerifierKey? Next(string old)
        {
            while (ahead.MoveNext())
            {
                if (ahead.Current.OldKey == old && KeyRotation.Next(ahead.Current, checkpoint.Origin) is { } next)
                    return next;
            }

            return null;
        }
    }

    private List<Entry> CheckEntries(ProofJson file, Checkpoint checkpoint)
    {
        if (file.Entries.Count == 0)
            Fault("proof.empty", "It holds no entry.");
        if (file.Stream is null && file.Entries.Count > 1)
            Fault("proof.format", "A file about one entry holds more than one.");

        var entries = new List<Entry>();
        foreach (var proved in file.Entries)
        {
            try
            {
                var entry = proved.Entry.ToEntry(file.Log);
                if (!ProofVerifier.Includes(entry.Position - 1, checkpoint.Size, entry.LeafHash.Span, proved.Inclusion, checkpoint.Root))
                    Fault("proof.inclusion", $"Entry {entry.Position} is not the one that the checkpoint of {checkpoint.Size} entries covers.");
                if (entries.Count > 0 && entry.Position <= entries[^1].Position)
                    Fault("proof.order", $"Entry {entry.Position} stands after entry {entries[^1].Position}.");
                if (file.Stream is { } stream && (entry.Stream != stream || entry.Version != entries.Count + 1))
                    Fault("proof.stream", $"Entry {entry.Position} is not version {entries.Count + 1} of '{stream}'.");
                entries.Add(entry);
            }
            catch (FormatException malformed)
            {
                Fault("proof.entry", $"Entry {proved.Entry.Position} can't be read: {malformed.Message}");
            }
        }

        return entries;
    }

    private void Fault(string code, string what) => _faults.Add(new ProofFault(code, what));
}
