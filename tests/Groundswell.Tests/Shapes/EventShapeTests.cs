using System.Runtime.CompilerServices;
using System.Text;
using Groundswell.Record;

namespace Groundswell.Tests.Shapes;

/// <summary>The text of every event ever recorded, one file each. Plants have these on disk: they must read for ever.</summary>
public sealed class EventShapeTests
{
    public static TheoryData<string> Shapes =>
        [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory, MemberData(nameof(Shapes))]
    public void An_old_event_still_reads_and_writes_the_same(string shape)
    {
        var recorded = File.ReadAllText(Path.Combine(Folder, shape + ".json")).Trim();
        var name = shape.Split('@')[0]; // job.held@1 is how job.held looked before it got one more field
        var entry = new Entry
        {
            Log = "site.x",
            Position = 1,
            Stream = "x",
            Version = 1,
            Name = name,
            OccurredAt = Story.Begin,
            RecordedAt = Story.Begin,
            TimeZone = "Etc/UTC",
            Actor = "P-1",
            Source = Source.Typed,
            Command = Guid.Empty,
            Ordinal = 0,
            Payload = Encoding.UTF8.GetBytes(recorded),
            LeafHash = default,
        };

        Assert.Equal(recorded, Encoding.UTF8.GetString(Product.Codec.Write("x", Product.Codec.Read(entry)).Payload.Span));
    }

    [Fact]
    public void Every_event_has_its_shape_on_file()
    {
        var ours = Rooms.All.SelectMany(room => room.Events).ToHashSet();
        var missing = Product.Codec.Types
            .Where(known => ours.Contains(known.Value) && !File.Exists(Path.Combine(Folder, known.Key + ".json")))
            .Select(known => known.Key);

        Assert.Empty(missing);
    }

    internal static string Folder { get; } = FolderOf();

    private static string FolderOf([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
