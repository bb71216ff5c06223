using System.Text;
using System.Text.Json.Serialization;

namespace Groundswell.Record.Tests;

public sealed partial class EventCodecTests
{
    private static readonly EventCodec Codec = new([BrewContext.Default], [typeof(BrewStarted)]);

    [Fact]
    public void An_event_is_read_as_it_was_written()
    {
        var written = Codec.Write("brew-1", new BrewStarted("Kettle 2", 12.50m));

        Assert.Equal(("brew-1", "brew.started"), (written.Stream, written.Name));
        Assert.Equal("""{"kettle":"Kettle 2","liters":12.50}""", Encoding.UTF8.GetString(written.Payload.Span));
        Assert.Equal(new BrewStarted("Kettle 2", 12.50m), Codec.Read(Recorded("brew.started", written.Payload.ToArray())));
    }

    [Fact]
    public void The_records_own_events_are_always_known() =>
        Assert.Equal(
            new AttachmentErased("ab", "asked for"),
            Codec.Read(Recorded("attachment.erased", """{"hash":"ab","reason":"asked for"}"""u8.ToArray())));

    [Fact]
    public void An_event_nobody_knows_is_an_error_that_says_where()
    {
        var unknown = Assert.Throws<UnknownEventException>(() => Codec.Read(Recorded("brew.stirred", "{}"u8.ToArray())));

        Assert.Equal((Sample.Log, 7L, "brew.stirred"), (unknown.Log, unknown.Position, unknown.Name));
        Assert.Contains("Entry 7 of log 'site-a' ('brew.stirred')", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"kettle":7}""")]
    public void A_payload_of_another_shape_is_an_error_that_says_where(string payload) =>
        Assert.Equal(7, Assert.Throws<UnknownEventException>(() => Codec.Read(Recorded("brew.started", Encoding.UTF8.GetBytes(payload)))).Position);

    [Fact]
    public void No_two_events_share_a_name() =>
        Assert.Throws<ArgumentException>(() => new EventCodec([BrewContext.Default], [typeof(BrewStarted), typeof(BrewStartedToo)]));

    [Fact]
    public void An_event_without_a_recorded_name_is_refused() =>
        Assert.Throws<ArgumentException>(() => new EventCodec([BrewContext.Default], [typeof(Nameless)]));

    [Fact]
    public void An_event_no_context_knows_is_refused() =>
        Assert.Throws<ArgumentException>(() => new EventCodec([], [typeof(BrewStarted)]));

    private static Entry Recorded(string name, byte[] payload) => new()
    {
        Log = Sample.Log,
        Position = 7,
        Stream = "brew-1",
        Version = 1,
        Name = name,
        OccurredAt = Sample.Noon,
        RecordedAt = Sample.Noon,
        TimeZone = "Etc/UTC",
        Actor = "P-1",
        Source = Source.Typed,
        Command = Guid.CreateVersion7(),
        Ordinal = 0,
        Payload = payload,
        LeafHash = default,
    };

    [RecordedAs("brew.started")]
    private sealed record BrewStarted(string Kettle, decimal Liters, string? Remark = null) : Event;

    [RecordedAs("brew.started")]
    private sealed record BrewStartedToo(string Kettle) : Event;

    private sealed record Nameless : Event;

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(BrewStarted))]
    [JsonSerializable(typeof(BrewStartedToo))]
    [JsonSerializable(typeof(Nameless))]
    private sealed partial class BrewContext : JsonSerializerContext;
}
