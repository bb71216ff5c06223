using System.CommandLine;
using Groundswell.Record.Proofs;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell prove</c>: a file that shows anyone with the public key that an entry stands in the log.</summary>
internal static class ProveCommand
{
    public static Command Make()
    {
        var command = new Command("prove", "Write a proof of one entry, or of all entries of a stream, that can be checked with the public key alone.");
        var place = new PlaceOptions(command);
        var log = new Option<string>("--log") { Description = "The log.", HelpName = "LOG", Required = true };
        var position = new Option<long?>("--position") { Description = "The entry's position.", HelpName = "N" };
        var stream = new Option<string>("--stream") { Description = "The stream.", HelpName = "STREAM" };
        var file = new Option<string>("--out") { Description = "The file to write; standard output unless said.", HelpName = "FILE" };
        foreach (var option in (Option[])[log, position, stream, file])
            command.Add(option);
        command.Validators.Add(given =>
        {
            if (given.GetResult(position) is null == given.GetResult(stream) is null)
                given.AddError("Say what is to be proved: either --position N or --stream STREAM.");
        });
        return command.Does(async (parsed, stop) =>
        {
            RecordPlace.TellsNothingOfPeople(parsed.GetValue(log)!);
            await using var journal = await place.In(parsed).OpenForReading(stop);
            var proof = parsed.GetValue(position) is { } at
                ? await ProofFile.Create(journal, parsed.GetValue(log)!, at, stop)
                : await ProofFile.Create(journal, parsed.GetValue(log)!, parsed.GetValue(stream)!, stop);
            if (parsed.GetValue(file) is { } to)
                await File.WriteAllTextAsync(to, proof, stop);
            else
                await parsed.Output().WriteAsync(proof);
            return ExitCode.Good;
        });
    }
}
