using System.Text.Json.Serialization;

namespace Groundswell.Record.Proofs;

/// <summary>A proof file as it is written.</summary>
/// <param name="Format">Always <see cref="Version1"/>.</param>
/// <param name="Checkpoint">The signed note.</param>
/// <param name="Rotations">How the log's signing keys handed over, oldest first.</param>
/// <param name="Stream">The stream, where the file is about one from its first entry on; absent where it is about one entry.</param>
internal sealed record ProofJson(
    string Format, string Log, string Checkpoint, IReadOnlyList<SigningKeyRotated> Rotations, IReadOnlyList<ProvedEntryJson> Entries,
    string? Stream = null)
{
    public const string Version1 = "groundswell proof 1";
}

/// <param name="Inclusion">The inclusion proof (RFC 9162 2.1.3), each hash in base64.</param>
internal sealed record ProvedEntryJson(EntryJson Entry, IReadOnlyList<byte[]> Inclusion);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    WriteIndented = true)]
[JsonSerializable(typeof(ProofJson))]
internal sealed partial class ProofJsonContext : JsonSerializerContext;
