using System.Text.Json;
using Groundswell.Showing;

namespace Groundswell.Work.Steps;

/// <summary>What an exception is told as, in the language of who reads it.</summary>
internal static class ExceptionWords
{
    /// <summary>What was asked for and what there was; in English where it was raised before more was kept.</summary>
    public static string What(this Words words, ExceptionRow exception) =>
        exception.Told is { } told ? words.Of(JsonSerializer.Deserialize(told, WorkJson.Default.Saying)!) : exception.Detail;
}
