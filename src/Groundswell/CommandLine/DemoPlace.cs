using Groundswell.Demonstration;
using Groundswell.Record;

namespace Groundswell.CommandLine;

/// <summary>A data folder that holds a demonstration: its record says so, and it is opened with its own clock.</summary>
internal static class DemoPlace
{
    /// <summary>How the demonstration's record is opened; null where the place holds none.</summary>
    public static async Task<JournalOptions?> Options(RecordPlace place, CancellationToken stop)
    {
        if (place is not RecordPlace.Folder { Exists: true } folder)
            return null;
        await using var journal = await folder.OpenForReading(stop);
        if (journal.Kind != RecordKind.Demo)
            return null;
        var demo = new DemoFolder(folder.Path);
        if (!demo.Exists)
            throw new CommandFailedException(ExitCode.Unavailable, $"{folder.Path} holds a demonstration without its demo.json. Remove the folder and make it anew.");
        var state = demo.Read();
        var (from, _) = DemoFolder.Times(state, await journal.NewestRecordedAt(stop) ?? state.Begins, TimeProvider.System.GetUtcNow());
        return Options(state.Founded ? from : state.Begins);
    }

    /// <summary>Makes the folder of a new demonstration: from now on it is one for ever.</summary>
    public static async Task Make(RecordPlace.Folder folder, ulong seed, int days, double speed, CancellationToken stop)
    {
        if (Directory.Exists(folder.Path) && Directory.EnumerateFileSystemEntries(folder.Path).Any())
            throw new CommandFailedException(ExitCode.Usage, $"{folder.Path} is not empty, and holds no demonstration. A demonstration gets a folder of its own.");
        var now = TimeProvider.System.GetUtcNow();
        var begins = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) - TimeSpan.FromDays(days);
        await (await folder.OpenForWriting(Options(begins), stop)).DisposeAsync();
        new DemoFolder(folder.Path).Write(new DemoState(seed, begins, Founded: false, Complete: false, now, now, speed));
    }

    private static JournalOptions Options(DateTimeOffset stands) => new() { Kind = RecordKind.Demo, Time = new DemoClock(stands, TimeProvider.System), TimeIsMadeUp = true };
}
