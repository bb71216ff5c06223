using System.Diagnostics;
using System.Text;
using Groundswell.Testing;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>A database on a disk of its own of 16 MiB, mounted for the test. That needs root, as continuous integration has it.</summary>
/// <remarks>
/// The server is the test's own: while its disk is full no checkpoint of the whole server succeeds, and making or dropping any other database
/// asks for one.
/// </remarks>
public sealed class DiskFullTests : IAsyncLifetime
{
    private readonly string _disk = Directory.CreateTempSubdirectory("groundswell-disk-").FullName;
    private PostgresCluster? _cluster;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Mounting a small disk needs root on Linux.");
        Run("mount", "-t", "tmpfs", "-o", "size=16m", "groundswell-test", _disk);
        Run("chown", "postgres", _disk);
        _cluster = await PostgresCluster.Start();
        await PostgresServer.MakeRoles(_cluster);
        await PostgresCluster.Execute(_cluster.Superuser, $"CREATE TABLESPACE small LOCATION '{_disk}'");
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
            Run("umount", _disk);
        }

        Directory.Delete(_disk);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_the_journal_works_on_once_there_is_room()
    {
        await using var store = new DatabaseStore(await PostgresDatabase.Make(_cluster!, "small"));
        await using var journal = await store.Open();
        var acknowledged = new List<Guid>();

        var (refused, failure) = await FillUp(journal, acknowledged);
        Assert.Contains("disk is full", failure.Message, StringComparison.Ordinal);
        Assert.Equal(acknowledged.Count, (await journal.All()).Count);

        Run("mount", "-o", "remount,size=64m", _disk);

        Assert.False((await journal.Recorded(refused)).Repeated);
        var whole = await WholeLog.Of(journal.Store, Sample.Log);
        Assert.Equal([.. acknowledged, refused.Command], whole.Commands.OrderBy(command => command.Value).Select(command => command.Key));
    }

    private static async Task<(Append Append, JournalUnavailableException Failure)> FillUp(Journal journal, List<Guid> acknowledged)
    {
        var random = new SplitMix64(1);
        while (true)
        {
            var append = Sample.To("job", Large(random));
            try
            {
                await journal.Recorded(append);
                acknowledged.Add(append.Command);
            }
            catch (JournalUnavailableException failure)
            {
                return (append, failure);
            }
        }
    }

    /// <summary>200 kB that PostgreSQL cannot make smaller.</summary>
    private static string Large(SplitMix64 random)
    {
        var text = new StringBuilder("\"");
        for (var i = 0; i < 200_000; i++)
            text.Append((char)('A' + random.Next(26) + random.Next(2) * ('a' - 'A')));
        return text.Append('"').ToString();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {said}");
    }
}
