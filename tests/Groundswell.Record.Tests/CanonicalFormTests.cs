using System.Text;

namespace Groundswell.Record.Tests;

public sealed class CanonicalFormTests
{
    private static readonly Entry Held = new()
    {
        Log = "site-a",
        Position = 7,
        Stream = "job-4711",
        Version = 2,
        Name = "job.held",
        OccurredAt = new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero),
        RecordedAt = new DateTimeOffset(2026, 3, 1, 6, 0, 1, TimeSpan.Zero),
        TimeZone = "Europe/Berlin",
        Actor = "P-17",
        Source = Source.Typed,
        Command = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"),
        Ordinal = 0,
        Payload = Encoding.UTF8.GetBytes("""{"job":"4711"}"""),
        LeafHash = default,
    };

    [Fact]
    public void Another_value_in_any_field_is_another_hash()
    {
        Entry[] different =
        [
            Held,
            Held with { Log = "site-b" },
            Held with { Position = 8 },
            Held with { Stream = "job-4712" },
            Held with { Version = 3 },
            Held with { Name = "job.resumed" },
            Held with { OccurredAt = Held.OccurredAt.AddMicroseconds(1) },
            Held with { RecordedAt = Held.RecordedAt.AddMicroseconds(1) },
            Held with { TimeZone = "Europe/Vienna" },
            Held with { Actor = "P-18" },
            Held with { Station = "T-1" },
            Held with { Device = "T-1" },
            Held with { Shift = "T-1" },
            Held with { Station = "" },
            Held with { Source = Source.Scanned },
            Held with { Command = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8058") },
            Held with { Ordinal = 1 },
            Held with { Corrects = 3 },
            Held with { DecidedAgainst = [new ForeignRead("enterprise", "policy-1", 1, 9)] },
            Held with { Payload = Encoding.UTF8.GetBytes("""{"job":"4712"}""") },
        ];

        Assert.Equal(different.Length, different.Select(entry => Convert.ToHexString(CanonicalForm.LeafHash(entry))).Distinct().Count());
    }
}
