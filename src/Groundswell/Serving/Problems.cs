using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Identifying;

namespace Groundswell.Serving;

/// <summary>Refusals as problem details (RFC 9457). Clients act on the code; the text is for people and may change.</summary>
public sealed class Problems(RefusalTexts texts, RefusalNames names)
{
    private static readonly JsonSerializerOptions Facts = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public IResult Of(Refusal refusal)
    {
        var facts = FactsOf(refusal);
        var extensions = new Dictionary<string, object?> { ["code"] = refusal.Code, ["field"] = refusal.Field, ["facts"] = facts };
        if (NamesIn(refusal) is { Count: > 0 } known)
            extensions["names"] = known;
        return Results.Problem(type: $"/refusals/{refusal.Code}", title: Title(refusal), statusCode: StatusOf(refusal), extensions: extensions);
    }

    /// <summary>What people read, with the names of those it is about.</summary>
    public string Title(Refusal refusal) => texts.Of(refusal, null, names.Told);

    /// <summary>What stands in the text, for clients that have texts of their own.</summary>
    public static JsonObject FactsOf(Refusal refusal)
    {
        var facts = JsonSerializer.SerializeToNode(refusal, refusal.GetType(), Facts)!.AsObject();
        facts.Remove("code");
        facts.Remove("field");
        facts.Remove("signatureLifts");
        return facts;
    }

    /// <summary>The printed names of the persons it is about, by their codes.</summary>
    public Dictionary<string, string> NamesIn(Refusal refusal)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var person in RefusalPeople.In(refusal))
        {
            if (names.OfPerson(person) is { } name)
                known[person] = name;
        }

        return known;
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
