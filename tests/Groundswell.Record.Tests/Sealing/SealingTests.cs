using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Groundswell.Record.Sealing;

namespace Groundswell.Record.Tests.Sealing;

public sealed class SealingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FolderSealKeys _keys;
    private readonly Sealer _sealer;

    public SealingTests()
    {
        _keys = new FolderSealKeys(_folder.Path);
        _sealer = new Sealer(_keys, TimeProvider.System);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _keys.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_sealed_is_opened_with_its_key()
    {
        var nominated = await Seal(new Nomination("P-21", "fragt als Erste – 95 °C"));

        Assert.Equal(new OpenedValue<Nomination>(new("P-21", "fragt als Erste – 95 °C")), await Open(nominated));
    }

    [Fact]
    public async Task The_payload_says_neither_the_value_nor_the_person_nor_how_long_it_is()
    {
        var helps = JsonSerializer.Serialize(await Seal(new Nomination("P-21", "helps")), SealingContext.Default.Sealed);
        var hurts = JsonSerializer.Serialize(await Seal(new Nomination("P-21", "hurts a little")), SealingContext.Default.Sealed);

        Assert.Equal(helps.Length, hurts.Length);
        Assert.DoesNotContain("P-", helps, StringComparison.Ordinal);
        Assert.StartsWith("""{"$sealed":{"key":""", helps, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sealed_value_in_a_payload_reads_back()
    {
        var voice = new Voice("change-7", await Seal(new Nomination("P-21", "x")));

        var text = JsonSerializer.Serialize(voice, SealingContext.Default.Voice);
        var read = JsonSerializer.Deserialize(text, SealingContext.Default.Voice)!;

        Assert.Equal(text, JsonSerializer.Serialize(read, SealingContext.Default.Voice));
        Assert.IsType<OpenedValue<Nomination>>(await Open(read.Says));
    }

    [Fact]
    public async Task There_is_one_key_for_a_person_and_a_purpose_and_it_outlives_the_process()
    {
        var first = await _keys.For("P-17", "nomination", Stop);
        using var later = new FolderSealKeys(_folder.Path);

        Assert.Equal(first.Id, (await later.For("P-17", "nomination", Stop)).Id);
        Assert.NotEqual(first.Id, (await later.For("P-17", "ballot", Stop)).Id);
        Assert.NotEqual(first.Id, (await later.For("P-18", "nomination", Stop)).Id);
        Assert.Equal(["ballot", "nomination"], (await later.Of("P-17", Stop)).Keys.Order());
    }

    [Fact]
    public async Task Of_many_who_seal_at_once_all_get_the_same_key()
    {
        using var second = new FolderSealKeys(_folder.Path);

        var keys = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => (i % 2 == 0 ? _keys : second).For("P-17", "nomination", Stop)));

        Assert.Single(keys.Select(key => key.Id).Distinct());
    }

    [Fact]
    public async Task A_value_whose_key_was_destroyed_says_so_for_ever()
    {
        var nominated = await Seal(new Nomination("P-21", "x"));
        var old = await File.ReadAllBytesAsync(KeyFile(nominated.Key), Stop);

        await _keys.Destroy(nominated.Key, Stop);

        Assert.Equal(new SealKeyGone<Nomination>(nominated.Key), await Open(nominated));
        Assert.False(File.Exists(KeyFile(nominated.Key)));

        // An old copy of the folder laid over it brings the key's file back, and not the key.
        await File.WriteAllBytesAsync(KeyFile(nominated.Key), old, Stop);
        Assert.IsType<SealKeyGone<Nomination>>(await Open(nominated));
        Assert.NotEqual(nominated.Key, (await _keys.For("P-17", "nomination", Stop)).Id);
    }

    [Fact]
    public async Task A_key_that_is_kept_elsewhere_is_not_called_destroyed()
    {
        var nominated = await Seal(new Nomination("P-21", "x"));
        File.Delete(KeyFile(nominated.Key));

        Assert.Equal(new SealKeyElsewhere<Nomination>(nominated.Key), await Open(nominated));
    }

    [Fact]
    public async Task A_changed_value_and_one_of_another_key_are_told_from_a_destroyed_one()
    {
        var nominated = await Seal(new Nomination("P-21", "x"));
        var other = await _keys.For("P-18", "nomination", Stop);
        var changed = nominated.Ciphertext.ToArray();
        changed[3] ^= 1;

        await Assert.ThrowsAsync<SealBrokenException>(() => Open(nominated with { Ciphertext = changed }));
        await Assert.ThrowsAsync<SealBrokenException>(() => Open(nominated with { Nonce = new byte[12] }));
        await Assert.ThrowsAsync<SealBrokenException>(() => Open(nominated with { Ciphertext = new byte[3] }));
        var broken = await Assert.ThrowsAsync<SealBrokenException>(() => Open(nominated with { Key = other.Id }));
        Assert.Equal(other.Id, broken.Key);
    }

    [Theory]
    [InlineData("""{"$sealed":{"key":"k","nonce":"AAAA"}}""")]
    [InlineData("""{"$sealed":{"key":"k","nonce":"AAAA","ciphertext":"AAAA","more":"x"}}""")]
    [InlineData("""{"$sealed":{"key":"k","nonce":7,"ciphertext":"AAAA"}}""")]
    [InlineData("""{"sealed":{}}""")]
    [InlineData("""{"$sealed":{"key":"k","nonce":"AAAA","ciphertext":"AAAA"},"more":1}""")]
    public void What_is_no_sealed_value_is_refused(string text) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(text, SealingContext.Default.Sealed));

    [Fact]
    public async Task Only_the_owner_may_read_the_keys()
    {
        var key = await _keys.For("P-17", "nomination", Stop);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile(key.Id)));
        Assert.DoesNotContain(Convert.ToBase64String(key.Secret.Span), key.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The binding of docs/record/sealing.md, with the framework's own AES-GCM and nothing of ours.</summary>
    [Fact]
    public async Task A_sealed_value_can_be_opened_by_the_documentation_alone()
    {
        var nominated = await Seal(new Nomination("P-21", "x"));
        var secret = (await _keys.For("P-17", "nomination", Stop)).Secret;
        var plain = new byte[nominated.Ciphertext.Length - 16];

        using var aes = new System.Security.Cryptography.AesGcm(secret.Span, 16);
        aes.Decrypt(
            nominated.Nonce.Span, nominated.Ciphertext.Span[..^16], nominated.Ciphertext.Span[^16..], plain,
            Encoding.UTF8.GetBytes($"groundswell sealed 1\n{nominated.Key}\n"));

        Assert.Equal(64, plain.Length);
        Assert.Equal("""{"person":"P-21","why":"x"}""", Encoding.UTF8.GetString(plain).TrimEnd(' '));
    }

    private Task<Sealed> Seal(Nomination nomination) => _sealer.Seal("P-17", "nomination", nomination, SealingContext.Default.Nomination, Stop);

    private Task<Opened<Nomination>> Open(Sealed value) => _sealer.Open(value, SealingContext.Default.Nomination, Stop);

    private string KeyFile(string key) => _folder.File(key + ".key");
}

internal sealed record Nomination(string Person, string Why);

internal sealed record Voice(string Change, Sealed Says);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Nomination))]
[JsonSerializable(typeof(Voice))]
[JsonSerializable(typeof(Sealed))]
internal sealed partial class SealingContext : JsonSerializerContext;
