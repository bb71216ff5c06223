using System.Reflection;
using Groundswell.Record;
using Groundswell.Record.Attachments;

namespace Groundswell.Demonstration.Plants;

/// <summary>The drawings that the demonstration's masters show, taken into the record.</summary>
internal sealed class Drawings
{
    private const string Prefix = "drawing.";
    private readonly Dictionary<string, AttachmentReference> _byName = new(StringComparer.Ordinal);

    private Drawings()
    {
    }

    /// <summary>A drawing by its name, as the list that a step shows.</summary>
    public IReadOnlyList<AttachmentReference> this[string name] => [_byName[name]];

    public static async Task<Drawings> TakeIn(Journal journal, CancellationToken stop)
    {
        var drawings = new Drawings();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            await using var content = assembly.GetManifestResourceStream(resource)!;
            var name = resource[Prefix.Length..];
            drawings._byName[name[..^".svg".Length]] = await journal.Attachments.Add(content, "image/svg+xml", name, stop);
        }

        return drawings;
    }
}
