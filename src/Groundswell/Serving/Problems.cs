using System.Text.Json;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Identifying;

namespace Groundswell.Serving;

/// <summary>Refusals as problem details (RFC 9457). Clients act on the code; the text is for people and may change.</summary>
public sealed class Problems(RefusalTexts texts)
{
    private static readonly JsonSerializerOptions Facts = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public IResult Of(Refusal refusal)
    {
        var facts = JsonSerializer.SerializeToNode(refusal, refusal.GetType(), Facts)!.AsObject();
        facts.Remove("code");
        facts.Remove("field");
        facts.Remove("signatureLifts");
        return Results.Problem(
            type: $"/refusals/{refusal.Code}",
            title: texts.Of(refusal),
            statusCode: StatusOf(refusal),
            extensions: new Dictionary<string, object?> { ["code"] = refusal.Code, ["field"] = refusal.Field, ["facts"] = facts });
    }

    /// <summary>What could not be understood at all: the request itself is at fault, not the plant.</summary>
    public static IResult Malformed(string what, string? field) => Results.Problem(
        type: "/refusals/request.malformed",
        title: what,
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["code"] = "request.malformed", ["field"] = field });

    /// <summary>Nobody is signed in: for the reason there is, or because nothing was shown.</summary>
    public IResult NotSignedIn(HttpContext http) => http.WhyNobody() is { } refusal ? Of(refusal) : NotSignedIn();

    private static IResult NotSignedIn() => Results.Problem(
        type: "/refusals/door.not-signed-in",
        title: "Sign in first.",
        statusCode: StatusCodes.Status401Unauthorized,
        extensions: new Dictionary<string, object?> { ["code"] = "door.not-signed-in" });

    private static int StatusOf(Refusal refusal) => refusal switch
    {
        NotAdmitted => StatusCodes.Status401Unauthorized,
        TooManyAttempts or TooManyLateActs => StatusCodes.Status429TooManyRequests,
        NotAllowed => StatusCodes.Status403Forbidden,
        TooManyAtOnce => StatusCodes.Status409Conflict,
        TooBusy => StatusCodes.Status503ServiceUnavailable,
        SiteUnknown => StatusCodes.Status404NotFound,
        FileTooLarge => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
