using System.CommandLine;
using System.Globalization;
using Groundswell.Record.Moving;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell export</c>: a log as a file that anyone can read and check.</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var command = new Command("export", "Write a log as JSON Lines with its proof material, and its attachments in a folder beside it.");
        var place = new PlaceOptions(command);
        var log = new Option<string>("--log") { Description = "The log.", HelpName = "LOG", Required = true };
        var file = new Option<string>("--out") { Description = "The file to write: LOG.jsonl unless said. Nothing is overwritten.", HelpName = "FILE" };
        var (json, progress) = (JsonOutput.Option(), ProgressLine.Option());
        command.Add(CsvCommands.Export());
        foreach (var option in (Option[])[log, file, json, progress])
            command.Add(option);
        return command.Does(async (parsed, stop) =>
        {
            await using var journal = await place.In(parsed).OpenForReading(stop);
            var name = parsed.GetValue(log)!;
            await VerifyCommand.Chosen(journal, [name], stop);
            RecordPlace.TellsNothingOfPeople(name);
            var to = Path.GetFullPath(parsed.GetValue(file) ?? name + LogExport.Extension);
            ExportSummary summary;
            using (var line = ProgressLine.For(parsed, progress))
                summary = await LogExport.Write(journal, name, to, line, stop);
            foreach (var damage in summary.Damage)
                await parsed.Error().WriteLineAsync($"The log is damaged, and exported as it is: {damage}.");
            if (parsed.GetValue(json))
            {
                await JsonOutput.Write(parsed, new { file = to, summary.Log, summary.Size, summary.Attachments, summary.Damage });
            }
            else
            {
                await parsed.Output().WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{to}: {summary.Size:N0} entries of {summary.Log}, {summary.Attachments:N0} attachments."));
            }

            return summary.Damage.Count == 0 ? ExitCode.Good : ExitCode.Wrong;
        });
    }
}
