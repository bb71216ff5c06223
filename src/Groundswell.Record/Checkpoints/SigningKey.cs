using System.Text;
using Groundswell.Record.Files;
using NSec.Cryptography;

namespace Groundswell.Record.Checkpoints;

/// <summary>The Ed25519 key that signs a store's checkpoints.</summary>
/// <remarks>
/// It is kept in a file outside the data folder, readable by its owner alone, and is in no backup: whoever holds it can sign a history that
/// never was.
/// </remarks>
public sealed class SigningKey : IDisposable
{
    private const string FirstLine = "groundswell signing key 1";
    private const int SeedLength = 32;

    private readonly Key _key;

    private SigningKey(Key key)
    {
        _key = key;
        Public = new VerifierKey(null, NoteSignatureKind.Log, key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>The public half, bound to no name. Its <see cref="VerifierKey.Text"/> is what an auditor is handed.</summary>
    public VerifierKey Public { get; }

    /// <summary>Makes a key and its file, mode 0600.</summary>
    /// <exception cref="SigningKeyException">The file is there already.</exception>
    public static SigningKey Create(string path)
    {
        using var made = Key.Create(
            SignatureAlgorithm.Ed25519, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        var seed = made.Export(KeyBlobFormat.RawPrivateKey);
        Write(path, $"{FirstLine}\n{Convert.ToBase64String(seed)}\n");
        return FromSeed(seed);
    }

    /// <exception cref="SigningKeyException">The file is not there, may be read by others than its owner, or holds no key.</exception>
    public static SigningKey Load(string path)
    {
        if (!File.Exists(path))
            throw new SigningKeyException($"There is no signing key at {path}.");
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) is var mode && (mode & ~DurableFile.Private) != 0)
            throw new SigningKeyException(
                $"The signing key {path} is open to others (mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')}); it must be 0600.");
        if (File.ReadAllText(path).Split('\n') is not [FirstLine, var seed, ""] || StrictBase64.Decode(seed, SeedLength) is not { } bytes)
            throw new SigningKeyException($"{path} does not hold a signing key.");
        return FromSeed(bytes);
    }

    /// <summary>Loads the key, or makes one where there is no file yet.</summary>
    /// <exception cref="SigningKeyException">As for <see cref="Load"/>.</exception>
    public static SigningKey LoadOrCreate(string path) => File.Exists(path) ? Load(path) : Create(path);

    /// <summary>Puts the next key's file in the place of this one's, which stays beside it under another name.</summary>
    /// <param name="path">This key's file.</param>
    /// <param name="next">The file of the next key.</param>
    /// <returns>Where this key's file is now.</returns>
    public string Retire(string path, string next)
    {
        var whole = Path.GetFullPath(path);
        var retired = $"{whole}.retired-{Convert.ToHexStringLower(Public.Bytes.AsSpan(0, 4))}";
        DurableFile.Write(retired, File.ReadAllBytes(whole), ownerOnly: true);
        DurableFile.Rename(Path.GetFullPath(next), whole, overwrite: true);
        return retired;
    }

    /// <summary>The public half as the verifier key of C2SP signed-note, for checkpoints of the log with this origin line.</summary>
    public string LogKey(string origin) => Public.As(origin, NoteSignatureKind.Log).ToString();

    /// <summary>The public half as the verifier key of C2SP signed-note, for cosignatures under this name.</summary>
    public string WitnessKey(string name) => Public.As(name, NoteSignatureKind.Witness).ToString();

    public void Dispose() => _key.Dispose();

    internal static SigningKey FromSeed(ReadOnlySpan<byte> seed) =>
        new(Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey));

    internal byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);

    internal NoteSignature Sign(string text, string name) =>
        new(name, VerifierKey.Id(name, NoteSignatureKind.Log, Public.Bytes), Sign(Encoding.UTF8.GetBytes(text)));

    private static void Write(string path, string text)
    {
        // Under a name of its own first: nobody ever loads half a key, and of two who create at once one is refused.
        var whole = Path.GetFullPath(path);
        DurableFile.CreateDirectory(Path.GetDirectoryName(whole)!);
        var unfinished = $"{whole}.{Guid.CreateVersion7():N}";
        try
        {
            using (var file = DurableFile.Create(unfinished, ownerOnly: true))
            {
                file.Write(Encoding.ASCII.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            DurableFile.Rename(unfinished, whole, overwrite: false);
        }
        catch (IOException) when (File.Exists(whole))
        {
            File.Delete(unfinished);
            throw new SigningKeyException($"There is a file at {path} already; a signing key is never overwritten.");
        }
    }
}

/// <summary>A signing key could not be made or may not be used; <see cref="Exception.Message"/> says why.</summary>
public sealed class SigningKeyException(string message) : Exception(message);
