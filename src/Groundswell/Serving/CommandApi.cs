using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Signing;

namespace Groundswell.Serving;

/// <summary>What a caller gets for a command that was recorded.</summary>
/// <param name="First">Position of its first entry.</param>
/// <param name="Count">How many entries it made.</param>
/// <param name="Repeated">It had been recorded before; this is the first receipt.</param>
/// <param name="InViews">Only where it was asked for: whether queries show it yet.</param>
public sealed record CommandReceipt(
    Guid Command, string Log, long First, int Count, DateTimeOffset RecordedAt, bool Repeated, bool? InViews = null);

/// <summary>Every act as an HTTP call: POST /api/commands/{name} with the command as JSON.</summary>
public static class CommandApi
{
    /// <summary>Asks for the answer to wait until queries show what was recorded: the longest time, in seconds.</summary>
    public const string WaitHeader = "Groundswell-Wait-For-Views";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder api, Acts acts)
    {
        foreach (var act in acts.All.Where(act => !act.Rights.IsOfProgram))
        {
            api.MapPost($"/commands/{act.Name}", (HttpContext http, SignedCommand signed, Problems problems, IViewsProgress views) =>
                    Take(act, http, signed, problems, views))
                .WithName(act.Command.Name)
                .WithSummary(act.Summary)
                .WithTags(RoomOf(act.Command))
                .WithMetadata(act.Rights, act)
                .Accepts(act.Command, "application/json")
                .Produces<CommandReceipt>()
                .ProducesProblem(StatusCodes.Status400BadRequest)
                .ProducesProblem(StatusCodes.Status401Unauthorized)
                .ProducesProblem(StatusCodes.Status403Forbidden)
                .ProducesProblem(StatusCodes.Status409Conflict)
                .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
                .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> Take(Act act, HttpContext http, SignedCommand signed, Problems problems, IViewsProgress views)
    {
        if (http.Caller() is not { } caller)
            return problems.NotSignedIn(http);

        Command command;
        try
        {
            command = (Command?)await http.Request.ReadFromJsonAsync(act.Shape, http.RequestAborted)
                ?? throw new JsonException("The body is null.");
        }
        catch (JsonException malformed)
        {
            return Problems.Malformed($"This is not a {act.Name} command: {malformed.Message}", malformed.Path);
        }
        catch (Exception notRead) when (notRead is InvalidOperationException or NotSupportedException)
        {
            // No JSON at all; or an element of several kinds that does not say which it is.
            return Problems.Malformed(notRead.Message, null);
        }

        var answer = await signed.Take(act, command, caller, http);
        if (answer.Refusal is { } refusal)
            return problems.Of(refusal);

        var receipt = answer.Receipt!;
        return Results.Ok(new CommandReceipt(
            receipt.Command, receipt.Log, receipt.First, receipt.Count, receipt.RecordedAt, receipt.Repeated,
            await InViews(http, views, receipt)));
    }

    private static async ValueTask<bool?> InViews(HttpContext http, IViewsProgress views, Receipt receipt)
    {
        if (!http.Request.Headers.TryGetValue(WaitHeader, out var asked))
            return null;
        var wait = double.TryParse(asked, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds))
            : TimeSpan.Zero;
        return await views.WaitFor(receipt.Log, receipt.Last, wait, http.RequestAborted);
    }

    private static string RoomOf(Type command) => command.Namespace!.Split('.').ElementAtOrDefault(1) ?? command.Namespace!;
}
