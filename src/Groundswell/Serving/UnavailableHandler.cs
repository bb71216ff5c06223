using Groundswell.Record;
using Microsoft.AspNetCore.Diagnostics;

namespace Groundswell.Serving;

/// <summary>A record that can't be written is not a bug of ours: the sender is told that nothing is known to be recorded, and to send it again.</summary>
public sealed class UnavailableHandler(ILogger<UnavailableHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not JournalUnavailableException unavailable)
            return false;
        log.LogError(unavailable, "The record could not be used.");
        httpContext.Response.Headers.RetryAfter = "2";
        await Results.Problem(
            type: "/refusals/record.unavailable",
            title: "The record cannot be written now. Nothing of this is known to be recorded; send the same command again.",
            detail: unavailable.Message,
            statusCode: StatusCodes.Status503ServiceUnavailable,
            extensions: new Dictionary<string, object?> { ["code"] = "record.unavailable" }).ExecuteAsync(httpContext);
        return true;
    }
}
