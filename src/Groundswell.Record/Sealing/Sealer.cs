using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Groundswell.Record.Sealing;

/// <summary>Seals values for a person and a purpose, opens them, and destroys keys. docs/record/sealing.md says what is bound and how.</summary>
public sealed class Sealer(ISealKeys keys, TimeProvider time)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Plaintexts are filled up with spaces, which JSON ignores, to whole blocks of this many bytes: else a length tells a vote.</summary>
    private const int Block = 64;

    public async Task<Sealed> Seal<T>(string person, string purpose, T value, JsonTypeInfo<T> shape, CancellationToken stop)
    {
        var key = await keys.For(person, purpose, stop);
        var text = JsonSerializer.SerializeToUtf8Bytes(value, shape);
        var padded = new byte[Math.Max(Block, (text.Length + Block - 1) / Block * Block)];
        text.CopyTo(padded, 0);
        padded.AsSpan(text.Length).Fill((byte)' ');

        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var sealedBytes = new byte[padded.Length + TagLength];
        using var aes = new AesGcm(key.Secret.Span, TagLength);
        aes.Encrypt(nonce, padded, sealedBytes.AsSpan(0, padded.Length), sealedBytes.AsSpan(padded.Length), Bound(key.Id));
        CryptographicOperations.ZeroMemory(padded);
        CryptographicOperations.ZeroMemory(text);
        return new Sealed(key.Id, nonce, sealedBytes);
    }

    /// <exception cref="SealBrokenException">It is not what was sealed under that key.</exception>
    public async Task<Opened<T>> Open<T>(Sealed value, JsonTypeInfo<T> shape, CancellationToken stop) =>
        await keys.Find(value.Key, stop) switch
        {
            SealKeyState.Here(var key) => new OpenedValue<T>(Open(value, key, shape)),
            SealKeyState.Destroyed => new SealKeyGone<T>(value.Key),
            _ => new SealKeyElsewhere<T>(value.Key),
        };

    /// <summary>
    /// Destroys a key: first an entry that says so, then the key. What was sealed under it can never be read again. Should the process end in
    /// between, <see cref="CompleteDestructions"/> completes it.
    /// </summary>
    /// <param name="log">The log that the entry goes to.</param>
    /// <param name="actor">Who decided it.</param>
    public async Task<Receipt> Destroy(Journal journal, string log, string key, string reason, string actor, CancellationToken stop)
    {
        var receipt = await OwnEntries.Append(
            journal, log, new SealKeyDestroyed(key, reason), actor, OwnEntries.CommandOf("seal-key.destroyed", log, key), time, stop);
        await keys.Destroy(key, CancellationToken.None);
        return receipt;
    }

    /// <summary>Destroys again every key that a log says was destroyed: after a crash, or when keys come back from an old copy.</summary>
    public async Task CompleteDestructions(Journal journal, IEnumerable<string> logs, CancellationToken stop)
    {
        foreach (var log in logs)
        {
            await foreach (var (_, destroyed) in OwnEntries.Read<SealKeyDestroyed>(journal, log, stop))
            {
                if (await keys.Find(destroyed.Key, stop) is not SealKeyState.Destroyed)
                    await keys.Destroy(destroyed.Key, stop);
            }
        }
    }

    private static T Open<T>(Sealed value, SealKey key, JsonTypeInfo<T> shape)
    {
        if (value.Nonce.Length != NonceLength || value.Ciphertext.Length < TagLength)
            throw new SealBrokenException(key.Id, "its nonce or ciphertext is cut short");
        var encrypted = value.Ciphertext.Span[..^TagLength];
        var text = new byte[encrypted.Length];
        using var aes = new AesGcm(key.Secret.Span, TagLength);
        try
        {
            aes.Decrypt(value.Nonce.Span, encrypted, value.Ciphertext.Span[^TagLength..], text, Bound(key.Id));
            return JsonSerializer.Deserialize(text, shape)!;
        }
        catch (AuthenticationTagMismatchException changed)
        {
            throw new SealBrokenException(key.Id, "it was changed, or was sealed under another key", changed);
        }
        catch (JsonException otherShape)
        {
            throw new SealBrokenException(key.Id, $"it is no {typeof(T).Name}", otherShape);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>What a ciphertext is bound to besides its key: the format and the key's id, so that it is no use under another id.</summary>
    private static byte[] Bound(string key) => Encoding.UTF8.GetBytes($"groundswell sealed 1\n{key}\n");
}
