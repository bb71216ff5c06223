namespace Groundswell.CommandLine.Doctoring;

/// <summary>Whether the signing key is where it should be, and nobody else's to read.</summary>
internal static class KeyCheck
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <param name="inUse">The record has entries: its key was made.</param>
    public static Finding Look(string file, bool inUse)
    {
        if (!File.Exists(file))
        {
            return inUse
                ? new Finding("signing key", Health.Warning, $"It is not at {file}. Whoever serves the record may keep it elsewhere; if nobody does, bring it back from where its copy is.")
                : new Finding("signing key", Health.Good, "It is made with the record's first entry.");
        }

        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0
            ? new Finding("signing key", Health.Bad, $"Others can read {file}: chmod 600 it, and think about 'groundswell key rotate'.")
            : new Finding("signing key", Health.Good, $"{file} is there. A copy of it belongs into a safe.");
    }
}
