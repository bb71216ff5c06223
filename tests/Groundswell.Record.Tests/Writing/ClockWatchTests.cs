namespace Groundswell.Record.Tests.Writing;

/// <summary>A clock that is wrong is told while something can still be done about it; what is recorded meanwhile keeps its order.</summary>
public sealed class ClockWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(Sample.Noon);
    private readonly List<string> _warnings = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_clock_that_jumps_ahead_is_told_at_the_next_entry()
    {
        await using var journal = await Open();
        await journal.Recorded(Sample.To("job-1"));
        _time.Set(Sample.Noon.AddHours(8));
        await journal.Recorded(Sample.To("job-1"));
        Assert.Empty(_warnings);

        _time.Jump(Sample.Noon.AddHours(11));
        await journal.Recorded(Sample.To("job-1"));
        await journal.Recorded(Sample.To("job-1"));

        Assert.StartsWith("The clock went ahead by 3.0 hours between two moments", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_behind_the_newest_entry_is_told_once_until_it_has_come_there()
    {
        await using (var before = await Open())
            await before.Recorded(Sample.To("job-1"));
        _time.Jump(Sample.Noon.AddDays(-400));

        await using var journal = await Open();
        await journal.Recorded(Sample.To("job-1"));
        await journal.Recorded(Sample.To("job-1"));

        Assert.StartsWith("The clock is 400.0 days behind the newest entry of log 'site-a'", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Contains("say 2026-03-01 12:00:00Z as the time of recording", _warnings[0], StringComparison.Ordinal);
        _warnings.Clear();

        _time.Set(Sample.Noon.AddMinutes(1));
        await journal.Recorded(Sample.To("job-1"));
        _time.Jump(Sample.Noon.AddSeconds(-30));
        await journal.Recorded(Sample.To("job-1"));
        Assert.Single(_warnings);
    }

    [Fact]
    public async Task A_clock_that_is_made_up_may_leap_and_nobody_is_told()
    {
        await using var journal = await Open(madeUp: true);
        await journal.Recorded(Sample.To("job-1"));
        _time.Jump(Sample.Noon.AddHours(11));
        await journal.Recorded(Sample.To("job-1"));

        Assert.Empty(_warnings);
    }

    private async Task<Journal> Open(bool madeUp = false)
    {
        var journal = await Journal.OpenFolder(
            _folder.Path, new JournalOptions { Kind = RecordKind.Trial, Time = _time, TimeIsMadeUp = madeUp, Warn = _warnings.Add }, Stop);
        await journal.OpenLog(Sample.Log, Stop);
        return journal;
    }
}
