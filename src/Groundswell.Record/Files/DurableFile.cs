using System.Runtime.InteropServices;

namespace Groundswell.Record.Files;

/// <summary>Files that are on disk, with their names, when a call returns.</summary>
/// <remarks>A file's content and its name are made durable apart (fsync(2)): the content by its own handle, the name by its directory's.</remarks>
internal static partial class DurableFile
{
    /// <summary>Only the owner reads and writes.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode PrivateDirectory = Private | UnixFileMode.UserExecute;

    /// <summary>Writes a whole file under another name and renames it: a reader sees the old content or all of the new.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content, bool ownerOnly = false)
    {
        var half = $"{path}.{Guid.CreateVersion7():N}.half";
        try
        {
            using (var file = Create(half, ownerOnly))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            Rename(half, path, overwrite: true);
        }
        catch
        {
            File.Delete(half);
            throw;
        }
    }

    /// <summary>Opens a file that must not be there yet.</summary>
    public static FileStream Create(string path, bool ownerOnly = false)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (ownerOnly && !OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        return new FileStream(path, options);
    }

    /// <summary>Gives a file that is on disk its name, or another name.</summary>
    public static void Rename(string from, string to, bool overwrite)
    {
        File.Move(from, to, overwrite);
        FlushDirectory(Path.GetDirectoryName(to)!);
    }

    /// <summary>Removes a file, if it is there.</summary>
    public static void Delete(string path)
    {
        if (!File.Exists(path))
            return;
        File.Delete(path);
        FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a directory and those above it, as far as they are missing.</summary>
    public static void CreateDirectory(string path, bool ownerOnly = false)
    {
        if (Directory.Exists(path))
            return;
        var above = Path.GetDirectoryName(Path.GetFullPath(path));
        if (above is not null)
            CreateDirectory(above);
        if (ownerOnly && !OperatingSystem.IsWindows())
            Directory.CreateDirectory(path, PrivateDirectory);
        else
            Directory.CreateDirectory(path);
        if (above is not null)
            FlushDirectory(above);
    }

    /// <summary>Flushes a file that something else wrote.</summary>
    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Flushes a directory's list of names. Windows keeps it in NTFS's own journal and has no call for it.</summary>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var directory = Open(path, 0);
        if (directory < 0)
            throw Failed("opened", path);
        try
        {
            if (Synchronize(directory) != 0)
                throw Failed("flushed to disk", path);
        }
        finally
        {
            _ = Close(directory);
        }

        static IOException Failed(string act, string path) =>
            new($"The directory '{path}' could not be {act}: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
