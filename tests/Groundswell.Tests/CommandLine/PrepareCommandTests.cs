using Groundswell.Record;
using Groundswell.Testing;
using static Groundswell.Tests.CommandLine.CommandLineRun;

namespace Groundswell.Tests.CommandLine;

public sealed class PrepareCommandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_is_prepared_by_its_owner_for_the_application()
    {
        await using var database = await PostgresServer.NewDatabase();

        await Good("prepare", "--store", database.Owner, "--application-role", PostgresServer.Application, "--kind", "trial");
        await Good("prepare", "--store", database.Owner, "--application-role", PostgresServer.Application);

        await using (var journal = await Journal.OpenPostgres(database.Application, new JournalOptions(), Stop))
        {
            Assert.Empty(journal.Warnings);
            await journal.OpenLog("site-a", Stop);
        }

        Assert.Equal("trial", await database.Ask<string>("SELECT kind FROM record.meta"));
        Assert.Equal(0, (await Run("verify", "--store", database.Application)).Code);
    }

    [Fact]
    public async Task A_role_that_would_protect_nothing_is_refused_in_one_sentence()
    {
        await using var database = await PostgresServer.NewDatabase();

        var (code, _, error) = await Run("prepare", "--store", database.Owner, "--application-role", PostgresServer.Owner);

        Assert.Equal(2, code);
        Assert.Contains("Use another role for the application", error, StringComparison.Ordinal);
    }
}
