namespace Groundswell.Record.Trees;

/// <summary>Where hashes of a tree that were written earlier are read: a store, or the transaction that is writing to it.</summary>
/// <param name="LeafHashes">Leaf hashes of a log by first and last position, 32 bytes each, end to end.</param>
/// <param name="TileRoots">Roots of full tiles of a log by level, first and last index, 32 bytes each, end to end.</param>
internal sealed record TreeReads(
    Func<string, long, long, CancellationToken, Task<byte[]>> LeafHashes,
    Func<string, int, long, long, CancellationToken, Task<byte[]>> TileRoots);
