using System.Text;
using Groundswell.Record.Writing;

namespace Groundswell.Record.Tests.Writing;

public sealed class WellformedTests
{
    private static readonly string Long = new('x', 201);

    public static TheoryData<string, Append> Refused => new()
    {
        { "Log", Sample.To("job-1") with { Log = "" } },
        { "Log", Sample.To("job-1") with { Log = "Site-A" } },
        { "Log", Sample.To("job-1") with { Log = "site_a" } },
        { "Log", Sample.To("job-1") with { Log = new string('a', 65) } },
        { "Command", Sample.To("job-1") with { Command = Guid.Empty } },
        { "Digest", Sample.To("job-1") with { Digest = new byte[31] } },
        { "Source", Sample.To("job-1") with { Source = 0 } },
        { "Entries", Sample.To("job-1") with { Entries = [] } },
        { "Actor", Sample.To("job-1") with { Actor = "" } },
        { "Actor", Sample.To("job-1") with { Actor = Long } },
        { "TimeZone", Sample.To("job-1") with { TimeZone = "" } },
        { "TimeZone", Sample.To("job-1") with { TimeZone = "W. Europe Standard Time" } },
        { "TimeZone", Sample.To("job-1") with { TimeZone = "+02:00" } },
        { "TimeZone", Sample.To("job-1") with { TimeZone = "Europe/" } },
        { "TimeZone", Sample.To("job-1") with { TimeZone = "/etc/passwd" } },
        { "TimeZone", Sample.To("job-1") with { TimeZone = "Europe/../UTC" } },
        { "TimeZone", Sample.To("job-1") with { TimeZone = "Europe/Zürich" } },
        { "Station", Sample.To("job-1") with { Station = "" } },
        { "Device", Sample.To("job-1") with { Device = "\n" } },
        { "Shift", Sample.To("job-1") with { Shift = "\ud800" } },
        { "Stream", Sample.To("") },
        { "Stream", Sample.To(Long) },
        { "Stream", Sample.To("job\u0000") },
        { "Stream", Sample.To("job\u0085") },
        { "Name", Named("") },
        { "Name", Named("job\theld") },
        { "Payload", Sample.To("job-1", "") },
        { "Payload", Sample.To("job-1", "{") },
        { "Payload", Sample.To("job-1", "{} {}") },
        { "Payload", Sample.To("job-1", "{'job':1}") },
        { "Payload", Sample.To("job-1", "{} // why") },
        { "Payload", Sample.To("job-1", "\ufeff{}") },
        { "Payload", Paid([(byte)'"', 0xC3, 0x28, (byte)'"']) },
        { "Payload", Paid([(byte)'"', 0x01, (byte)'"']) },
        { "Payload", Paid(Encoding.UTF8.GetBytes($"\"{new string('x', NewEntry.LongestPayload - 1)}\"")) },
        { "Guard.Log", Sample.To("job-1").At("job-1", 0, "Site") },
        { "Guard.Stream", Sample.To("job-1").At("", 0) },
        { "Guard.Version", Sample.To("job-1").At("job-1", -1) },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_may_not_stand_in_an_entry_is_refused_by_the_name_of_its_field(string field, Append append)
    {
        var refused = Assert.ThrowsAny<ArgumentException>(() => PreparedAppend.Of(append));

        Assert.StartsWith(field, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData(" [1, 2.50, \"\\u00e9\", {\"a\": {}}]\n")]
    [InlineData("\"Riecht angebrannt – 95 °C 🔥\"")]
    public void Any_one_JSON_value_may_be_a_payload(string payload) =>
        Assert.Single(PreparedAppend.Of(Sample.To("job-1", payload)).Canonical);

    [Fact]
    public void Every_time_zone_that_this_machine_knows_by_an_IANA_name_may_stand_in_an_entry()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId).Select(zone => zone.Id).ToList();

        Assert.Contains("Europe/Berlin", zones);
        Assert.All([.. zones, "UTC", "Etc/GMT+5", "America/Port-au-Prince"], zone => PreparedAppend.Of(Sample.To("job-1") with { TimeZone = zone }));
    }

    [Fact]
    public void What_its_caller_changes_afterwards_changes_nothing()
    {
        var payload = "{\"a\":1}"u8.ToArray();
        var entries = new List<NewEntry> { new("job-1", "job.held", payload) };
        var prepared = PreparedAppend.Of(Sample.To("job-1") with { Entries = entries });

        payload[5] = (byte)'2';
        entries.Clear();

        Assert.Single(prepared.Entries);
        Assert.Equal("{\"a\":1}"u8, CanonicalForm.Read(prepared.Canonical[0]).Payload);
    }

    [Fact]
    public void What_is_prepared_and_placed_is_the_canonical_form_of_the_entry()
    {
        var append = Sample.To("job-1", """{"a":1}""") with { Station = "T-1", Shift = "früh", Entries = [Sample.Entry("job-1") with { Corrects = 3 }] };
        var canonical = PreparedAppend.Of(append).Canonical[0];

        CanonicalForm.Place(canonical, 17, 4, Microseconds.Of(Sample.Noon));

        var entry = new Entry
        {
            Log = Sample.Log,
            Position = 17,
            Stream = "job-1",
            Version = 4,
            Name = "job.held",
            OccurredAt = Sample.Noon,
            RecordedAt = Sample.Noon,
            TimeZone = "Europe/Berlin",
            Actor = "P-17",
            Station = "T-1",
            Shift = "früh",
            Source = Source.Typed,
            Command = append.Command,
            Ordinal = 0,
            Corrects = 3,
            Payload = append.Entries[0].Payload,
            LeafHash = default,
        };
        Assert.Equal(CanonicalForm.LeafHash(entry), System.Security.Cryptography.SHA256.HashData(canonical));
    }

    private static Append Named(string name) => Sample.To("job-1") with { Entries = [Sample.Entry("job-1") with { Name = name }] };

    private static Append Paid(byte[] payload) => Sample.To("job-1") with { Entries = [Sample.Entry("job-1") with { Payload = payload }] };
}
