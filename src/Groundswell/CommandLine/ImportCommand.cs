using System.CommandLine;
using System.Globalization;
using Groundswell.Exchange.ProductionLog;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell import production-log</c>: another system's log of work that was done.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var command = new Command("production-log", "Take over a production log (CSV): plant, people, masters, orders and their execution.");
        var file = new Argument<string>("FILE") { Description = "The log. All of it is checked before anything is recorded." };
        var place = new PlaceOptions(command);
        var key = new SigningKeyPlace(command);
        var site = new Option<string>("--site") { Description = "The site's code. It is opened where it is not there yet.", HelpName = "CODE", Required = true };
        var zone = new Option<string>("--time-zone")
        {
            Description = "The site's time zone, where the import opens it.",
            HelpName = "ZONE",
            DefaultValueFactory = _ => "Asia/Jerusalem",
        };
        var notes = new Option<string>("--notes") { Description = "Write what was odd, row by row, to this file instead of the screen.", HelpName = "FILE" };
        var (json, progress) = (JsonOutput.Option(), ProgressLine.Option());
        command.Add(file);
        foreach (var option in (Option[])[site, zone, notes, json, progress])
            command.Add(option);
        command.Does(async (parsed, stop) =>
        {
            var path = parsed.GetValue(file)!;
            var rows = await Checked(parsed, path, () => ProductionLogFile.Read(path, stop));
            await using var server = await PlantServer.Over(parsed, place.In(parsed), key, [], stop);
            var import = ActivatorUtilities.CreateInstance<ProductionLogImport>(server.Services);
            ImportOutcome outcome;
            using (var line = ProgressLine.For(parsed, progress))
                outcome = await Checked(parsed, path, () => import.Run(rows, parsed.GetValue(site)!, parsed.GetValue(zone)!, line, stop));

            var odd = outcome.Notes.Select(note => FormattableString.Invariant($"line {note.Line}: {note.Text}"));
            if (parsed.GetValue(notes) is { } to)
                await File.WriteAllLinesAsync(to, odd, stop);
            else if (!parsed.GetValue(json))
                await parsed.Output().WriteLineAsync(string.Join(Environment.NewLine, odd));
            if (parsed.GetValue(json))
            {
                await JsonOutput.Write(parsed, outcome);
            }
            else
            {
                await parsed.Output().WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{outcome.Rows:N0} rows of {outcome.Orders:N0} orders: {outcome.Recorded:N0} commands recorded now, {outcome.Known:N0} known from before; {outcome.Notes.Count:N0} remarks."));
            }

            return ExitCode.Good;
        });
        return new Command("import", "Take over what another system has recorded, or a file says.") { command, CsvCommands.Import() };
    }

    /// <summary>Names each fault of the file by its line, whenever it is found: nothing was recorded then.</summary>
    private static async Task<T> Checked<T>(ParseResult parsed, string file, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (ProductionLogFaultyException faulty)
        {
            foreach (var fault in faulty.Faults)
                await parsed.Error().WriteLineAsync(FormattableString.Invariant($"{file}:{fault.Line}: {fault.Text}"));
            throw new CommandFailedException(ExitCode.Wrong, "Nothing was imported.");
        }
    }
}
