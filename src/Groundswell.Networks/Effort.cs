namespace Groundswell.Networks;

/// <summary>
/// How a computation may work: on how many threads, to whom it reports how far it is (0 to 1), and how it is stopped. It never changes a result: work is cut into
/// the same blocks whatever the number of threads, and what the blocks give is put together in their order.
/// </summary>
public sealed record Effort
{
    public static Effort Default { get; } = new();

    public int Threads { get; init; } = Environment.ProcessorCount;

    public IProgress<double>? Progress { get; init; }

    public CancellationToken Stop { get; init; }

    internal static Effort Or(Effort? effort) => effort ?? Default;

    /// <summary>Calls the work for each block; each thread has one workspace that its blocks use one after another.</summary>
    internal void InBlocks<TWorkspace>(int blocks, Func<TWorkspace> workspace, Action<int, TWorkspace> work)
    {
        if (Threads == 1 || blocks == 1)
        {
            var own = workspace();
            for (var block = 0; block < blocks; block++)
            {
                Stop.ThrowIfCancellationRequested();
                work(block, own);
                Progress?.Report((block + 1.0) / blocks);
            }

            return;
        }

        var done = 0;
        Parallel.For(
            0,
            blocks,
            new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = Stop },
            workspace,
            (block, _, own) =>
            {
                work(block, own);
                Progress?.Report((double)Interlocked.Increment(ref done) / blocks);
                return own;
            },
            _ => { });
    }

    internal void InBlocks(int blocks, Action<int> work) => InBlocks(blocks, () => 0, (block, _) => work(block));

    /// <summary>Blocks of this many of the given count: where they begin and end.</summary>
    internal static (int Count, Func<int, (int From, int To)> Range) Cut(int count, int size)
    {
        size = Math.Max(1, size);
        return ((count + size - 1) / size, block => (block * size, Math.Min(count, (block + 1) * size)));
    }
}
