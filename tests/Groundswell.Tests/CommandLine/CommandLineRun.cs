using System.Text;
using System.Text.Json;
using Groundswell.CommandLine;
using Groundswell.Record;
using Groundswell.Record.Checkpoints;

namespace Groundswell.Tests.CommandLine;

/// <summary>A record in a folder, and the command line run on it in this process.</summary>
internal sealed class CommandLineRun : IDisposable
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public string Folder { get; } = Directory.CreateTempSubdirectory("groundswell-cli-").FullName;

    public string Data => File("data");

    public string SigningKeyFile => File("signing.key");

    /// <summary>The public key of the record that <see cref="Record"/> made.</summary>
    public string Key
    {
        get
        {
            using var key = SigningKey.Load(SigningKeyFile);
            return key.Public.Text;
        }
    }

    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Running.Run(Commands.All(), arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>As <see cref="Run"/>, for a command that must succeed; gives what it wrote.</summary>
    public static async Task<string> Good(params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {code}\n{output}{error}");
        return output;
    }

    /// <summary>As <see cref="Run"/>, for a command that must fail with this code and one sentence; gives the sentence.</summary>
    public static async Task<string> Fails(int expected, params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);
        Assert.Equal(expected, code);
        Assert.Empty(output);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        return error.Split(Environment.NewLine)[0];
    }

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    /// <summary>Makes the record with so many entries in one stream of log <c>site-a</c>, signed.</summary>
    public async Task Record(int entries = 20)
    {
        using var key = SigningKey.LoadOrCreate(SigningKeyFile);
        await using var journal = await Journal.OpenFolder(
            DataFolder.Record(Data), new JournalOptions { Kind = RecordKind.Trial, SigningKey = key, CheckpointEntries = 10 }, Stop);
        await journal.OpenLog("site-a", Stop);
        for (var i = 0; i < entries; i++)
            Assert.IsType<Receipt>(await journal.Append(Held(i), Stop));
    }

    /// <summary>Opens the record to be written, as a server does.</summary>
    public Task<Journal> Write() => Journal.OpenFolder(DataFolder.Record(Data), new JournalOptions(), Stop);

    /// <summary>Changes a byte of an entry behind the record's back: the same length elsewhere in the file.</summary>
    public async Task Tamper()
    {
        var path = Path.Combine(DataFolder.Record(Data), "record.db");
        var bytes = await System.IO.File.ReadAllBytesAsync(path, Stop);
        var at = bytes.AsSpan().IndexOf("\"job\":\"7\""u8);
        bytes[at + 7] = (byte)'9';
        await System.IO.File.WriteAllBytesAsync(path, bytes, Stop);
    }

    /// <summary>Runs SQL on the record's file behind its back.</summary>
    public async Task Change(string sql)
    {
        await using var database = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(DataFolder.Record(Data), "record.db")};Pooling=False");
        await database.OpenAsync(Stop);
        await using var change = database.CreateCommand();
        change.CommandText = sql;
        await change.ExecuteNonQueryAsync(Stop);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public static Append Held(int i) => new()
    {
        Log = "site-a",
        Command = Guid.CreateVersion7(),
        Actor = "P-17",
        Source = Source.Typed,
        OccurredAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        TimeZone = "Europe/Berlin",
        Entries = [new NewEntry("job-4711", "job.held", Encoding.UTF8.GetBytes($$"""{"job":"{{i}}"}"""))],
    };
}
