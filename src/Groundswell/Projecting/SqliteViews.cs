using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Groundswell.Projecting;

/// <summary>Sets of views as files of one folder, which one process owns: <c>FINGERPRINT-NUMBER.db</c>, with <c>.building</c> behind it until it is whole.</summary>
internal sealed class SqliteViews : ViewsStore
{
    private const string BuildingSuffix = ".building";
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);

    private readonly string _folder;

    public SqliteViews(string folder, Projections projections)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        Model = ModelOf(projections);
    }

    public static ViewsModel ModelOf(Projections projections) => ViewsModel.Of(OptionsOf(":memory:"), projections);

    public override ViewsModel Model { get; }

    public override DbContextOptions<ViewsDb> Reading(int number) => OptionsOf(PathOf(number));

    public override Task<int?> Newest(CancellationToken stop) => Task.FromResult(Directory.EnumerateFiles(_folder, $"{Model.Fingerprint}-*.db")
        .Select(file => int.TryParse(Path.GetFileNameWithoutExtension(file)[(Model.Fingerprint.Length + 1)..], CultureInfo.InvariantCulture, out var number)
            ? number
            : (int?)null)
        .Max());

    public override Task<IAsyncDisposable?> Claim(int number, CancellationToken stop) =>
        Task.FromResult<IAsyncDisposable?>(File.Exists(PathOf(number)) ? new Reader(this, number) : null);

    public override Task<ViewsLead?> Lead(CancellationToken stop) => Task.FromResult<ViewsLead?>(new Owner(this));

    public override Task<long?> Building(CancellationToken stop) => Task.FromResult<long?>(null);

    public override async IAsyncEnumerable<Notice> Listen([EnumeratorCancellation] CancellationToken stop)
    {
        // Nobody else is there to tell anything.
        while (true)
        {
            yield return new Notice.Tick();
            await Task.Delay(TickEvery, stop);
        }
    }

    public override Task AskForRebuild(CancellationToken stop) => throw new InvalidOperationException("One process owns a folder of views; nobody else could do it.");

    private static DbContextOptions<ViewsDb> OptionsOf(string path) => new DbContextOptionsBuilder<ViewsDb>()
        .UseSqlite(ReadingString(path))
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .ReplaceService<IModelCacheKeyFactory, ViewsModelKeys>()
        .Options;

    private static string ReadingString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 10 }.ToString();

    private string PathOf(int number) => Path.Combine(_folder, $"{Model.Fingerprint}-{number.ToString(CultureInfo.InvariantCulture)}.db");

    private void Delete(string file)
    {
        foreach (var part in (string[])[file, file + "-wal", file + "-shm", file + "-journal"])
            File.Delete(Path.Combine(_folder, part));
    }

    /// <summary>Connections that wait in the pool would read a file that is there no more.</summary>
    private void LetGo(int number)
    {
        using var connection = new SqliteConnection(ReadingString(PathOf(number)));
        SqliteConnection.ClearPool(connection);
    }

    private static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>When the last reader of a set is through, the pool lets its connections go, so that the file's room is given back.</summary>
    private sealed class Reader(SqliteViews views, int number) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            views.LetGo(number);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Owner(SqliteViews views) : ViewsLead
    {
        private string? _building;

        public override Task<ViewsWriter> Resume(int number, CancellationToken stop)
        {
            var file = new SqliteFile(views.PathOf(number));
            try
            {
                file.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864");
                return Task.FromResult<ViewsWriter>(new SqliteWriter(file));
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }

        public override Task<ViewsWriter> Build(int number, CancellationToken stop)
        {
            var path = views.PathOf(number) + BuildingSuffix;
            views.Delete(path);
            _building = path;
            var file = new SqliteFile(path);
            try
            {
                // Nobody reads it yet, and after a crash it is thrown away: what keeps a file safe would only cost here.
                file.Execute("PRAGMA page_size = 4096; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY");
                file.Execute(views.Model.Script);
                file.Execute(views.Model.ReadableScript(table => RowSql.Quote($"bi_{table}"), RowSql.Quote));
                return Task.FromResult<ViewsWriter>(new SqliteWriter(file));
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }

        public override Task Settle(int number, CancellationToken stop)
        {
            Flush(views.PathOf(number) + BuildingSuffix);
            return Task.CompletedTask;
        }

        public override Task Publish(int number, CancellationToken stop)
        {
            var built = views.PathOf(number) + BuildingSuffix;
            Flush(built);
            File.Move(built, views.PathOf(number));
            _building = null;
            return Task.CompletedTask;
        }

        /// <summary>What other programs read is in the file itself.</summary>
        public override Task Share(int number, CancellationToken stop) => Task.CompletedTask;

        public override Task Discard(int number, CancellationToken stop)
        {
            views.LetGo(number);
            views.Delete(views.PathOf(number));
            return Task.CompletedTask;
        }

        public override Task Clean(int keep, CancellationToken stop)
        {
            var kept = views.PathOf(keep);
            foreach (var file in Directory.EnumerateFiles(views._folder).Where(file => !Needed(file)).ToList())
            {
                try
                {
                    File.Delete(file);
                }
                catch (IOException)
                {
                    // Windows keeps a file that somebody reads; the next start removes it.
                }
            }

            return Task.CompletedTask;

            bool Needed(string file) =>
                file.StartsWith(kept, StringComparison.Ordinal) || (_building is not null && file.StartsWith(_building, StringComparison.Ordinal));
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
