using System.Security.Cryptography;
using System.Text;
using Groundswell.Record.Stores;
using Groundswell.Record.Trees;

namespace Groundswell.Record.Tests.Stores.Postgres;

/// <summary>Goes through a log as it lies in its store, with nothing of the journal's own code but the hashing of an entry and of a tree.</summary>
internal sealed class WholeLog
{
    private readonly List<byte[]> _leafHashes = [];

    public Dictionary<string, long> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>The position of each command's first entry.</summary>
    public Dictionary<Guid, long> Commands { get; } = [];

    public long Size => _leafHashes.Count;

    /// <summary>Reads all of a log and asserts that it is dense, in order and hashed, and that head and tiles are of these very entries.</summary>
    public static async Task<WholeLog> Of(IRecordStore store, string log)
    {
        var stop = TestContext.Current.CancellationToken;
        var whole = new WholeLog();
        var buffer = new CanonicalForm.CanonicalBuffer();
        var recordedAt = 0L;
        await store.Scan(
            log, 1, long.MaxValue,
            (in entry, stored) =>
            {
                Assert.Equal(whole.Size + 1, entry.Position);
                Assert.True(entry.RecordedAt >= recordedAt, $"Entry {entry.Position} was recorded before the one before it.");
                recordedAt = entry.RecordedAt;
                var stream = Encoding.UTF8.GetString(entry.Stream);
                Assert.Equal(whole.Versions.GetValueOrDefault(stream) + 1, entry.Version);
                whole.Versions[stream] = entry.Version;
                if (entry.Ordinal == 0)
                    Assert.True(whole.Commands.TryAdd(entry.Command, entry.Position), $"Command {entry.Command} was recorded twice.");
                CanonicalForm.Write(entry, buffer);
                Assert.Equal(SHA256.HashData(buffer.Written), stored);
                whole._leafHashes.Add(stored.ToArray());
            },
            stop);

        var tree = new Frontier(0, []);
        foreach (var leafHash in whole._leafHashes)
            tree.Add(leafHash);
        var head = (await store.Head(log, stop))!;
        Assert.Equal((whole.Size, Convert.ToHexString(tree.Bytes())), (head.Size, Convert.ToHexString(head.Frontier)));

        for (var i = 0; i < whole.Size / 256; i++)
        {
            var tile = await store.Tile(log, 0, i, stop);
            Assert.Equal(whole._leafHashes.Skip(i * 256).Take(256).SelectMany(hash => hash), tile!.Hashes);
        }

        Assert.Null(await store.Tile(log, 0, whole.Size / 256, stop));
        return whole;
    }
}
