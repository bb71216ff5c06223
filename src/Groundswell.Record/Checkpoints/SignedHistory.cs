using System.Text.Json;
using System.Text.Json.Serialization;
using Groundswell.Record.Files;

namespace Groundswell.Record.Checkpoints;

/// <summary>
/// What was last signed of each log, remembered outside the record: whoever changes the record's files or tables cannot change this with them.
/// Nothing is signed that does not go on from it.
/// </summary>
/// <remarks>
/// Several processes may share one file, and one file may serve several records. It is a lower bound: what a process signed in the seconds before
/// it was killed may be missing.
/// </remarks>
public sealed class SignedHistory
{
    private const string Version1 = "groundswell signed history 1";

    private readonly string? _file;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SignedTree> _newest = new(StringComparer.Ordinal);

    /// <summary>Where restores began logs again, as this process has taken note of it.</summary>
    private readonly Dictionary<string, SignedTree> _begun = new(StringComparer.Ordinal);

    private SignedHistory(string? file) => _file = file;

    /// <summary>A history that lasts as long as the process.</summary>
    public static SignedHistory InMemory() => new(null);

    /// <summary>The history in a file, which is made when something is signed first. It belongs beside the signing key.</summary>
    /// <exception cref="SigningKeyException">The file is there and can't be read.</exception>
    public static SignedHistory At(string file)
    {
        var history = new SignedHistory(Path.GetFullPath(file));
        history.Read();
        return history;
    }

    /// <summary>The signed notes it holds: what a restore is told, so that it knows what was lost.</summary>
    public IReadOnlyList<string> Checkpoints
    {
        get
        {
            Read();
            lock (_gate)
                return [.. _newest.Values.Select(tree => tree.Checkpoint).OfType<string>()];
        }
    }

    /// <summary>Takes a log as it is now for the beginning of what may be signed, whatever was signed before: it was restored.</summary>
    /// <param name="root">Base64.</param>
    public void BeginAgain(string origin, long size, string root)
    {
        Read();
        lock (_gate)
            Begin(new SignedTree(origin, size, root, null));
        Write();
    }

    /// <summary>What was last signed of a log, by this process or by another that shares the file; null where nothing was.</summary>
    /// <exception cref="SigningKeyException">The file can't be read.</exception>
    internal Checkpoint? Of(string origin)
    {
        Read();
        lock (_gate)
            return _newest.TryGetValue(origin, out var tree) ? new Checkpoint(origin, tree.Size, Convert.FromBase64String(tree.Root)) : null;
    }

    /// <summary>Remembers, in this process only, that a checkpoint was signed and is in the record.</summary>
    internal void Signed(string note)
    {
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(note).Text);
        lock (_gate)
            Take(new SignedTree(checkpoint.Origin, checkpoint.Size, Convert.ToBase64String(checkpoint.Root), note));
    }

    /// <summary>Puts on disk what is remembered.</summary>
    /// <returns>Why that was not possible, or null.</returns>
    internal string? Keep()
    {
        try
        {
            Read();
            Write();
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or SigningKeyException)
        {
            return $"What was signed last can't be remembered in {_file} ({refused.Message}): that a record was changed while nobody wrote it may go unseen by the signer. "
                + "Let this user write there.";
        }
    }

    private void Begin(SignedTree tree)
    {
        _begun[tree.Origin] = tree;
        _newest[tree.Origin] = tree;
    }

    /// <summary>The larger tree counts, but for the beginning that a restore made: that counts once, whatever was signed before.</summary>
    private void Take(SignedTree tree)
    {
        if (tree.Checkpoint is null && _begun.GetValueOrDefault(tree.Origin) != tree)
            Begin(tree);
        else if (!_newest.TryGetValue(tree.Origin, out var known) || known.Size <= tree.Size)
            _newest[tree.Origin] = tree;
    }

    private void Read()
    {
        if (_file is null || !File.Exists(_file))
            return;
        SignedTrees? read;
        try
        {
            read = JsonSerializer.Deserialize(File.ReadAllBytes(_file), SignedHistoryJson.Default.SignedTrees);
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new SigningKeyException(Unreadable(failure.Message));
        }

        if (read?.Format != Version1 || read.Trees.Any(tree => tree.Size < 0 || StrictBase64.Decode(tree.Root, Trees.MerkleTree.HashLength) is null))
            throw new SigningKeyException(Unreadable("it is of another format"));
        lock (_gate)
        {
            foreach (var tree in read.Trees)
                Take(tree);
        }
    }

    private void Write()
    {
        if (_file is null)
            return;
        SignedTrees trees;
        lock (_gate)
            trees = new SignedTrees(Version1, [.. _newest.Values.OrderBy(tree => tree.Origin, StringComparer.Ordinal)]);
        DurableFile.Write(_file, JsonSerializer.SerializeToUtf8Bytes(trees, SignedHistoryJson.Default.SignedTrees), ownerOnly: true);
    }

    private string Unreadable(string why) =>
        $"{_file}, which says what was signed last, can't be read ({why}). Put it back as it was; where that is not possible, verify the record with its key and then remove the file.";
}

/// <param name="Root">Base64.</param>
/// <param name="Checkpoint">The signed note; absent where a restore began here.</param>
internal sealed record SignedTree(string Origin, long Size, string Root, string? Checkpoint);

internal sealed record SignedTrees(string Format, IReadOnlyList<SignedTree> Trees);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SignedTrees))]
internal sealed partial class SignedHistoryJson : JsonSerializerContext;
