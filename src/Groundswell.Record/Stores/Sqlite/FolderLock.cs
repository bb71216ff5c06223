using System.Diagnostics;
using System.Globalization;

namespace Groundswell.Record.Stores.Sqlite;

/// <summary>Holds a folder for one writing process. The operating system lets go of it when the process ends, however it ends.</summary>
/// <remarks>
/// Two files: the lock itself, which nobody else can open while it is held, and beside it who holds it, for people and for the refusal.
/// </remarks>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _held;
    private readonly string _holder;

    private FolderLock(FileStream held, string holder)
    {
        _held = held;
        _holder = holder;
    }

    /// <exception cref="FolderInUseException">Another process, or another journal of this process, writes the folder.</exception>
    public static FolderLock Take(string folder)
    {
        var holder = Path.Combine(folder, "writer.txt");
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(folder, "writer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException refused) when (refused is not (FileNotFoundException or DirectoryNotFoundException))
        {
            var who = File.Exists(holder) ? File.ReadAllText(holder).Trim() : "another process";
            throw new FolderInUseException($"{folder} is being written by {who}. One process writes a folder at a time; stop that one, or open the folder for reading.");
        }

        using (var process = Process.GetCurrentProcess())
        {
            var started = process.StartTime.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            File.WriteAllText(holder, $"process {process.Id} ({process.ProcessName}), started {started}\n");
        }

        return new FolderLock(held, holder);
    }

    public void Dispose()
    {
        // Before the lock goes: afterwards the file may already be the next writer's.
        File.Delete(_holder);
        _held.Dispose();
    }
}
