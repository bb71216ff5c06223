using System.Diagnostics;
using System.Globalization;

namespace Groundswell.CommandLine.Doctoring;

/// <summary>How quickly the disk really keeps what it says it has kept, and how much room there is.</summary>
internal static class DiskCheck
{
    private const int Rounds = 100;
    private const int Page = 4_096;
    private const long Gibibyte = 1L << 30;

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan TooSlow = TimeSpan.FromMilliseconds(100);

    /// <summary>As the system calls them.</summary>
    private static readonly HashSet<string> OverNetwork = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "9p", "v9fs", "ncp", "coda", "ceph", "glusterfs", "lustre",
    };

    public static IEnumerable<Finding> Look(string folder)
    {
        var drive = new DriveInfo(folder);
        yield return Sync(folder);
        yield return Kind(drive.DriveFormat);
        yield return Space(drive.AvailableFreeSpace);
    }

    /// <param name="kind">The kind of file system.</param>
    internal static Finding Kind(string kind) =>
        OverNetwork.Contains(kind) ? new Finding("disk", Health.Bad, $"The folder is on another machine ({kind}): SQLite can't rely on its locks and on what it says is on disk. Use a disk of this machine, or PostgreSQL.")
        : kind is "tmpfs" or "ramfs" ? new Finding("disk", Health.Warning, $"The folder is in memory ({kind}): all of it is gone when the machine stops.")
        : new Finding("disk", Health.Good, $"The folder is on a disk of this machine ({kind}).");

    private static Finding Sync(string folder)
    {
        var file = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
        try
        {
            var times = new List<TimeSpan>(Rounds);
            using var handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
            var page = new byte[Page];
            for (var i = 0; i < Rounds; i++)
            {
                var since = Stopwatch.GetTimestamp();
                RandomAccess.Write(handle, page, (long)i * Page);
                RandomAccess.FlushToDisk(handle);
                times.Add(Stopwatch.GetElapsedTime(since));
            }

            times.Sort();
            return Of(times[Rounds / 2], times[Rounds * 99 / 100 - 1]);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new Finding("disk", Health.Bad, $"Nothing can be written to {folder}: {trouble.Message}");
        }
    }

    /// <param name="half">Half of the writes were on disk in this time,</param>
    /// <param name="nearlyAll">and 99 of 100 in this.</param>
    internal static Finding Of(TimeSpan half, TimeSpan nearlyAll)
    {
        var times = string.Create(
            CultureInfo.InvariantCulture, $"A write is on disk in {half.TotalMilliseconds:0.00} ms, nearly always in {nearlyAll.TotalMilliseconds:0.00} ms");
        return half > TooSlow ? new Finding("disk", Health.Bad, $"{times}: people will wait. Use a disk of the machine's own, with protection against power loss.")
            : half > Slow ? new Finding("disk", Health.Warning, $"{times}: slow, above all with many people. A disk with protection against power loss is quicker.")
            : new Finding("disk", Health.Good, $"{times}.");
    }

    internal static Finding Space(long free)
    {
        var room = string.Create(CultureInfo.InvariantCulture, $"{(double)free / Gibibyte:0.0} GiB are free");
        return free < Gibibyte ? new Finding("space", Health.Bad, $"{room}: soon nothing more can be recorded. Make room now.")
            : free < 10 * Gibibyte ? new Finding("space", Health.Warning, $"{room}. A busy plant writes some gigabytes a month, and a backup needs room too.")
            : new Finding("space", Health.Good, $"{room}.");
    }
}
