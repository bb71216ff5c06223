namespace Groundswell.Networks.Measures;

/// <summary>Which nodes hang together.</summary>
public sealed record Components
{
    private Components(int[] of, int count)
    {
        Of = of;
        Sizes = new int[count];
        foreach (var component in of)
            Sizes[component]++;
    }

    /// <summary>The component of each node, numbered from 0 on.</summary>
    public int[] Of { get; }

    public int[] Sizes { get; }

    public int Count => Sizes.Length;

    public int Largest => Sizes.Length == 0 ? 0 : Sizes.Max();

    /// <summary>Nodes joined by arcs in whatever direction.</summary>
    public static Components Weak(Network network)
    {
        var of = new int[network.Nodes];
        of.AsSpan().Fill(-1);
        var count = 0;
        var waiting = new Stack<int>();
        for (var start = 0; start < network.Nodes; start++)
        {
            if (of[start] >= 0)
                continue;
            of[start] = count;
            waiting.Push(start);
            while (waiting.TryPop(out var node))
            {
                Reach(network.Successors(node), count);
                Reach(network.Predecessors(node), count);
            }

            count++;
        }

        return new Components(of, count);

        void Reach(ReadOnlySpan<int> others, int component)
        {
            foreach (var other in others)
            {
                if (of[other] >= 0)
                    continue;
                of[other] = component;
                waiting.Push(other);
            }
        }
    }

    /// <summary>Nodes that reach one another along arcs (Tarjan 1972, without recursion). A component comes before those that reach it.</summary>
    public static Components Strong(Network network)
    {
        var nodes = network.Nodes;
        var of = new int[nodes];
        of.AsSpan().Fill(-1);
        var (number, low, place) = (new int[nodes], new int[nodes], new int[nodes]);
        var open = new Stack<int>();
        var path = new Stack<int>();
        var (counter, count) = (0, 0);
        for (var start = 0; start < nodes; start++)
        {
            if (number[start] > 0)
                continue;
            Enter(start);
            while (path.TryPeek(out var node))
            {
                var successors = network.Successors(node);
                if (place[node] < successors.Length)
                {
                    var next = successors[place[node]++];
                    if (number[next] == 0)
                        Enter(next);
                    else if (of[next] < 0)
                        low[node] = Math.Min(low[node], number[next]);
                    continue;
                }

                path.Pop();
                if (path.TryPeek(out var parent))
                    low[parent] = Math.Min(low[parent], low[node]);
                if (low[node] == number[node])
                    Close(node);
            }
        }

        return new Components(of, count);

        void Enter(int node)
        {
            number[node] = low[node] = ++counter;
            open.Push(node);
            path.Push(node);
        }

        void Close(int root)
        {
            int node;
            do
            {
                node = open.Pop();
                of[node] = count;
            }
            while (node != root);
            count++;
        }
    }
}
