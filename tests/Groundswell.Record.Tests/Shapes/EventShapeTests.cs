using System.Runtime.CompilerServices;
using System.Text;

namespace Groundswell.Record.Tests.Shapes;

/// <summary>The text of every event of the record's own that was ever recorded, one file each. Plants have these on disk: they must read for ever.</summary>
public sealed class EventShapeTests
{
    private static readonly EventCodec Codec = new([], []);

    public static TheoryData<string> Shapes =>
        [.. Directory.GetFiles(Folder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory, MemberData(nameof(Shapes))]
    public async Task An_old_event_still_reads_and_writes_the_same(string shape)
    {
        var recorded = (await File.ReadAllTextAsync(Path.Combine(Folder(), shape + ".json"), TestContext.Current.CancellationToken)).Trim();
        var name = shape.Split('@')[0]; // log.restored@1 is how log.restored looked where it had no witness

        var read = Codec.Read(new Entry
        {
            Log = Sample.Log,
            Position = 1,
            Stream = RecordEvents.Stream,
            Version = 1,
            Name = name,
            OccurredAt = Sample.Noon,
            RecordedAt = Sample.Noon,
            TimeZone = "Etc/UTC",
            Actor = RecordEvents.Actor,
            Source = Source.Typed,
            Command = Guid.CreateVersion7(),
            Ordinal = 0,
            Payload = Encoding.UTF8.GetBytes(recorded),
            LeafHash = default,
        });

        Assert.Equal(recorded, Encoding.UTF8.GetString(Codec.Write(RecordEvents.Stream, read).Payload.Span));
    }

    [Fact]
    public void Every_event_has_its_shape_on_file()
    {
        var missing = Codec.Types.Where(type => !File.Exists(Path.Combine(Folder(), type.Key + ".json")));

        Assert.Empty(missing);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
