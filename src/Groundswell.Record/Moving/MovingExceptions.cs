namespace Groundswell.Record.Moving;

/// <summary>An export that is not whole: which line, and what is wrong with it.</summary>
public sealed class ExportDamagedException(string file, long line, string how, Exception? inner = null)
    : Exception($"{file}, line {line}: {how}.", inner)
{
    public string File { get; } = file;

    /// <summary>From 1.</summary>
    public long Line { get; } = line;
}

/// <summary>A folder that is no backup, or is not as it was when it was taken.</summary>
public sealed class BackupDamagedException(string folder, string how, Exception? inner = null)
    : Exception($"{folder} cannot be used as a backup: {how}.", inner)
{
    public string Folder { get; } = folder;
}

/// <summary>What was to be restored does not verify. Nothing was put in place.</summary>
/// <param name="verification">What was found, where it was a log that did not verify.</param>
public sealed class RestoreRefusedException(string message, Verifying.Verification? verification) : Exception(message)
{
    public Verifying.Verification? Verification { get; } = verification;
}
