using Groundswell.Record.Verifying;
using Groundswell.Testing;
using Npgsql;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>The database commits, and its answer never arrives: nobody can know, everybody is told so, and sending again is safe.</summary>
public sealed class LostAnswerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)] // The first commit of a process looks up first.
    [InlineData(3)] // Later ones do it in one message.
    public async Task A_command_whose_answer_was_lost_is_sent_again_and_answered_as_it_was_recorded(int before)
    {
        await using var database = await PostgresServer.NewDatabase();
        await Journal.PreparePostgres(database.Owner, PostgresServer.Application, new JournalOptions { Kind = RecordKind.Trial }, Stop);
        var settings = new NpgsqlConnectionStringBuilder(database.Application) { SslMode = SslMode.Disable };
        await using var proxy = new LosingProxy(settings.Port);
        settings.Port = proxy.Port;
        await using var journal = await Journal.OpenPostgres(settings.ConnectionString, new JournalOptions(), Stop);
        await journal.OpenLog(Sample.Log, Stop);
        for (var i = 0; i < before; i++)
            await journal.Recorded(Sample.To("job-1"));
        var lost = Sample.To("job-1", "1", "2").At("job-1", before);

        proxy.LoseAnswer();
        var failed = await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.Append(lost, Stop));

        Assert.Contains("connection was lost", failed.Message, StringComparison.Ordinal);
        Assert.Contains("sent again under the same command id", failed.Message, StringComparison.Ordinal);
        Assert.Equal(before + 2, await database.Ask<long>("SELECT count(*) FROM record.entry"));

        var again = await journal.Recorded(lost);
        var other = await journal.Recorded(Sample.To("job-1").At("job-1", before + 2));

        Assert.Equal((before + 1, 2, true), (again.First, again.Count, again.Repeated));
        Assert.Equal(before + 3, other.First);
        Assert.Equal(before + 3, await database.Ask<long>("SELECT count(*) FROM record.entry"));
        Assert.True((await LogVerifier.Verify(journal, Sample.Log, new VerifyOptions(), Stop)).Sound);
    }
}
