using System.Text.Json;

namespace Groundswell.CommandLine;

/// <summary>Signed checkpoints that were kept elsewhere: as they are, or in a proof file or an export, which hold one.</summary>
internal static class KnownCheckpoints
{
    /// <exception cref="CommandFailedException">A file is not there, or is none of these.</exception>
    public static async Task<IReadOnlyList<string>> In(IEnumerable<string> files, CancellationToken stop)
    {
        var notes = new List<string>();
        foreach (var file in files)
        {
            if (!File.Exists(file))
                throw new CommandFailedException(ExitCode.Unavailable, $"There is no file {file}.");
            notes.Add(await Note(file, stop));
        }

        return notes;
    }

    private static async Task<string> Note(string file, CancellationToken stop)
    {
        using var text = File.OpenText(file);
        if (text.Peek() != '{')
            return await text.ReadToEndAsync(stop);

        // An export's first line is whole in itself; the first line of a proof file is not.
        var first = await text.ReadLineAsync(stop) ?? "";
        return Checkpoint(first) ?? Checkpoint(first + await text.ReadToEndAsync(stop))
            ?? throw new CommandFailedException(ExitCode.Usage, $"There is no signed checkpoint in {file}.");
    }

    private static string? Checkpoint(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.TryGetProperty("checkpoint", out var note) && note.ValueKind == JsonValueKind.String ? note.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
