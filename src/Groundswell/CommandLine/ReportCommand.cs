using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Work.Past;
using Command = System.CommandLine.Command;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell report</c>: what was taken over, summed up, as CSV.</summary>
internal static class ReportCommand
{
    public static Command Make() => new("report", "Print a report as CSV.")
    {
        Of("orders", "Orders that were taken over, as filed.", async (site, views, sites, stop) => (await PastReports.Orders(site, views, sites, stop)).Value!),
        Of("order-operations", "The same per operation and work unit.", async (site, views, sites, stop) =>
            (await PastReports.Operations(site, views, sites, stop)).Value!),
        Of("work-units", "The same per work unit.", async (site, views, sites, stop) => (await PastReports.WorkUnits(site, views, sites, stop)).Value!),
    };

    private static Command Of<TRow>(string name, string description, Func<string, ViewsDb, ISites, CancellationToken, Task<List<TRow>>> rows)
    {
        var command = new Command(name, description);
        var place = new PlaceOptions(command);
        var key = new SigningKeyPlace(command);
        var site = new Option<string>("--site") { Description = "The site's code.", HelpName = "CODE", Required = true };
        command.Add(site);
        return command.Does(async (parsed, stop) =>
        {
            await using var server = await PlantServer.Over(parsed, place.In(parsed), key, [], stop);
            var sites = server.Services.GetRequiredService<ISites>();
            if (await sites.Find(parsed.GetValue(site)!, stop) is null)
                throw new CommandFailedException(ExitCode.Usage, $"There is no open site {parsed.GetValue(site)}.");
            await PlantServer.CatchUp(server, stop);
            await using var scope = server.Services.CreateAsyncScope();
            await Write(parsed.Output(), await rows(parsed.GetValue(site)!, scope.ServiceProvider.GetRequiredService<ViewsDb>(), sites, stop));
            await server.Services.GetRequiredService<Projector>().StopAsync(stop);
            return ExitCode.Good;
        });
    }

    private static async Task Write<TRow>(TextWriter output, List<TRow> rows)
    {
        var columns = typeof(TRow).GetConstructors()[0].GetParameters().Select(parameter => typeof(TRow).GetProperty(parameter.Name!)!).ToList();
        await output.WriteAsync(Line(columns.Select(column => JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Name))));
        foreach (var row in rows)
            await output.WriteAsync(Line(columns.Select(column => Text(column.GetValue(row)!))));
    }

    /// <summary>A line of RFC 4180 CSV; quotes only where a field needs them.</summary>
    private static string Line(IEnumerable<string> fields) =>
        string.Join(',', fields.Select(field => field.AsSpan().IndexOfAny(",\"\n\r") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n";

    private static string Text(object value) => value switch
    {
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
