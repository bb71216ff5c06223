using System.Numerics;
using Groundswell.Networks.Spreading;

namespace Groundswell.Networks.Choosing;

/// <summary>
/// A sample of reverse-reachable sets. The share of them that a group of people meets, times the size of the audience, is an unbiased estimate of how many of the
/// audience take up what begins with the group. It is that only for groups that were not chosen with this very sample.
/// </summary>
public sealed class ReverseSets
{
    private const int Block = 512;

    private readonly Cascade _cascade;
    private readonly ulong _seed;
    private readonly int[]? _audience;
    private readonly ReverseSampler[] _samplers;
    private int[] _members = [];
    private int[] _starts = [0];
    private Rows? _index;

    private ReverseSets(Cascade cascade, ulong seed, IReadOnlyList<int>? audience, int threads)
    {
        (_cascade, _seed, _audience) = (cascade, seed, audience is null ? null : [.. audience]);
        if (_audience is { Length: 0 })
            throw new ArgumentException("An audience of nobody.", nameof(audience));
        _samplers = new ReverseSampler[Math.Max(1, threads)];
        for (var at = 0; at < _samplers.Length; at++)
            _samplers[at] = new ReverseSampler(cascade, _audience);
    }

    /// <summary>Always whole blocks of 512.</summary>
    public int Count { get; private set; }

    /// <summary>How many could take it up.</summary>
    public int Audience => _audience?.Length ?? Nodes;

    internal int Nodes => _cascade.Network.Nodes;

    internal ReadOnlySpan<int> MembersOf(int set) => _members.AsSpan(_starts[set], _starts[set + 1] - _starts[set]);

    /// <summary>Draws at least so many sets. Those of a smaller sample with the same seed are the first of a larger one's.</summary>
    public static ReverseSets Draw(Cascade cascade, int count, ulong seed, IReadOnlyList<int>? audience = null, Effort? effort = null)
    {
        var sets = Empty(cascade, seed, audience, Effort.Or(effort));
        sets.GrowTo(count, Effort.Or(effort));
        return sets;
    }

    /// <summary>How many take it up when it begins with these people.</summary>
    public SpreadEstimate Estimate(IEnumerable<int> group) => new(Met(group), Count, Audience);

    internal static ReverseSets Empty(Cascade cascade, ulong seed, IReadOnlyList<int>? audience, Effort effort) => new(cascade, seed, audience, effort.Threads);

    internal void GrowTo(int count, Effort effort)
    {
        var (first, last) = (Count / Block, (count + Block - 1) / Block);
        if (last <= first)
            return;
        var starts = new int[(last * Block) + 1];
        Array.Copy(_starts, starts, Count + 1);
        // Blocks are drawn in waves of one per thread, and put in their order.
        var parts = new (int[] Members, int Length)[_samplers.Length];
        var filled = _starts[Count];
        for (var wave = first; wave < last; wave += _samplers.Length)
        {
            effort.Stop.ThrowIfCancellationRequested();
            var blocks = Math.Min(_samplers.Length, last - wave);
            if (blocks == 1)
                filled = Append(_samplers[0], wave, starts, filled);
            else
                filled = AppendWave(wave, blocks, starts, parts, filled);
            effort.Progress?.Report((double)(wave + blocks - first) / (last - first));
        }

        (_starts, Count, _index) = (starts, last * Block, null);
    }

    /// <summary>For each node the sets that it is in.</summary>
    internal Rows Index()
    {
        if (_index is not null)
            return _index;
        var starts = new int[Nodes + 1];
        var all = _members.AsSpan(0, _starts[Count]);
        foreach (var member in all)
            starts[member + 1]++;
        for (var node = 0; node < Nodes; node++)
            starts[node + 1] += starts[node];
        var next = starts.AsSpan(0, Nodes).ToArray();
        var sets = new int[all.Length];
        var place = 0;
        for (var set = 0; set < Count; set++)
        {
            for (var end = _starts[set + 1]; place < end; place++)
                sets[next[all[place]]++] = set;
        }

        return _index = new Rows(starts, sets, null);
    }

    internal int Met(IEnumerable<int> group)
    {
        var index = Index();
        var met = new ulong[(Count + 63) / 64];
        foreach (var member in group)
        {
            foreach (var set in index.EndsOf(member))
                met[set >> 6] |= 1UL << set;
        }

        return met.Sum(word => BitOperations.PopCount(word));
    }

    private int Append(ReverseSampler sampler, int block, int[] starts, int filled)
    {
        var chance = new Chance(_seed, (ulong)block);
        var ends = starts.AsSpan((block * Block) + 1, Block);
        var drawn = sampler.Draw(ref chance, ends);
        Reserve(filled + (long)drawn.Length);
        drawn.CopyTo(_members.AsSpan(filled));
        foreach (ref var end in ends)
            end += filled;
        return filled + drawn.Length;
    }

    private int AppendWave(int wave, int blocks, int[] starts, (int[] Members, int Length)[] parts, int filled)
    {
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = _samplers.Length }, at =>
        {
            var chance = new Chance(_seed, (ulong)(wave + at));
            var drawn = _samplers[at].Draw(ref chance, starts.AsSpan(((wave + at) * Block) + 1, Block));
            if (parts[at].Members is null || parts[at].Members.Length < drawn.Length)
                parts[at].Members = new int[2 * drawn.Length];
            drawn.CopyTo(parts[at].Members);
            parts[at].Length = drawn.Length;
        });
        for (var at = 0; at < blocks; at++)
        {
            Reserve(filled + (long)parts[at].Length);
            parts[at].Members.AsSpan(0, parts[at].Length).CopyTo(_members.AsSpan(filled));
            foreach (ref var end in starts.AsSpan(((wave + at) * Block) + 1, Block))
                end += filled;
            filled += parts[at].Length;
        }

        return filled;
    }

    private void Reserve(long length)
    {
        if (length > Array.MaxLength)
            throw new InvalidOperationException($"The sample has more than {Array.MaxLength} members: ask for fewer sets.");
        if (length > _members.Length)
            Array.Resize(ref _members, (int)Math.Min(Array.MaxLength, Math.Max(length, 2L * _members.Length)));
    }
}

/// <summary>How many take something up, as a sample tells it that was not used to choose who begins.</summary>
public sealed record SpreadEstimate
{
    internal SpreadEstimate(int met, int sets, int audience)
    {
        var share = (double)met / sets;
        (Share, Mean, StandardError, Sets) = (share, share * audience, Math.Sqrt(share * (1 - share) / Math.Max(1, sets - 1)) * audience, sets);
    }

    /// <summary>Of the audience.</summary>
    public double Share { get; }

    public double Mean { get; }

    public double StandardError { get; }

    public int Sets { get; }
}
