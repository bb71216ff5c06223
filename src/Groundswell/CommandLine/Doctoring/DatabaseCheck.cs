using System.Globalization;
using Npgsql;

namespace Groundswell.CommandLine.Doctoring;

/// <summary>Whether a PostgreSQL database is set so that an acknowledged entry is on disk, and whether its clock agrees with this machine's.</summary>
internal static class DatabaseCheck
{
    private const int OldestVersion = 150_000;

    private static readonly (string Setting, string Right, string Why)[] Settings =
    [
        ("fsync", "on", "without it a power failure destroys the database"),
        ("full_page_writes", "on", "without it a power failure can tear pages"),
        ("server_encoding", "UTF8", "names and texts are of every language"),
    ];

    public static async Task<IReadOnlyList<Finding>> Look(string connection, TimeProvider time, CancellationToken stop)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var opened = await Open(database, stop);
        var findings = new List<Finding>();
        var version = int.Parse(await Show("server_version_num"), CultureInfo.InvariantCulture);
        findings.Add(version < OldestVersion
            ? new Finding("database", Health.Bad, $"PostgreSQL {opened.PostgreSqlVersion} is too old: 15 or newer is needed.")
            : new Finding("database", Health.Good, $"PostgreSQL {opened.PostgreSqlVersion}."));
        foreach (var (setting, right, why) in Settings)
        {
            var value = await Show(setting);
            findings.Add(value == right
                ? new Finding("database", Health.Good, $"{setting} is {value}.")
                : new Finding("database", Health.Bad, $"{setting} is {value}; it has to be {right}: {why}."));
        }

        var commit = await Show("synchronous_commit");
        findings.Add(commit is "off"
            ? new Finding("database", Health.Bad, "synchronous_commit is off; it has to be on: an acknowledged entry may be lost.")
            : new Finding("database", Health.Good, $"synchronous_commit is {commit}."));

        await using var clock = new NpgsqlCommand("SELECT clock_timestamp()", opened);
        var before = time.GetUtcNow();
        var there = new DateTimeOffset((DateTime)(await clock.ExecuteScalarAsync(stop))!);
        findings.Add(ClockCheck.Of(there - before, "the database's"));
        return findings;

        async Task<string> Show(string setting)
        {
            await using var show = new NpgsqlCommand("SELECT current_setting($1)", opened);
            show.Parameters.Add(new NpgsqlParameter { Value = setting });
            return (string)(await show.ExecuteScalarAsync(stop))!;
        }
    }

    private static async Task<NpgsqlConnection> Open(NpgsqlDataSource database, CancellationToken stop)
    {
        try
        {
            return await database.OpenConnectionAsync(stop);
        }
        catch (NpgsqlException unreachable)
        {
            throw new CommandFailedException(ExitCode.Unavailable, $"The database cannot be reached: {unreachable.Message}");
        }
    }
}
