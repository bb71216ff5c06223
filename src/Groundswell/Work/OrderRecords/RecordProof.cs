using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Groundswell.Record;
using Groundswell.Record.Proofs;

namespace Groundswell.Work.OrderRecords;

/// <summary>Whether a record is proved to be what was written.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProofState>))]
public enum ProofState
{
    /// <summary>Every entry leads to a signed checkpoint.</summary>
    Verified = 1,

    /// <summary>Every entry that a checkpoint covers leads to it; the newest ones wait for the next.</summary>
    Partly,

    /// <summary>No checkpoint covers it yet.</summary>
    NotYet,

    /// <summary>This server signs no checkpoints.</summary>
    Unsigned,

    /// <summary>It is not what was written.</summary>
    Broken,
}

/// <summary>What became of checking a record against its log's checkpoint, now.</summary>
/// <param name="Proved">Of <paramref name="Entries"/>.</param>
/// <param name="Size">How many entries the log had when the checkpoint was made.</param>
/// <param name="Root">Base 64.</param>
/// <param name="Faults">What is wrong, where something is.</param>
/// <param name="Files">The proofs, a file for each stream, as anyone can check them.</param>
public sealed record RecordProof(
    ProofState State, int Proved, int Entries, long? Size, string? Root, string? Origin, string? SignedBy, IReadOnlyList<string> Faults, IReadOnlyList<string> Files)
{
    /// <summary>Makes a proof of each stream and checks it as a stranger would, then compares what it proves with what is shown.</summary>
    public static async Task<RecordProof> Of(Journal journal, string log, IReadOnlyList<Entry> shown, CancellationToken stop)
    {
        if (journal.PublicKey is not { } key)
            return new RecordProof(ProofState.Unsigned, 0, shown.Count, null, null, null, null, [], []);
        var (files, faults, proved) = (new List<string>(), new List<string>(), new HashSet<long>());
        ProofCheck? last = null;
        foreach (var stream in shown.Select(entry => entry.Stream).Distinct())
        {
            string file;
            try
            {
                file = await ProofFile.Create(journal, log, stream, stop);
            }
            catch (ProofUnavailableException)
            {
                continue; // Begun after the newest checkpoint.
            }

            files.Add(file);
            last = ProofFile.Check(file, key);
            faults.AddRange(last.Faults.Select(fault => $"{fault.Code}: {fault.What}"));
            var inFile = last.Entries.ToDictionary(entry => entry.Position);
            foreach (var entry in shown.Where(entry => entry.Stream == stream && inFile.ContainsKey(entry.Position)))
            {
                if (inFile[entry.Position].LeafHash.Span.SequenceEqual(entry.LeafHash.Span))
                    proved.Add(entry.Position);
                else
                    faults.Add($"entry {entry.Position} is another than the one proved");
            }
        }

        var state = faults.Count > 0 ? ProofState.Broken
            : proved.Count == 0 ? ProofState.NotYet
            : proved.Count < shown.Count ? ProofState.Partly
            : ProofState.Verified;
        return new RecordProof(
            state, proved.Count, shown.Count, last?.Size, files.Count == 0 ? null : RootIn(files[^1]), last?.Origin, last?.SignedBy, faults, files);
    }

    /// <summary>The third line of the checkpoint.</summary>
    private static string? RootIn(string file) =>
        JsonNode.Parse(file)?["checkpoint"]?.GetValue<string>().Split('\n') is [_, _, var root, ..] ? root : null;

    /// <summary>The proofs as parts of a larger file.</summary>
    internal IReadOnlyList<JsonElement> Json() => [.. Files.Select(file => JsonElement.Parse(file))];
}
