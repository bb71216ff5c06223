using System.Runtime.InteropServices;

namespace Groundswell.Record.Verifying;

/// <summary>The version each stream has reached so far, without keeping their names: 32 bytes a stream, so that millions fit.</summary>
internal sealed class StreamVersions
{
    private readonly SipHash _hash = SipHash.WithSecretKey();
    private readonly Dictionary<Key, long> _versions = [];

    /// <summary>Goes on to a version of a stream and gives the one that was due: one more than the last.</summary>
    public long Advance(ReadOnlySpan<byte> stream, long version)
    {
        var (low, high) = _hash.Hash(stream);
        ref var reached = ref CollectionsMarshal.GetValueRefOrAddDefault(_versions, new Key(low, high), out _);
        var due = reached + 1;
        reached = version;
        return due;
    }

    private readonly record struct Key(ulong Low, ulong High)
    {
        public override int GetHashCode() => (int)Low;
    }
}
