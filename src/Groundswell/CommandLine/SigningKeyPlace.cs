using System.CommandLine;
using Groundswell.Record;
using Groundswell.Record.Checkpoints;

namespace Groundswell.CommandLine;

/// <summary>
/// Where a record's signing key is: outside the data folder, so that whoever copies the data does not get the key. What is given on the command line
/// comes first, then <c>GROUNDSWELL_SIGNING_KEY</c>, then the user's configuration folder.
/// </summary>
internal sealed class SigningKeyPlace
{
    private const string Variable = "GROUNDSWELL_SIGNING_KEY";

    private readonly Option<string> _file = new("--signing-key")
    {
        Description = $"The file of the signing key. Otherwise ${Variable}, or ~/.config/groundswell/keys/RECORD-ID.key.",
        HelpName = "FILE",
    };

    public SigningKeyPlace(Command command) => command.Add(_file);

    public string In(ParseResult parsed, Guid record) => Of(parsed.GetValue(_file), record);

    /// <summary>Opens a record to write it, with its signing key; makes both where they are not there yet.</summary>
    public async Task<(Journal Journal, SigningKey Key)> Open(ParseResult parsed, RecordPlace place, JournalOptions options, CancellationToken stop) =>
        await Open(parsed.GetValue(_file), place, options with { Warn = warning => parsed.Error().WriteLine($"WARNING: {warning}") }, stop);

    /// <summary>As the method above, for a file that was given or not.</summary>
    public static async Task<(Journal Journal, SigningKey Key)> Open(
        string? file, RecordPlace place, JournalOptions options, CancellationToken stop)
    {
        // The key goes by the record's id, which a record has only once it is made.
        if (place is RecordPlace.Folder { Exists: false })
            await (await place.OpenForWriting(options, stop)).DisposeAsync();
        string path;
        await using (var journal = await place.OpenForReading(stop))
        {
            path = Of(file, journal.Id);
            if (!File.Exists(path) && await journal.IsSigned(stop))
            {
                throw new CommandFailedException(
                    ExitCode.Unavailable,
                    $"Record {journal.Id} is signed already, and its key is not at {path}. Put the key's file there, or name it by --signing-key FILE; every program "
                        + "that writes a record uses the same one. If the key is lost, 'groundswell key replace' makes another and says so in the record.");
            }
        }

        var key = SigningKey.LoadOrCreate(path);
        try
        {
            return (await place.OpenForWriting(options with { SigningKey = key, SignedHistory = SignedHistory.At(HistoryOf(path)) }, stop), key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The file beside a key's that says what was signed last.</summary>
    public static string HistoryOf(string keyFile) => keyFile + ".signed";

    private static string Of(string? file, Guid record) =>
        file ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Path.Combine(Configuration(), "groundswell", "keys", $"{record}.key"));

    private static string Configuration() => Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
}
