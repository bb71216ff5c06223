using System.Text.Json;
using System.Text.Json.Serialization;

namespace Groundswell.Record;

/// <summary>The list of streams of other logs that a decision read, as the one text that is stored and hashed.</summary>
internal static class ForeignReads
{
    /// <returns>A JSON array in the order given, or null where there is nothing.</returns>
    public static string? Write(IReadOnlyList<ForeignRead> reads) =>
        reads.Count == 0 ? null : JsonSerializer.Serialize(reads, ForeignReadsContext.Default.IReadOnlyListForeignRead);

    public static IReadOnlyList<ForeignRead> Read(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize(text, ForeignReadsContext.Default.IReadOnlyListForeignRead) ?? [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<ForeignRead>))]
internal sealed partial class ForeignReadsContext : JsonSerializerContext;
