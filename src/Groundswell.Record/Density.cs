namespace Groundswell.Record;

/// <summary>What is read has no gaps: whoever acts on entries acts on all of them or on none.</summary>
internal static class Density
{
    /// <exception cref="RecordDamagedException">The entries' versions do not count on from <paramref name="first"/>, or their positions do not rise.</exception>
    public static void ExpectVersions(IReadOnlyList<Entry> entries, string log, string stream, long first)
    {
        var position = 0L;
        foreach (var entry in entries)
        {
            if (entry.Version != first || entry.Position <= position)
                throw new RecordDamagedException(log, $"in the stream '{stream}', version {first} is missing or is not where it was appended");
            first++;
            position = entry.Position;
        }
    }

    /// <exception cref="RecordDamagedException">The entries' positions do not count on from <paramref name="first"/>.</exception>
    public static void ExpectPositions(IReadOnlyList<Entry> entries, string log, long first)
    {
        foreach (var entry in entries)
        {
            if (entry.Position != first)
                throw new RecordDamagedException(log, $"entry {first} is missing");
            first++;
        }
    }
}
