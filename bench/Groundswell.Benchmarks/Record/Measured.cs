using System.Text;
using System.Text.Json.Serialization;
using Groundswell.Record;

namespace Groundswell.Benchmarks.Record;

/// <summary>An event as a floor records them: its payload has 600 bytes of JSON text.</summary>
[RecordedAs("step.measured")]
internal sealed record Measured(
    string Order, string Job, string Step, string Material, string Lot, string Characteristic, decimal Value, decimal LowerLimit,
    decimal UpperLimit, string Unit, string Instrument, string InstrumentCalibratedUntil, bool WithinLimits, int Sample, int SampleSize,
    string Remark, Readings[] Readings) : Event;

internal sealed record Readings(int Number, decimal Value, string Unit);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Measured))]
internal sealed partial class MeasuredContext : JsonSerializerContext;

/// <summary>Makes appends like those of a floor, the same ones in every run.</summary>
internal static class Floor
{
    public const string Log = "site-a";

    /// <summary>A stream gets so many entries before the next one begins.</summary>
    public const int EntriesPerStream = 100;

    private const int PayloadBytes = 600;

    // Before the payloads, which it writes.
    public static EventCodec Codec { get; } = new([MeasuredContext.Default], [typeof(Measured)]);

    private static readonly byte[][] Payloads = [.. Enumerable.Range(0, 16).Select(Payload)];

    public static string Stream(int caller, int index) => $"job-{caller:D3}-{index / EntriesPerStream:D7}";

    /// <summary>The append by which a caller adds its entries from the one with this index on, all in one stream.</summary>
    public static Append Append(int caller, int index, int entries = 1)
    {
        var stream = Stream(caller, index);
        return new Append
        {
            Log = Log,
            Command = Guid.CreateVersion7(),
            Actor = $"P-{caller}",
            Station = $"terminal-{caller / 2}",
            Shift = "early",
            Source = Source.Typed,
            OccurredAt = TimeProvider.System.GetUtcNow(),
            TimeZone = "Europe/Berlin",
            Entries = [.. Enumerable.Range(index, entries).Select(i => new NewEntry(stream, "step.measured", Payloads[i % Payloads.Length]))],
            Guards = [new Guard(Log, stream, index % EntriesPerStream)],
        };
    }

    private static byte[] Payload(int seed)
    {
        var measured = new Measured(
            $"order-{4711 + seed}", $"job-{seed:D4}", "Weigh in", "Citric acid monohydrate", $"lot-26-{seed:D5}", "Net weight", 12.482m + seed,
            12.4m, 12.6m, "kg", $"scale-{seed}", "2026-09-30", true, seed, 5, "",
            [.. Enumerable.Range(1, 5).Select(i => new Readings(i, 12.48m + i, "kg"))]);
        var missing = PayloadBytes - Codec.Write("job", measured).Payload.Length;
        var payload = Codec.Write("job", measured with { Remark = new string('x', missing) }).Payload.ToArray();
        return payload.Length == PayloadBytes ? payload : throw new InvalidOperationException(Encoding.UTF8.GetString(payload));
    }
}
