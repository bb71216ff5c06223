using System.Text;

namespace Groundswell.Record.Tests;

/// <summary>Appends to test with: complete, and different only in what a test is about.</summary>
public static class Sample
{
    public const string Log = "site-a";

    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An append to one stream.</summary>
    public static Append To(string stream, params string[] payloads) => new()
    {
        Log = Log,
        Command = Guid.CreateVersion7(),
        Actor = "P-17",
        Source = Source.Typed,
        OccurredAt = Noon,
        TimeZone = "Europe/Berlin",
        Entries = [.. (payloads.Length == 0 ? ["{}"] : payloads).Select(payload => Entry(stream, payload))],
    };

    public static NewEntry Entry(string stream, string payload = "{}") => new(stream, "job.held", Encoding.UTF8.GetBytes(payload));

    /// <summary>The same append, holding only while its stream is at this version.</summary>
    public static Append At(this Append append, string stream, long version, string log = Log) =>
        append with { Guards = [.. append.Guards, new Guard(log, stream, version)] };

    public static async Task<Receipt> Recorded(this Journal journal, Append append) =>
        Assert.IsType<Receipt>(await journal.Append(append, TestContext.Current.CancellationToken));

    public static async Task<List<Entry>> All(this Journal journal, string log = Log)
    {
        var all = new List<Entry>();
        await foreach (var batch in journal.ReadLog(log, 1, 100, TestContext.Current.CancellationToken))
            all.AddRange(batch);
        return all;
    }
}
