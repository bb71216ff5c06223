using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Groundswell.Tests.Projecting;

/// <summary>A record with some work in it, and a place for its views; both gone with the test.</summary>
public abstract class SamplePlant : IAsyncDisposable
{
    public const string Log = "site.k1";

    private readonly Dictionary<string, SampleWork> _work = [];
    private readonly List<IAsyncDisposable> _nodes = [];

    public abstract ViewsPlace Place { get; }

    public Journal Journal { get; private set; } = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task Open() => Journal = await OpenRecord();

    /// <summary>A program of its own, with the sample projections where no others are given, that has whole views to read.</summary>
    public Task<SampleNode> Start(params IProjection[] projections) => Start(TimeProvider.System, projections);

    /// <param name="time">What the program takes for the time.</param>
    public async Task<SampleNode> Start(TimeProvider time, params IProjection[] projections)
    {
        var node = NewNode(time, projections);
        await node.Projector.StartAsync(Stop);
        await node.Until(status => status.Phase is ViewsPhase.Live or ViewsPhase.Following);
        return node;
    }

    public SampleNode NewNode(params IProjection[] projections) => NewNode(TimeProvider.System, projections);

    private SampleNode NewNode(TimeProvider time, IProjection[] projections)
    {
        var node = new SampleNode(this, time, projections is [] ? [new SampleLineBoard(), new SampleHistory(), new SampleBalance()] : projections);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Goes on with the work of a log, so many entries, a few to an append.</summary>
    /// <returns>The position of the last one.</returns>
    public async Task<long> Work(int entries, string log = Log, int atOnce = 3)
    {
        if (!_work.TryGetValue(log, out var work))
            _work.Add(log, work = new SampleWork((ulong)log.Sum(letter => letter)));

        var last = 0L;
        for (var done = 0; done < entries; done += atOnce)
            last = await Append(log, [.. Enumerable.Range(0, Math.Min(atOnce, entries - done)).Select(_ => work.Next())]);
        return last;
    }

    /// <returns>The position of the last one.</returns>
    public async Task<long> Append(string log, params (string Stream, Event Event)[] happened)
    {
        await Journal.OpenLog(log, Stop);
        var answer = await Journal.Append(
            new Append
            {
                Log = log,
                Command = Guid.CreateVersion7(),
                Actor = "P-17",
                Source = Source.Typed,
                OccurredAt = TimeProvider.System.GetUtcNow(),
                TimeZone = "Europe/Berlin",
                Entries = [.. happened.Select(one => SampleWork.Codec.Write(one.Stream, one.Event))],
            },
            Stop);
        return Assert.IsType<Receipt>(answer).Last;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        if (Journal is not null)
            await Journal.DisposeAsync();
        await Remove();
        GC.SuppressFinalize(this);
    }

    /// <summary>How many sets of views there are.</summary>
    public abstract Task<long> Sets();

    /// <summary>Asks as another program would; the first row. <c>{table}</c> stands for the shared view of a table.</summary>
    public abstract Task<object[]> AskBi(string sql, string table);

    /// <summary>The columns that other programs are shown of a table.</summary>
    public abstract Task<IReadOnlyList<string>> BiColumns(string table);

    protected static async Task<object[]> FirstRow(System.Data.Common.DbCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync(Stop);
        Assert.True(await reader.ReadAsync(Stop));
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }

    protected abstract Task<Journal> OpenRecord();

    protected abstract ValueTask Remove();
}

/// <summary>One running program: its projector, and what its queries read.</summary>
public sealed class SampleNode : IAsyncDisposable
{
    public SampleNode(SamplePlant plant, TimeProvider time, IReadOnlyList<IProjection> projections)
    {
        var all = new Projections();
        foreach (var projection in projections)
            all.Add(projection);
        Views = new Views(all);
        News = new News(TimeProvider.System);
        Projector = new Projector(
            plant.Journal, SampleWork.Codec, all, plant.Place, Views, News, time, NullLogger<Projector>.Instance);
    }

    public Projector Projector { get; }

    public Views Views { get; }

    public News News { get; }

    public async Task Arrived(long position, string log = SamplePlant.Log) => Assert.True(
        await Projector.WaitFor(log, position, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken),
        $"{log} is at {Projector.Positions.GetValueOrDefault(log)}, not {position}: {Projector.Status}");

    /// <summary>Waits for the projector to say something of itself.</summary>
    public async Task Until(Func<ViewsStatus, bool> so)
    {
        for (var tries = 0; !so(Projector.Status); tries++)
        {
            Assert.True(tries < 3_000, $"After a minute it is still {Projector.Status}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Every row of every table, as text, in the order of the keys.</summary>
    public async Task<IReadOnlyList<string>> Rows()
    {
        await using var views = Views.Open();
        var rows = new List<string>();
        rows.AddRange(await Of<SampleJobRow>(row => $"{row.Site} {row.Job} {row.Order} {row.Operation} {row.WorkUnit} {row.Status} {row.HeldFor} {row.Step} {row.LastValue:F3} {row.StartedBy} {row.Since:O}"));
        rows.AddRange(await Of<SampleHistoryRow>(row => $"{row.Site} {row.Order} {row.Position:D9} {row.What} {row.At:O} {row.By} {row.Text}"));
        rows.AddRange(await Of<SampleLotRow>(row => $"{row.Site} {row.Lot} {row.Quantity:F3} {row.Bookings} {row.LastBooked:O}"));
        return rows;

        async Task<IEnumerable<string>> Of<T>(Func<T, string> text) where T : class =>
            (await views.Set<T>().ToListAsync(TestContext.Current.CancellationToken)).Select(row => $"{typeof(T).Name} {text(row)}").Order(StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await Projector.StopAsync(CancellationToken.None);
        Projector.Dispose();
        News.Dispose();
    }
}

/// <summary>Record and views in SQLite.</summary>
public sealed class SqlitePlant : SamplePlant
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("groundswell-").FullName;

    public string ViewsFolder
    {
        get => field ?? Path.Combine(Folder, "views");
        init;
    }

    public override ViewsPlace Place => ViewsPlace.Folder(ViewsFolder);

    public override Task<long> Sets() => Task.FromResult((long)Directory.GetFiles(ViewsFolder, "*.db").Length);

    public override async Task<object[]> AskBi(string sql, string table)
    {
        await using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(ViewsFolder, "*.db").Single()};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = sql.Replace($"{{{table}}}", $"bi_{table}", StringComparison.Ordinal);
        return await FirstRow(command);
    }

    public override async Task<IReadOnlyList<string>> BiColumns(string table) =>
        ((string)(await AskBi($"SELECT group_concat(name) FROM pragma_table_info('bi_{table}')", table))[0]).Split(',');

    protected override Task<Journal> OpenRecord() => Journal.OpenFolder(Folder, new JournalOptions { Kind = RecordKind.Trial }, Stop);

    protected override ValueTask Remove()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Record and views in one PostgreSQL database, used as the application uses it.</summary>
public sealed class PostgresPlant : SamplePlant
{
    private PostgresDatabase? _database;

    public PostgresDatabase Database => _database ?? throw new InvalidOperationException("It was not opened yet.");

    public override ViewsPlace Place => ViewsPlace.Database(Database.Application);

    public override Task<long> Sets() => Database.Ask<long>("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'views\\_%'");

    public override async Task<object[]> AskBi(string sql, string table)
    {
        for (var tries = 0; await Database.Ask<long>($"SELECT count(*) FROM pg_views WHERE schemaname = 'groundswell_bi' AND viewname = '{table}'") == 0; tries++)
        {
            Assert.True(tries < 500, "Nothing is shared with other programs.");
            await Task.Delay(20, Stop);
        }

        await using var connection = new NpgsqlConnection(Database.Superuser);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql.Replace($"{{{table}}}", $"groundswell_bi.{table}", StringComparison.Ordinal), connection);
        return await FirstRow(command);
    }

    public override async Task<IReadOnlyList<string>> BiColumns(string table) =>
        ((string)(await AskBi($"SELECT string_agg(attname, ',') FROM pg_attribute WHERE attrelid = 'groundswell_bi.{table}'::regclass", table))[0]).Split(',');

    protected override async Task<Journal> OpenRecord()
    {
        var options = new JournalOptions { Kind = RecordKind.Trial };
        if (_database is null)
        {
            _database = await PostgresServer.NewDatabase();
            await Journal.PreparePostgres(Database.Owner, PostgresServer.Application, options, Stop);
            var name = await Database.Ask<string>("SELECT current_database()::text");
            await PostgresCluster.Execute(Database.Superuser, $"GRANT CREATE ON DATABASE {name} TO {PostgresServer.Application}");
        }

        return await Journal.OpenPostgres(Database.Application, options, Stop);
    }

    protected override async ValueTask Remove()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
