using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Signing;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

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

    private const string Json = "application/json";

    /// <summary>What a call is answered, for the API's description.</summary>
    private static readonly IReadOnlyList<ProducesResponseTypeMetadata> Answers =
    [
        new(StatusCodes.Status200OK, typeof(CommandReceipt), [Json]),
        .. new[]
        {
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict,
            StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable,
        }.Select(status => new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"])),
    ];

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder api, Acts acts)
    {
        foreach (var act in acts.All.Where(act => !act.Rights.IsOfProgram))
        {
            // A plain request delegate, which costs nothing to set up: there are hundreds of acts, and a server starts in a blink.
            RequestDelegate take = http => Answer(act, http);
            api.MapPost($"/commands/{act.Name}", take)
                .WithName(act.Command.Name)
                .WithSummary(act.Summary)
                .WithTags(RoomOf(act.Command))
                .WithMetadata(act.Rights, act, take.Method, new AcceptsMetadata([Json], act.Command))
                .WithMetadata([.. Answers]);
        }
    }

    private static async Task Answer(Act act, HttpContext http) => await (await Take(act, http)).ExecuteAsync(http);

    private static async Task<IResult> Take(Act act, HttpContext http)
    {
        var problems = http.RequestServices.GetRequiredService<Problems>();
        if (http.Caller() is not { } caller)
            return problems.NotSignedIn(http);

        Command command;
        try
        {
            command = (Command?)await http.Request.ReadFromJsonAsync(act.Outside, http.RequestAborted)
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

        var answer = await http.RequestServices.GetRequiredService<SignedCommand>().Take(act, command, caller, http);
        if (answer.Refusal is { } refusal)
            return problems.Of(refusal);

        var receipt = answer.Receipt!;
        return Results.Ok(new CommandReceipt(
            receipt.Command, receipt.Log, receipt.First, receipt.Count, receipt.RecordedAt, receipt.Repeated,
            await InViews(http, receipt)));
    }

    private static async ValueTask<bool?> InViews(HttpContext http, Receipt receipt)
    {
        if (!http.Request.Headers.TryGetValue(WaitHeader, out var asked))
            return null;
        var wait = double.TryParse(asked, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds))
            : TimeSpan.Zero;
        return await http.RequestServices.GetRequiredService<IViewsProgress>().WaitFor(receipt.Log, receipt.Last, wait, http.RequestAborted);
    }

    private static string RoomOf(Type command) => command.Namespace!.Split('.').ElementAtOrDefault(1) ?? command.Namespace!;
}
