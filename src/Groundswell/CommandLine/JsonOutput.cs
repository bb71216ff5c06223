using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Groundswell.CommandLine;

/// <summary>Results for scripts: one JSON document on standard output.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Option<bool> Option() => new("--json") { Description = "Write the result as JSON, for scripts." };

    public static Task Write<T>(ParseResult parsed, T result) => parsed.Output().WriteLineAsync(JsonSerializer.Serialize(result, Options));
}
