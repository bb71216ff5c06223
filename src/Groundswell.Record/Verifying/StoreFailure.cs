using System.Data.Common;
using System.Text.Json;

namespace Groundswell.Record.Verifying;

/// <summary>What a store throws when it finds what it can't read: to a verifier that is a finding, not a failure.</summary>
internal static class StoreFailure
{
    public static bool Is(Exception failure) => failure is DbException or JournalUnavailableException or RecordDamagedException
        or FormatException or InvalidCastException or ArgumentException or OverflowException or JsonException;

    /// <summary>What a read gives, or nothing where the store can't read it, which is then found at the position.</summary>
    public static async Task<IReadOnlyList<T>> Found<T>(Findings findings, long position, string what, Func<Task<IReadOnlyList<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception unreadable) when (Is(unreadable))
        {
            findings.Damage("store.unreadable", position, $"The store can't read {what}: {unreadable.Message}");
            return [];
        }
    }
}
