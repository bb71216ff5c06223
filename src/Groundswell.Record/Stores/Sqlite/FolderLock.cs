using System.Diagnostics;
using System.Globalization;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>Holds a folder for one writing process. The operating system lets go of it when the process ends, however it ends.</summary>
/// <remarks>
/// Two files: the lock itself, which nobody else can open while it is held, and beside it who holds it, for people and for the refusal.
/// </remarks>
internal sealed class FolderLock : IDisposable
{
    // EWOULDBLOCK of flock(2), and ERROR_SHARING_VIOLATION as .NET gives it: somebody else holds the lock.
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _held;
    private readonly string _holder;

    private FolderLock(FileStream held, string holder)
    {
        _held = held;
        _holder = holder;
    }

    /// <exception cref="FolderInUseException">Another process, or another journal of this process, writes the folder.</exception>
    /// <exception cref="JournalUnavailableException">The folder can't be written to.</exception>
    public static FolderLock Take(string folder)
    {
        var holder = Path.Combine(folder, "writer.txt");
        var held = Open(folder, holder);
        try
        {
            using var process = Process.GetCurrentProcess();
            var started = process.StartTime.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            File.WriteAllText(holder, $"process {process.Id} ({process.ProcessName}), started {started}\n");
            return new FolderLock(held, holder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            held.Dispose();
            throw Unwritable(folder, failure);
        }
    }

    private static FileStream Open(string folder, string holder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "writer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException refused) when (refused.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolationOnWindows)
        {
            var who = File.Exists(holder) ? File.ReadAllText(holder).Trim() : "";
            throw new FolderInUseException($"{folder} is being written by {(who.Length == 0 ? "another process" : who)}. One process writes a folder at a time; stop that one, or open the folder for reading.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, failure);
        }
    }

    private static JournalUnavailableException Unwritable(string folder, Exception failure) =>
        new($"{folder} can't be written to: {failure.Message} Make room, or give this user the right to write there, and open it again.", failure);

    public void Dispose()
    {
        // Before the lock goes: afterwards the file may already be the next writer's.
        File.Delete(_holder);
        _held.Dispose();
    }
}
