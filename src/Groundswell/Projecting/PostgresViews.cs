using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Groundswell.Projecting;

/// <summary>Sets of views as schemas of one database: <c>views_FINGERPRINT_NUMBER</c>, with <c>_building</c> behind it until it is whole.</summary>
/// <remarks>
/// Advisory locks say who is there, because they end with the connection that holds them: an exclusive one per fingerprint for the node that
/// writes, a shared one per schema for each node that reads it.
/// </remarks>
internal sealed class PostgresViews : ViewsStore
{
    public const string BuildingSuffix = "_building";

    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);

    private readonly string _connection;
    private readonly string _channel;

    public PostgresViews(string connection, Projections projections)
    {
        _connection = connection;
        Model = ModelOf(connection, projections);
        _channel = $"groundswell_views_{Model.Fingerprint}";
    }

    public static ViewsModel ModelOf(string connection, Projections projections) => ViewsModel.Of(OptionsOf(connection), projections);

    public override ViewsModel Model { get; }

    /// <summary>Where the leading node tells the others.</summary>
    public string NotifyChannel => _channel;

    public string SchemaOf(int number) => $"{SchemaPrefix}{number.ToString(CultureInfo.InvariantCulture)}";

    private string SchemaPrefix => $"views_{Model.Fingerprint}_";

    public override DbContextOptions<ViewsDb> Reading(int number) =>
        OptionsOf(new NpgsqlConnectionStringBuilder(_connection) { SearchPath = SchemaOf(number) }.ToString());

    public override async Task<int?> Newest(CancellationToken stop)
    {
        await using var connection = await Connect(stop);
        var schemas = await Ask(connection, "SELECT nspname::text FROM pg_namespace WHERE starts_with(nspname, $1)", reader => reader.GetString(0), stop, SchemaPrefix);
        return schemas.Select(NumberOf).Max();
    }

    public override async Task<IAsyncDisposable?> Claim(int number, CancellationToken stop)
    {
        var connection = await Connect(stop);
        try
        {
            // First the lock, then the look: whoever removes a schema takes the lock before.
            await Execute(connection, "SELECT pg_advisory_lock_shared($1)", stop, LockOf(SchemaOf(number)));
            if ((await Ask(connection, "SELECT 1 FROM pg_namespace WHERE nspname = $1", reader => 1, stop, SchemaOf(number))).Count == 1)
                return connection;
            await connection.DisposeAsync();
            return null;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<ViewsLead?> Lead(CancellationToken stop)
    {
        var connection = await Connect(stop);
        try
        {
            // A node whose machine vanished must not lead on for hours: its connection is given up after some 20 seconds.
            await Execute(connection, "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2", stop);
            var leads = await Ask(connection, "SELECT pg_try_advisory_lock($1)", reader => reader.GetBoolean(0), stop, LockOf($"lead {Model.Fingerprint}"));
            if (leads[0])
                return new PostgresLead(this, connection);
            await connection.DisposeAsync();
            return null;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<long?> Building(CancellationToken stop)
    {
        await using var connection = await Connect(stop);
        var schemas = await Ask(connection, "SELECT nspname::text FROM pg_namespace WHERE starts_with(nspname, $1)", reader => reader.GetString(0), stop, SchemaPrefix);
        if (schemas.FirstOrDefault(schema => schema.EndsWith(BuildingSuffix, StringComparison.Ordinal)) is not { } building)
            return null;
        var done = await Ask(connection, $"SELECT coalesce(sum(position), 0)::bigint FROM {RowSql.Quote(building)}.bookmark", reader => reader.GetInt64(0), stop);
        return done[0];
    }

    public override async IAsyncEnumerable<Notice> Listen([EnumeratorCancellation] CancellationToken stop)
    {
        var told = Channel.CreateUnbounded<Notice>(new UnboundedChannelOptions { SingleReader = true });
        await using var connection = await Connect(stop, keepAlive: true);
        connection.Notification += (_, notification) =>
        {
            if (Read(notification.Payload) is { } notice)
                told.Writer.TryWrite(notice);
        };
        await Execute(connection, $"LISTEN {_channel}", stop);
        yield return new Notice.Tick();
        while (true)
        {
            if (!await Guarded(() => connection.WaitAsync(TickEvery, stop)))
                yield return new Notice.Tick();
            while (told.Reader.TryRead(out var notice))
                yield return notice;
        }
    }

    public override async Task AskForRebuild(CancellationToken stop)
    {
        await using var connection = await Connect(stop);
        await Execute(connection, "SELECT pg_notify($1, $2)", stop, _channel, "rebuild");
    }

    public static string MovedText(int number, Bookmark moved) => string.Create(CultureInfo.InvariantCulture, $"moved {number} {moved.Position} {moved.Log}");

    public const string PublishedText = "published";

    private static Notice? Read(string text) => text.Split(' ', 4) switch
    {
        ["moved", var number, var position, var log] =>
            new Notice.Moved(int.Parse(number, CultureInfo.InvariantCulture), log, long.Parse(position, CultureInfo.InvariantCulture)),
        [PublishedText] => new Notice.Published(),
        ["rebuild"] => new Notice.RebuildAsked(),
        // From a newer version of the program: what it means is not for this one.
        _ => null,
    };

    private int? NumberOf(string schema) =>
        int.TryParse(schema.AsSpan(SchemaPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An advisory lock's number, from what it is for.</summary>
    public static long LockOf(string what) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"groundswell views {what}")));

    /// <summary>A connection of its own, that is closed when it is disposed of: locks end with it.</summary>
    public Task<NpgsqlConnection> Connect(CancellationToken stop, bool keepAlive = false) => Guarded(async () =>
    {
        var settings = new NpgsqlConnectionStringBuilder(_connection) { Pooling = false, MaxAutoPrepare = 128, KeepAlive = keepAlive ? 10 : 0 };
        var connection = new NpgsqlConnection(settings.ToString());
        try
        {
            await connection.OpenAsync(stop);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    });

    public static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken stop, params object[] values) =>
        await Ask(connection, sql, _ => 0, stop, values);

    public static Task<List<T>> Ask<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken stop, params object[] values) =>
        Guarded(async () =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            var rows = new List<T>();
            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop))
                rows.Add(read(reader));
            return rows;
        });

    /// <summary>Says in the projector's words what went wrong.</summary>
    public static async Task<T> Guarded<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (PostgresException failure) when (failure.SqlState[..2] is "22" or "23")
        {
            throw new RowsRefusedException(failure.TableName ?? "of the views", failure.MessageText, failure);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
        {
            throw new ViewsUnavailableException($"The database of the views could not be used: {failure.Message}", failure);
        }
    }

    private static DbContextOptions<ViewsDb> OptionsOf(string connection) => new DbContextOptionsBuilder<ViewsDb>()
        .UseNpgsql(connection)
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .ReplaceService<IModelCacheKeyFactory, ViewsModelKeys>()
        .Options;
}
