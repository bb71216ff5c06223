using System.Text;

namespace Groundswell.Record.Tests.Moving;

/// <summary>A record with a little of everything an entry can hold.</summary>
internal static class Varied
{
    public const string Other = "enterprise";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Fills <see cref="Sample.Log"/> with entries of every kind, and <see cref="Other"/> with a few.</summary>
    public static async Task Fill(Journal journal, int more = 0)
    {
        await journal.OpenLog(Other, Stop);
        await journal.Recorded(Sample.To("policy-1", """{"limit":1}""", """{"limit":2}""") with { Log = Other });
        await journal.Recorded(Sample.To("job-1", """{"remark":"Riecht angebrannt – 95 °C \"so\" \\ \t 漢字 😀"}"""));
        await journal.Recorded(Sample.To("job-1", " { \"spaces\" : [ 1 , 2.50 ] } ", "[]", "null") with
        {
            Station = "T-1",
            Device = "Scanner 3",
            Shift = "früh",
            Source = Source.Scanned,
        });
        foreach (var source in Enum.GetValues<Source>())
            await journal.Recorded(Sample.To($"lot-{(int)source}", "1") with { Source = source, OccurredAt = Sample.Noon.AddMicroseconds(-7) });
        await journal.Recorded(Sample.To("job-2", "{}").At("policy-1", 2, Other).At("policy-9", 0, Other));
        await journal.Recorded(Sample.To("job-2") with
        {
            Entries = [Sample.Entry("job-2", "{}") with { Corrects = 3, OccurredAt = new DateTimeOffset(1999, 12, 31, 23, 59, 59, 999, TimeSpan.FromHours(1)) }],
        });
        await Task.WhenAll(Enumerable.Range(0, more).Select(i => journal.Recorded(Sample.To($"counter-{i % 7}", $$"""{"count":{{i}}}"""))));
    }

    /// <summary>Everything of all entries of a log, as text to be compared.</summary>
    public static async Task<string[]> Entries(Journal journal, string log = Sample.Log) =>
        [.. (await journal.All(log)).Select(entry =>
            $"{entry with { Payload = default, LeafHash = default, DecidedAgainst = [] }} {string.Join(',', entry.DecidedAgainst)} "
            + $"{Convert.ToHexString(entry.LeafHash.Span)} {Encoding.UTF8.GetString(entry.Payload.Span)}")];
}
