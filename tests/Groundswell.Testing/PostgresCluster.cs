using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Groundswell.Testing;

/// <summary>A private PostgreSQL server in a temporary folder: started, killed, started again, and gone with its files at the end.</summary>
/// <remarks>PostgreSQL refuses to run as root; then it runs as the user <c>postgres</c>.</remarks>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Prefix = "groundswell-postgres-";

    private readonly string _folder;
    private readonly string _programs;

    private PostgresCluster(string folder, string programs, int port) => (_folder, _programs, Port) = (folder, programs, port);

    public int Port { get; }

    /// <summary>As superuser, to the database <c>postgres</c>.</summary>
    public string Superuser => ConnectionTo("postgres", "postgres");

    private string ServerLog => Path.Combine(_folder, "server.log");

    private string Data => Path.Combine(_folder, "data");

    private static bool IsRoot => Environment.UserName == "root";

    /// <param name="settings">More settings, each as <c>name=value</c>.</param>
    public static async Task<PostgresCluster> Start(params IReadOnlyList<string> settings)
    {
        var programs = Programs();
        RemoveLeftovers(programs);
        var folder = Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId}-").FullName;
        if (IsRoot)
            await Run("chown", ["postgres", folder]);
        var cluster = new PostgresCluster(folder, programs, FreePort());
        await cluster.RunAsServer(
            "initdb", ["-D", cluster.Data, "-U", "postgres", "-A", "trust", "--no-locale", "-E", "UTF8", "--no-instructions"]);
        string[] all =
        [
            $"port={cluster.Port}", "listen_addresses='127.0.0.1'", $"unix_socket_directories='{folder}'", "wal_level=logical",
            // Many servers of tests that end at about the same time keep theirs a few seconds longer.
            "max_connections=500", "shared_buffers=64MB", "max_wal_senders=10", "max_replication_slots=10", .. settings,
        ];
        await File.AppendAllLinesAsync(Path.Combine(cluster.Data, "postgresql.conf"), all);
        await cluster.StartServer();
        return cluster;
    }

    public string ConnectionTo(string database, string role) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = role,
        // Connections of a test that ended are not kept for another one.
        ConnectionIdleLifetime = 5,
        ConnectionPruningInterval = 5,
    }.ConnectionString;

    /// <summary>Ends the server as a power failure of its process would: at once, without a word.</summary>
    public void Kill()
    {
        var postmaster = PostmasterId();
        foreach (var id in Children(postmaster).Prepend(postmaster).ToList())
        {
            using var process = Find(id);
            process?.Kill();
        }
    }

    /// <summary>Starts the server after <see cref="Kill"/> or <see cref="Stop"/>.</summary>
    public async Task StartServer()
    {
        // After a kill the old server's children may hold on for a moment; a start is refused until they are gone.
        for (var tries = 1; ; tries++)
        {
            try
            {
                await RunAsServer("pg_ctl", ["-D", Data, "-w", "-t", "60", "-l", ServerLog, "start"]);
                return;
            }
            catch (InvalidOperationException) when (tries < 20)
            {
                await Task.Delay(250);
            }
        }
    }

    public Task Stop() => RunAsServer("pg_ctl", ["-D", Data, "-m", "fast", "-w", "stop"]);

    /// <summary>Changes the server's configuration; when it completes, every process of the server goes by it.</summary>
    /// <remarks>
    /// A server reloads in its own time, and its checkpointer, which decides whether commits wait for a standby, not before the checkpoint it is
    /// at has ended. The one asked for here begins behind the reload.
    /// </remarks>
    public async Task Configure(string alterSystem)
    {
        var before = await Ask<DateTime>(Superuser, "SELECT pg_conf_load_time()");
        await Execute(Superuser, alterSystem);
        await Execute(Superuser, "SELECT pg_reload_conf()");
        // A new connection is the postmaster's child, and tells when the postmaster has reloaded and told the others to.
        while (await Ask<DateTime>(Superuser, "SELECT pg_conf_load_time()") == before)
            await Task.Delay(10);
        await Execute(Superuser, "CHECKPOINT");
    }

    /// <summary>Completes when the server's log says so.</summary>
    public async Task Said(string what, CancellationToken stop)
    {
        using var lines = new StreamReader(new FileStream(ServerLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (true)
        {
            var line = await lines.ReadLineAsync(stop);
            if (line is null)
                await Task.Delay(50, stop);
            else if (line.Contains(what, StringComparison.Ordinal))
                return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await RunAsServer("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"]);
        Directory.Delete(_folder, recursive: true);
    }

    public static async Task Execute(string connection, string sql)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> Ask<T>(string connection, string sql)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private int PostmasterId() =>
        int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Servers of test runs that were killed: their folders carry the process id of a run that is no more.</summary>
    private static void RemoveLeftovers(string programs)
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var run = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (!int.TryParse(run, CultureInfo.InvariantCulture, out var id) || Directory.Exists($"/proc/{id}"))
                continue;
            var left = new PostgresCluster(folder, programs, 0);
            try
            {
                if (File.Exists(Path.Combine(left.Data, "postmaster.pid")) && Directory.Exists($"/proc/{left.PostmasterId()}"))
                    left.Kill();
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception gone) when (gone is DirectoryNotFoundException or FileNotFoundException)
            {
                // Another run found the same leftovers and is removing them at this moment.
            }
        }
    }

    private static string Programs()
    {
        string?[] places =
        [
            Environment.GetEnvironmentVariable("GROUNDSWELL_POSTGRES_BIN"),
            .. Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
                : [],
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        ];
        return places.FirstOrDefault(place => place is not null && File.Exists(Path.Combine(place, "initdb")))
            ?? throw new InvalidOperationException(
                "These tests need PostgreSQL 15 or later (initdb, pg_ctl). Install it (apt install postgresql), or say in GROUNDSWELL_POSTGRES_BIN where its programs are.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null; // It ended by itself.
        }
    }

    private static IEnumerable<int> Children(int of) =>
        from task in Directory.GetDirectories($"/proc/{of}/task")
        from child in File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select int.Parse(child, CultureInfo.InvariantCulture);

    private Task RunAsServer(string program, IReadOnlyList<string> arguments)
    {
        var path = Path.Combine(_programs, program);
        return IsRoot ? Run("runuser", ["-u", "postgres", "--", path, .. arguments]) : Run(path, arguments);
    }

    private static async Task Run(string program, IReadOnlyList<string> arguments)
    {
        // The server inherits what pg_ctl is given: pipes would stay open for as long as it runs.
        var said = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >>\"$SAID\" 2>&1 </dev/null", program, .. arguments])
            {
                Environment = { ["SAID"] = said },
                WorkingDirectory = "/",
            })!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {await File.ReadAllTextAsync(said)}");
        }
        finally
        {
            File.Delete(said);
        }
    }
}
