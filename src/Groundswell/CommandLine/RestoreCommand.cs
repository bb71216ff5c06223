using System.CommandLine;
using System.Globalization;
using Groundswell.Record.Checkpoints;
using Groundswell.Record.Moving;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell restore</c>: a record anew from a backup or from exports, into an empty place.</summary>
internal static class RestoreCommand
{
    public static Command Make()
    {
        var command = new Command("restore", "Make a record anew from a backup or from exports, in an empty data folder or database, and verify all of it first.");
        var from = new Option<string[]>("--from")
        {
            Description = "The folder of a backup, or files of exports of one record.",
            HelpName = "PATH",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        command.Add(from);
        var place = new PlaceOptions(command);
        var keys = new KeyOptions(command);
        var known = new Option<string[]>("--known")
        {
            Description = "A file with a signed checkpoint that was kept elsewhere, or a proof file or an export. From it the restored log knows, and says, what it lost.",
            HelpName = "FILE",
        };
        var signing = new SigningKeyPlace(command);
        var role = new Option<string>("--application-role")
        {
            Description = "With --store, which is then the owner's connection: the role that the application connects as.",
            HelpName = "ROLE",
        };
        var sealKeys = new Option<string>("--seal-keys") { Description = "With --store: the folder that seal keys go to.", HelpName = "DIR" };
        var check = new Option<bool>("--check") { Description = "Only try it: with --data, the folder is made, verified and removed again." };
        var (json, progress) = (JsonOutput.Option(), ProgressLine.Option());
        foreach (var option in (Option[])[known, role, sealKeys, check, json, progress])
            command.Add(option);
        return command.Does(async (parsed, stop) =>
        {
            var paths = Paths(parsed.GetValue(from)!);
            var notes = await KnownCheckpoints.In(parsed.GetValue(known) ?? [], stop);
            SignedHistory? history = null;
            IReadOnlyList<RestoredLog> restored;
            using (var line = ProgressLine.For(parsed, progress))
            {
                var options = new RestoreOptions
                {
                    Keys = keys.All(parsed),
                    Witnesses = keys.Witnesses(parsed),
                    Known = notes,
                    KnownOf = record => (history = History(signing.In(parsed, record)))?.Checkpoints ?? [],
                    NotRestored = what => parsed.Error().WriteLine(what),
                    SealKeys = parsed.GetValue(sealKeys),
                    LoadProgress = line,
                    VerifyProgress = line,
                };
                restored = (place.In(parsed), parsed.GetValue(check)) switch
                {
                    (RecordPlace.Folder folder, false) => await Restore.ToFolder(paths, folder.Path, options, stop),
                    (RecordPlace.Folder folder, true) => await Restore.Check(paths, folder.Path, options, stop),
                    (RecordPlace.Database database, false) =>
                        await Restore.ToPostgres(paths, database.Connection, parsed.GetValue(role), options, stop),
                    _ => throw new CommandFailedException(ExitCode.Usage, "--check goes with --data: name a folder that it can be tried in."),
                };
            }

            if (!parsed.GetValue(check))
                await BeginAgain(parsed, history, restored);
            if (parsed.GetValue(json))
                await JsonOutput.Write(parsed, restored.Select(log => new { log.Log, log.LastPosition, verification = VerificationReport.Of(log.Verification) }));
            else
                await Write(parsed.Output(), restored, parsed.GetValue(check));
            return ExitCode.Good;
        });
    }

    /// <summary>What was signed before, where the signing key is at hand: the restored logs then say what of it was lost.</summary>
    private static SignedHistory? History(string key) => File.Exists(key) ? SignedHistory.At(SigningKeyPlace.HistoryOf(key)) : null;

    /// <summary>The signer goes on from what was restored, whatever it had signed after that.</summary>
    private static async Task BeginAgain(ParseResult parsed, SignedHistory? history, IReadOnlyList<RestoredLog> restored)
    {
        foreach (var log in restored)
        {
            if (log.Verification.Root is { } root)
                history?.BeginAgain(log.Verification.Origin, log.Verification.Size, root);
        }

        if (history is null)
        {
            await parsed.Error().WriteLineAsync(
                "The record's signing key is not here. Put its file in place before the record is opened to be written; if it is lost, 'groundswell key replace' says so in the record.");
        }
    }

    private static string[] Paths(string[] given)
    {
        if (given.FirstOrDefault(path => !Path.Exists(path)) is { } missing)
            throw new CommandFailedException(ExitCode.Unavailable, $"There is no {missing}.");
        return Array.ConvertAll(given, Path.GetFullPath);
    }

    private static async Task Write(TextWriter to, IReadOnlyList<RestoredLog> logs, bool check)
    {
        foreach (var log in logs)
        {
            await to.WriteLineAsync(check
                ? string.Create(CultureInfo.InvariantCulture, $"{log.Log}: could be restored up to entry {log.LastPosition:N0}.")
                : string.Create(CultureInfo.InvariantCulture, $"{log.Log}: restored up to entry {log.LastPosition:N0}; it goes on from there with an entry that says so."));
        }

        await VerificationReport.Write(to, [.. logs.Select(log => log.Verification)]);
    }
}
