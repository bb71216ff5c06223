using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Groundswell.Record.Files;

namespace Groundswell.Record.Sealing;

/// <summary>Seal keys as files that only their owner may read: <c>&lt;id&gt;.key</c>, and <c>&lt;id&gt;.destroyed</c> in the place of one that was destroyed.</summary>
/// <remarks>
/// Destroying overwrites the file and removes it. A disk that moves blocks about (an SSD, a snapshot, a copy) may hold the old bytes on: only
/// an encrypted disk answers that.
/// </remarks>
public sealed class FolderSealKeys(string folder) : ISealKeys, IDisposable
{
    private const string KeySuffix = ".key";
    private const string DestroyedSuffix = ".destroyed";
    private const int SecretLength = 32;
    private const int IdLength = 16;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Ids found before, so that sealing again reads one file and not all of them.</summary>
    private readonly ConcurrentDictionary<(string Person, string Purpose), string> _known = new();

    public async Task<SealKey> For(string person, string purpose, CancellationToken stop)
    {
        ArgumentException.ThrowIfNullOrEmpty(person);
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        if (_known.TryGetValue((person, purpose), out var id) && await Find(id, stop) is SealKeyState.Here(var known))
            return known;
        var key = await Alone(
            () =>
            {
                if (All().FirstOrDefault(kept => kept.Person == person && kept.Purpose == purpose) is { } before)
                    return before.ToKey();
                var made = new KeptKey(
                    RandomNumberGenerator.GetHexString(2 * IdLength, lowercase: true), person, purpose, RandomNumberGenerator.GetBytes(SecretLength));
                DurableFile.Write(PathOf(made.Id), JsonSerializer.SerializeToUtf8Bytes(made, SealKeyJson.Default.KeptKey), ownerOnly: true);
                return made.ToKey();
            },
            stop);
        _known[(person, purpose)] = key.Id;
        return key;
    }

    public Task<SealKeyState> Find(string key, CancellationToken stop)
    {
        if (!IsId(key))
            return Task.FromResult<SealKeyState>(new SealKeyState.Absent());
        // The mark first: a destruction that was cut short has left both.
        SealKeyState state = File.Exists(MarkOf(key)) ? new SealKeyState.Destroyed()
            : Read(PathOf(key)) is { } kept ? new SealKeyState.Here(kept.ToKey())
            : File.Exists(MarkOf(key)) ? new SealKeyState.Destroyed()
            : new SealKeyState.Absent();
        return Task.FromResult(state);
    }

    public Task<IReadOnlyDictionary<string, string>> Of(string person, CancellationToken stop) =>
        Alone<IReadOnlyDictionary<string, string>>(
            () => All().Where(kept => kept.Person == person).ToDictionary(kept => kept.Purpose, kept => kept.Id, StringComparer.Ordinal), stop);

    public Task Destroy(string key, CancellationToken stop)
    {
        if (!IsId(key))
            throw new ArgumentException($"'{key}' is no id of a seal key: 32 lower-case hexadecimal digits are.", nameof(key));
        return Alone(
            () =>
            {
                DurableFile.Write(MarkOf(key), []);
                var path = PathOf(key);
                if (File.Exists(path))
                {
                    using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None))
                    {
                        file.Write(new byte[file.Length]);
                        file.Flush(flushToDisk: true);
                    }

                    DurableFile.Delete(path);
                }

                return true;
            },
            stop);
    }

    public void Dispose() => _one.Dispose();

    /// <summary>The files of the keys in such a folder.</summary>
    internal static IEnumerable<string> Keys(string folder) => Files(folder, KeySuffix);

    /// <summary>The files that say that a key was destroyed.</summary>
    internal static IEnumerable<string> Marks(string folder) => Files(folder, DestroyedSuffix);

    private static IEnumerable<string> Files(string folder, string suffix) =>
        Directory.EnumerateFiles(folder, "*" + suffix).Where(path => IsId(Path.GetFileNameWithoutExtension(path)));

    /// <summary>Runs with no other thread and no other process at work in the folder.</summary>
    private async Task<T> Alone<T>(Func<T> work, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            DurableFile.CreateDirectory(folder, ownerOnly: true);
            await using var claim = await Claim(stop);
            return work();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Holds the folder's lock file; another process holds it for the time of one write at most.</summary>
    private async Task<FileStream> Claim(CancellationToken stop)
    {
        var path = Path.Combine(folder, "lock");
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && tries < 200)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), stop);
            }
        }
    }

    private IEnumerable<KeptKey> All() =>
        Keys(folder)
            .Where(path => !File.Exists(Path.ChangeExtension(path, DestroyedSuffix)))
            .Select(path => Read(path))
            .OfType<KeptKey>();

    private static KeptKey? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), SealKeyJson.Default.KeptKey);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"The seal key '{path}' cannot be read: it is damaged.", damaged);
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key + KeySuffix);

    private string MarkOf(string key) => Path.Combine(folder, key + DestroyedSuffix);

    private static bool IsId(string text) => LowerHex.Is(text, IdLength);
}

/// <summary>A key as its file has it.</summary>
internal sealed record KeptKey(string Id, string Person, string Purpose, byte[] Secret)
{
    public SealKey ToKey() => new(Id, Secret);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeptKey))]
internal sealed partial class SealKeyJson : JsonSerializerContext;
