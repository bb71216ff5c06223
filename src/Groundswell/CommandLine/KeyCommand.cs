using System.CommandLine;
using Groundswell.Record;
using Groundswell.Record.Checkpoints;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell key</c>: the public half of the signing key, handing over to another one, and going on without one that is lost.</summary>
internal static class KeyCommand
{
    public static Command Make()
    {
        var command = new Command("key", "Show the public key that a record's checkpoints are signed by, hand over to another, or replace one that is lost.");
        command.Add(Show());
        command.Add(Rotate());
        command.Add(Replace());
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Show the public key: what an auditor is handed.");
        var place = new PlaceOptions(command);
        var file = new SigningKeyPlace(command);
        var json = JsonOutput.Option();
        command.Add(json);
        return command.Does(async (parsed, stop) =>
        {
            await using var journal = await place.In(parsed).OpenForReading(stop);
            var path = file.In(parsed, journal.Id);
            if (!File.Exists(path))
            {
                throw new CommandFailedException(
                    ExitCode.Unavailable, $"There is no signing key at {path}. It is made when the record is first opened to be written; or say --signing-key FILE.");
            }

            using var key = SigningKey.Load(path);
            var logs = await journal.Logs(stop);
            if (parsed.GetValue(json))
            {
                await JsonOutput.Write(
                    parsed, new { record = journal.Id, file = path, key = key.Public.Text, logs = logs.Select(log => new { log.Log, key = key.LogKey(log.Origin) }) });
                return ExitCode.Good;
            }

            await parsed.Output().WriteLineAsync(key.Public.Text);
            await parsed.Error().WriteLineAsync($"of {path}; bound to the origin of each log:");
            foreach (var log in logs)
                await parsed.Error().WriteLineAsync(key.LogKey(log.Origin));
            return ExitCode.Good;
        });
    }

    private static Command Rotate()
    {
        var command = new Command(
            "rotate", "Hand over to a new signing key: an entry in each log, signed by the old key. Stop every process that writes the record first.");
        var place = new PlaceOptions(command);
        var file = new SigningKeyPlace(command);
        var actor = new Option<string>("--actor") { Description = "Who decided it, as the record has them.", HelpName = "PERSON", Required = true };
        command.Add(actor);
        return command.Does(async (parsed, stop) =>
        {
            var at = place.In(parsed);
            string path;
            await using (var journal = await at.OpenForReading(stop))
                path = file.In(parsed, journal.Id);
            using var old = SigningKey.Load(path);

            // Left by a rotation that was cut short, it is the key that the logs may name already.
            using var next = SigningKey.LoadOrCreate(path + ".next");
            var retired = "";
            await using (var journal = await at.OpenForWriting(Signing(old, path), stop))
            {
                await journal.RotateSigningKey(
                    old, next, parsed.GetValue(actor)!, putInPlace: () => retired = old.Retire(path, path + ".next"), stop);
            }

            await parsed.Output().WriteLineAsync(next.Public.Text);
            await parsed.Error().WriteLineAsync($"is the public key from now on; whoever has {old.Public.Text} can follow. The old key is in {retired}: destroy it.");
            return ExitCode.Good;
        });
    }

    private static Command Replace()
    {
        var command = new Command(
            "replace", "Go on with a new signing key where the old one is lost: an entry in each log says so, and auditors have to be given the new public key.");
        var place = new PlaceOptions(command);
        var file = new SigningKeyPlace(command);
        var actor = new Option<string>("--actor") { Description = "Who decided it, as the record has them.", HelpName = "PERSON", Required = true };
        var reason = new Option<string>("--reason") { Description = "What became of the old key; it stands in the record.", HelpName = "TEXT", Required = true };
        command.Add(actor);
        command.Add(reason);
        return command.Does(async (parsed, stop) =>
        {
            var at = place.In(parsed);
            string path;
            await using (var journal = await at.OpenForReading(stop))
                path = file.In(parsed, journal.Id);
            using var next = SigningKey.LoadOrCreate(path);
            IReadOnlyList<string> logs;
            await using (var journal = await at.OpenForWriting(Signing(next, path), stop))
                logs = await journal.ReplaceSigningKey(next, parsed.GetValue(actor)!, parsed.GetValue(reason)!, stop);
            await parsed.Output().WriteLineAsync(next.Public.Text);
            await parsed.Error().WriteLineAsync(logs.Count == 0
                ? $"is the public key of {path}, and no log stands at another: nothing was replaced."
                : $"is the public key of {path}, by which {string.Join(", ", logs)} is signed from now on. Nobody vouches for it: give it to whoever has the old one, and say why.");
            return ExitCode.Good;
        });
    }

    private static JournalOptions Signing(SigningKey key, string path) =>
        new() { SigningKey = key, SignedHistory = SignedHistory.At(SigningKeyPlace.HistoryOf(path)) };
}
