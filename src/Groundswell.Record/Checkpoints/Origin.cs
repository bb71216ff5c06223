using Groundswell.Record.Stores;

namespace Groundswell.Record.Checkpoints;

/// <summary>The line that names a log for ever and everywhere: what it is of, which store it was made in, its name there.</summary>
/// <remarks>It is the first line of every checkpoint, so that the record of a demonstration is never taken for a plant's.</remarks>
internal static class Origin
{
    public static string Of(StoreIdentity store, string log) => $"{StoreName(store)}/{log}";

    /// <summary>The name under which a store cosigns the checkpoints of others: one key, one name, whatever log its testimony is kept in.</summary>
    public static string StoreName(StoreIdentity store) => $"groundswell/{RecordKinds.NameOf(store.Kind)}/{store.Id:D}";
}
