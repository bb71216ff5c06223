using System.CommandLine;
using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Exchange.Csv;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Work.Calls;
using Command = System.CommandLine.Command;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell import csv</c> and <c>groundswell export csv</c>: plant, people, materials, lots and orders as files of rows.</summary>
internal static class CsvCommands
{
    private static readonly string Kinds = string.Join(", ", CsvExchange.Sheets.Select(sheet => sheet.Name));

    public static Command Import()
    {
        var command = new Command("csv", "Check a CSV file whole, and record it where nothing is wrong with it.");
        var sheet = SheetIn(command);
        var file = new Argument<string>("FILE") { Description = "The file: UTF-8, with a header." };
        command.Add(file);
        var place = new PlaceOptions(command);
        var key = new SigningKeyPlace(command);
        var site = SiteIn(command);
        var check = new Option<bool>("--check") { Description = "Only say what is wrong, or what would change." };
        var json = JsonOutput.Option();
        command.Add(check);
        command.Add(json);
        return command.Does(async (parsed, stop) =>
        {
            var kind = Chosen(parsed.GetValue(sheet)!);
            var path = parsed.GetValue(file)!;
            var content = await File.ReadAllBytesAsync(path, stop);
            return await At(parsed, place, key, parsed.GetValue(site)!, async (exchange, _, _) =>
            {
                var caller = Caller.System("import");
                var outcome = parsed.GetValue(check)
                    ? Looked(await exchange.Check(kind, content, Path.GetFileName(path), parsed.GetValue(site)!, caller, stop))
                    : await exchange.Record(kind, content, Path.GetFileName(path), null, parsed.GetValue(site)!, caller, stop);
                await Tell(parsed, path, outcome, parsed.GetValue(check), parsed.GetValue(json));
                return outcome.Faults.Count > 0 ? ExitCode.Wrong : ExitCode.Good;
            }, stop);
        });
    }

    public static Command Export()
    {
        var command = new Command("csv", "Write what there is as a CSV file that can be taken in again.");
        var sheet = SheetIn(command);
        var place = new PlaceOptions(command);
        var key = new SigningKeyPlace(command);
        var site = SiteIn(command);
        var purpose = new Option<string>("--purpose") { Description = "What a file of people is for. It is recorded.", HelpName = "TEXT" };
        var semicolons = new Option<bool>("--semicolons") { Description = "Semicolons between the cells instead of commas." };
        var to = new Option<string>("--out") { Description = "The file to write: SITE-KIND.csv unless said. Nothing is overwritten.", HelpName = "FILE" };
        foreach (var option in (Option[])[purpose, semicolons, to])
            command.Add(option);
        return command.Does(async (parsed, stop) =>
        {
            var kind = Chosen(parsed.GetValue(sheet)!);
            var code = parsed.GetValue(site)!;
            var path = Path.GetFullPath(parsed.GetValue(to) ?? $"{code}-{kind.Name}.csv");
            return await At(parsed, place, key, code, async (exchange, door, texts) =>
            {
                if (kind.OfPersons && await CsvApi.RecordCopy(kind, code, Guid.CreateVersion7(), parsed.GetValue(purpose), Caller.System("export"), door, stop) is { } refusal)
                    throw new CommandFailedException(refusal is CopyPurposeMissing ? ExitCode.Usage : ExitCode.Wrong, texts.Of(refusal));
                var content = await exchange.Export(kind, code, parsed.GetValue(semicolons) ? ';' : ',', stop);
                await using (var written = new FileStream(path, FileMode.CreateNew))
                    await written.WriteAsync(content, stop);
                await parsed.Output().WriteLineAsync(path);
                return ExitCode.Good;
            }, stop);
        });
    }

    private static Argument<string> SheetIn(Command command)
    {
        var sheet = new Argument<string>("KIND") { Description = $"What is in it: {Kinds}." };
        command.Add(sheet);
        return sheet;
    }

    private static Option<string> SiteIn(Command command)
    {
        var site = new Option<string>("--site") { Description = "The site's code.", HelpName = "CODE", Required = true };
        command.Add(site);
        return site;
    }

    private static CsvSheet Chosen(string name) =>
        CsvExchange.Find(name) ?? throw new CommandFailedException(ExitCode.Usage, $"There is no kind '{name}': {Kinds}.");

    private static CsvOutcome Looked(CsvCheck check) => new(check, 0, 0, check.Faults);

    private static async Task<ExitCode> At(
        ParseResult parsed, PlaceOptions place, SigningKeyPlace key, string site, Func<CsvExchange, Door, RefusalTexts, Task<ExitCode>> act, CancellationToken stop)
    {
        await using var server = await PlantServer.Over(parsed, place.In(parsed), key, [], stop);
        if (await server.Services.GetRequiredService<ISites>().Find(site, stop) is null)
            throw new CommandFailedException(ExitCode.Usage, $"There is no open site {site}.");
        await PlantServer.CatchUp(server, stop);
        await using var scope = server.Services.CreateAsyncScope();
        var code = await act(
            scope.ServiceProvider.GetRequiredService<CsvExchange>(), server.Services.GetRequiredService<Door>(), server.Services.GetRequiredService<RefusalTexts>());
        await server.Services.GetRequiredService<Projector>().StopAsync(stop);
        return code;
    }

    private static async Task Tell(ParseResult parsed, string path, CsvOutcome outcome, bool onlyChecked, bool json)
    {
        var check = outcome.Check;
        var texts = RefusalTexts.Embedded("en");
        if (json)
        {
            await JsonOutput.Write(parsed, new CsvAnswer(
                check.Sheet.Name, check.Count(CsvEffect.New), check.Count(CsvEffect.Changed), check.Count(CsvEffect.Unchanged), outcome.Recorded, check.Plan,
                [.. outcome.Faults.Select(fault => new CsvFaultTold(fault.Line, fault.Column, fault.Refusal.Code, texts.Of(fault.Refusal)))]));
            return;
        }

        foreach (var fault in outcome.Faults)
            await parsed.Error().WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}:{fault.Line}: {(fault.Column is null ? "" : fault.Column + ": ")}{texts.Of(fault.Refusal)}"));
        var seen = string.Create(
            CultureInfo.InvariantCulture, $"{check.Count(CsvEffect.New):N0} new, {check.Count(CsvEffect.Changed):N0} changed, {check.Count(CsvEffect.Unchanged):N0} unchanged");
        await parsed.Output().WriteLineAsync(outcome switch
        {
            { Faults.Count: > 0, Recorded: 0, Names: 0 } => string.Create(CultureInfo.InvariantCulture, $"{outcome.Faults.Count:N0} errors. Nothing was recorded."),
            { Faults.Count: > 0 } => string.Create(CultureInfo.InvariantCulture, $"Stopped after {outcome.Recorded:N0} commands: the same file again goes on from there."),
            _ when onlyChecked => $"{seen}. Nothing was recorded.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{seen}. {outcome.Recorded:N0} commands recorded."),
        });
    }
}
