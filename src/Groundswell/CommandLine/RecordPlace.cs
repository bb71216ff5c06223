using System.CommandLine;
using Groundswell.Record;
using Npgsql;

namespace Groundswell.CommandLine;

/// <summary>Where a record is: in a data folder or in a PostgreSQL database.</summary>
internal abstract record RecordPlace
{
    /// <summary>Opens the record to read it, also while it is being written.</summary>
    public abstract Task<Journal> OpenForReading(CancellationToken stop);

    /// <summary>Opens the record to write it.</summary>
    public abstract Task<Journal> OpenForWriting(JournalOptions options, CancellationToken stop);

    /// <summary>
    /// What a site's log for people's data holds of somebody is told to themselves, by the program, and leaves it in no file: a backup takes the log along, <c>verify</c> and <c>restore</c> check it.
    /// </summary>
    public static void TellsNothingOfPeople(string log)
    {
        if (Deciding.Logs.IsOfPeople(log))
            throw new CommandFailedException(ExitCode.Usage, $"{log} holds people's data: nothing of it is written to a file. A backup takes it along, and 'groundswell verify' checks it.");
    }

    /// <summary>A data folder.</summary>
    public sealed record Folder(string Path) : RecordPlace
    {
        /// <summary>The record's own folder. A folder that holds the record's file itself will do as well.</summary>
        public string Record => File.Exists(System.IO.Path.Combine(Path, "record.db")) ? Path : DataFolder.Record(Path);

        public string SealKeys => DataFolder.SealKeys(Path);

        public bool Exists => File.Exists(System.IO.Path.Combine(Record, "record.db"));

        public override Task<Journal> OpenForReading(CancellationToken stop)
        {
            if (!Directory.Exists(Path))
                throw new CommandFailedException(ExitCode.Unavailable, $"There is no folder {Path}.");
            if (File.Exists(System.IO.Path.Combine(Path, "manifest.json")))
                throw new CommandFailedException(ExitCode.Usage, $"{Path} is a backup. Check or restore it with 'groundswell restore'.");
            if (!Exists)
                throw new CommandFailedException(ExitCode.Unavailable, $"There is no record in {Path}.");
            return Journal.OpenFolderForReading(Record, stop);
        }

        public override Task<Journal> OpenForWriting(JournalOptions options, CancellationToken stop) => Journal.OpenFolder(Record, options, stop);
    }

    /// <summary>A PostgreSQL database.</summary>
    public sealed record Database(string Connection) : RecordPlace
    {
        public override Task<Journal> OpenForReading(CancellationToken stop) => Journal.OpenPostgresForReading(Connection, stop);

        public override Task<Journal> OpenForWriting(JournalOptions options, CancellationToken stop) =>
            Journal.OpenPostgres(Connection, options, stop);
    }
}

/// <summary>The two options that say where a record is. Exactly one of them is given.</summary>
internal sealed class PlaceOptions
{
    private readonly Option<string> _data = new("--data") { Description = "The plant's data folder.", HelpName = "DIR" };

    private readonly Option<string> _store = Store("The PostgreSQL database");

    public PlaceOptions(Command command)
    {
        command.Add(_data);
        command.Add(_store);
        command.Validators.Add(given =>
        {
            if (given.GetResult(_data) is null == given.GetResult(_store) is null)
                given.AddError("Say where the record is: either --data DIR or --store CONNECTION.");
        });
    }

    public RecordPlace In(ParseResult parsed) => parsed.GetValue(_data) is { } folder
        ? new RecordPlace.Folder(System.IO.Path.GetFullPath(folder))
        : new RecordPlace.Database(Checked(parsed.GetValue(_store)!));

    /// <param name="what">What the connection is to, to begin a sentence.</param>
    public static Option<string> Store(string what) => new("--store")
    {
        Description = $"{what}, as an Npgsql connection string. Passwords are better left to PGPASSFILE.",
        HelpName = "CONNECTION",
    };

    /// <exception cref="CommandFailedException">It is none.</exception>
    public static string Checked(string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection).ConnectionString;
        }
        catch (ArgumentException)
        {
            // What is wrong with it may quote from it, and there may be a password in it.
            throw new CommandFailedException(
                ExitCode.Usage, "--store is no connection string. One looks like: Host=db.plant;Database=groundswell;Username=groundswell");
        }
    }
}
