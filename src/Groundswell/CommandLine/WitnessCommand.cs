using System.CommandLine;
using Groundswell.Record;
using Groundswell.Record.Checkpoints;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell witness</c>: records vouch for one another. Files go from one to the other, by whatever way there is.</summary>
internal static class WitnessCommand
{
    public static Command Make()
    {
        var command = new Command("witness", "Let another record vouch for this one's checkpoints, or vouch for another's.");
        foreach (var step in (Command[])[Ask(), Cosign(), Keep(), Testimony(), Key()])
            command.Add(step);
        return command;
    }

    private static Command Ask()
    {
        var command = new Command("ask", "Write what a witness is asked with: the log's newest checkpoint, and the proof that it goes on from what the witness saw.");
        var (place, log, file) = (new PlaceOptions(command), Log("The log to be vouched for."), Out());
        var seen = new Option<long>("--from") { Description = "The size that the witness saw last.", HelpName = "SIZE" };
        foreach (var option in (Option[])[log, seen, file])
            command.Add(option);
        return command.Does(async (parsed, stop) =>
        {
            await using var journal = await place.In(parsed).OpenForReading(stop);
            return await Write(parsed, file, await Witness.Ask(journal, parsed.GetValue(log)!, parsed.GetValue(seen), stop), stop);
        });
    }

    private static Command Cosign()
    {
        var command = new Command("cosign", "Cosign another log's checkpoint, if all that was seen of that log before is in it, and keep it as testimony.");
        var (place, signing, log, file) = (new PlaceOptions(command), new SigningKeyPlace(command), Log("The log of this record that testimony goes to."), Out());
        var key = new Option<string>("--key") { Description = "The public key of the log to be witnessed, from a source that you trust.", HelpName = "PUB", Required = true };
        var request = new Argument<string>("REQUEST") { Description = "The file that 'witness ask' wrote." };
        command.Add(request);
        foreach (var option in (Option[])[log, key, file])
            command.Add(option);
        return command.Does(async (parsed, stop) =>
        {
            var asked = await Read(parsed.GetValue(request)!, stop);
            var logKey = KeyOptions.Parse("--key", parsed.GetValue(key)!);
            var (journal, own) = await signing.Open(parsed, place.In(parsed), new JournalOptions(), stop);
            using (own)
            {
                await using (journal)
                {
                    return await new Witness(journal, parsed.GetValue(log)!, own, TimeProvider.System).Cosign(asked, logKey, stop) switch
                    {
                        Cosigned cosigned => await Write(parsed, file, cosigned.Note, stop),
                        WitnessAt at => throw new CommandFailedException(
                            ExitCode.Usage, $"{at.Size} entries were seen last: ask again with 'witness ask --from {at.Size}'."),
                        WitnessRefused refused => throw new CommandFailedException(ExitCode.Wrong, $"{refused.Code}: {refused.Why}"),
                        var answer => throw new InvalidOperationException($"The witness gave no answer that is known: {answer}."),
                    };
                }
            }
        });
    }

    private static Command Keep()
    {
        var command = new Command("keep", "Keep a cosigned checkpoint in the record that it is of.");
        var (place, log) = (new PlaceOptions(command), Log("The log that the checkpoint is of."));
        var note = new Argument<string>("CHECKPOINT") { Description = "The file that 'witness cosign' wrote." };
        var witness = new Option<string[]>("--witness")
        {
            Description = "The witness's public key (name+hash+key), or a file that holds it: only what it signed is kept.",
            HelpName = "PUB",
            Required = true,
        };
        command.Add(note);
        command.Add(witness);
        command.Add(log);
        return command.Does(async (parsed, stop) =>
        {
            var cosigned = await Read(parsed.GetValue(note)!, stop);
            await using var journal = await place.In(parsed).OpenForWriting(new JournalOptions(), stop);
            await Witness.Keep(
                journal, parsed.GetValue(log)!, cosigned, Array.ConvertAll(parsed.GetValue(witness)!, key => KeyOptions.Parse("--witness", key)), stop);
            return ExitCode.Good;
        });
    }

    private static Command Testimony()
    {
        var command = new Command("testimony", "Write the newest checkpoint of another log that this record testifies to; 'verify --known' holds it against that log.");
        var (place, log, file) = (new PlaceOptions(command), Log("The log of this record that testimony is in."), Out());
        var origin = new Option<string>("--origin") { Description = "The origin line of the other log.", HelpName = "ORIGIN", Required = true };
        foreach (var option in (Option[])[log, origin, file])
            command.Add(option);
        return command.Does(async (parsed, stop) =>
        {
            await using var journal = await place.In(parsed).OpenForReading(stop);
            var all = await Witness.Testimony(journal, parsed.GetValue(log)!, parsed.GetValue(origin)!, stop);
            if (all.Count == 0)
                throw new CommandFailedException(ExitCode.Usage, $"There is no testimony about '{parsed.GetValue(origin)}' in log '{parsed.GetValue(log)}'.");
            return await Write(parsed, file, all[^1], stop);
        });
    }

    private static Command Key()
    {
        var command = new Command("key", "Show the name and public key that this record cosigns with.");
        var (place, signing) = (new PlaceOptions(command), new SigningKeyPlace(command));
        return command.Does(async (parsed, stop) =>
        {
            await using var journal = await place.In(parsed).OpenForReading(stop);
            using var own = SigningKey.Load(signing.In(parsed, journal.Id));
            await parsed.Output().WriteLineAsync(new Witness(journal, "", own, TimeProvider.System).Key);
            return ExitCode.Good;
        });
    }

    private static Option<string> Log(string what) => new("--log") { Description = what, HelpName = "LOG", Required = true };

    private static Option<string> Out() => new("--out") { Description = "The file to write; standard output unless said.", HelpName = "FILE" };

    private static async Task<string> Read(string file, CancellationToken stop) => File.Exists(file)
        ? await File.ReadAllTextAsync(file, stop)
        : throw new CommandFailedException(ExitCode.Unavailable, $"There is no file {file}.");

    private static async Task<ExitCode> Write(ParseResult parsed, Option<string> file, string text, CancellationToken stop)
    {
        if (parsed.GetValue(file) is { } to)
            await File.WriteAllTextAsync(to, text, stop);
        else
            await parsed.Output().WriteAsync(text);
        return ExitCode.Good;
    }
}
