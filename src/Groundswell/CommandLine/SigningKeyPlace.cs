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
        await Open(parsed.GetValue(_file), place, options, stop);

    /// <summary>As the method above, for a file that was given or not.</summary>
    public static async Task<(Journal Journal, SigningKey Key)> Open(
        string? file, RecordPlace place, JournalOptions options, CancellationToken stop)
    {
        // The key goes by the record's id, which a record has only once it is made.
        if (place is RecordPlace.Folder { Exists: false })
            await (await place.OpenForWriting(options, stop)).DisposeAsync();
        Guid record;
        await using (var journal = await place.OpenForReading(stop))
            record = journal.Id;
        var key = SigningKey.LoadOrCreate(Of(file, record));
        try
        {
            return (await place.OpenForWriting(options with { SigningKey = key }, stop), key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static string Of(string? file, Guid record) =>
        file ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Path.Combine(Configuration(), "groundswell", "keys", $"{record}.key"));

    private static string Configuration() => Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
}
