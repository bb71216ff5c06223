namespace Groundswell.Networks.Measures;

/// <summary>
/// Who is tied to those who are well tied (Bonacich 1972): the eigenvector of the largest eigenvalue, of length 1 and nowhere negative.
/// </summary>
/// <param name="Root">The largest eigenvalue.</param>
/// <param name="Residual">How far matrix × vector is from root × vector, as a share of the root.</param>
public sealed record Eigenvector(double Root, double[] Vector, double Residual)
{
    private const int Subspace = 24;
    private const int Restarts = 1000;
    private const double Enough = 2e-15;

    /// <summary>On ties whatever their direction. Of several components, that of the largest eigenvalue has it all; the others are 0.</summary>
    public static Eigenvector Undirected(Network network, Effort? effort = null)
    {
        var ties = network.Undirected();
        return OfParts(ties.Outgoing, Components.Weak(ties), Effort.Or(effort));
    }

    /// <summary>Named by those who are much named: the left eigenvector. Only where everybody reaches everybody; elsewhere it is not one thing, and null.</summary>
    public static Eigenvector? Incoming(Network network, Effort? effort = null) =>
        network.Nodes == 0 || Components.Strong(network).Count > 1 ? null : OfIrreducible(network.Incoming, Effort.Or(effort));

    /// <summary>The largest absolute eigenvalue: 0 where no arc lies on a cycle.</summary>
    public static double SpectralRadius(Network network, Effort? effort = null) =>
        OfParts(network.Outgoing, network.IsUndirected ? Components.Weak(network) : Components.Strong(network), Effort.Or(effort)).Root;

    private static Eigenvector OfParts(Rows rows, Components parts, Effort effort)
    {
        var best = new Eigenvector(0, new double[rows.Count], 0);
        var members = new int[parts.Count][];
        for (var part = 0; part < parts.Count; part++)
            members[part] = new int[parts.Sizes[part]];
        var place = new int[rows.Count];
        var filled = new int[parts.Count];
        for (var node = 0; node < rows.Count; node++)
        {
            var part = parts.Of[node];
            place[node] = filled[part];
            members[part][filled[part]++] = node;
        }

        for (var part = 0; part < parts.Count; part++)
        {
            if (members[part].Length < 2)
                continue;
            var found = OfIrreducible(parts.Count == 1 ? rows : Within(rows, members[part], parts, place), effort);
            if (found.Root <= best.Root)
                continue;
            var vector = new double[rows.Count];
            foreach (var node in members[part])
                vector[node] = found.Vector[place[node]];
            best = found with { Vector = vector };
        }

        return best;
    }

    private static Rows Within(Rows rows, int[] members, Components parts, int[] place)
    {
        var starts = new int[members.Length + 1];
        var ends = new List<int>();
        var weights = rows.Weights is null ? null : new List<double>();
        for (var at = 0; at < members.Length; at++)
        {
            var node = members[at];
            for (var arc = rows.Starts[node]; arc < rows.Starts[node + 1]; arc++)
            {
                if (parts.Of[rows.Ends[arc]] != parts.Of[node])
                    continue;
                ends.Add(place[rows.Ends[arc]]);
                weights?.Add(rows.Weights![arc]);
            }

            starts[at + 1] = ends.Count;
        }

        return new Rows(starts, [.. ends], weights is null ? null : [.. weights]);
    }

    /// <summary>
    /// Arnoldi's method, begun anew with the best vector of each subspace. For a matrix without negative entries in which everybody reaches everybody the wanted
    /// eigenvalue is the rightmost one, is simple, and has the only vector without negative entries (Perron and Frobenius).
    /// </summary>
    private static Eigenvector OfIrreducible(Rows rows, Effort effort)
    {
        var size = rows.Count;
        var dimension = Math.Min(Subspace, size);
        var basis = new double[dimension + 1][];
        for (var at = 0; at <= dimension; at++)
            basis[at] = new double[size];
        var vector = new double[size];
        vector.AsSpan().Fill(1 / Math.Sqrt(size));
        var image = new double[size];
        var best = new Eigenvector(0, vector, double.PositiveInfinity);
        var idle = 0;
        for (var restart = 0; restart < Restarts && idle < 3; restart++)
        {
            effort.Stop.ThrowIfCancellationRequested();
            Sparse.Multiply(rows, vector, image, effort);
            var root = Sparse.Dot(vector, image);
            Sparse.AddScaled(image, -root, vector);
            var residual = Sparse.Norm(image) / Math.Max(root, double.Epsilon);
            idle = residual < best.Residual / 2 ? 0 : idle + 1;
            if (residual < best.Residual)
                best = new Eigenvector(root, vector.ToArray(), residual);
            if (residual <= Enough)
                break;
            Improve(rows, vector, basis, effort);
        }

        if (best.Residual > 1e-9)
            throw new InvalidOperationException($"The largest eigenvalue was not found: after {Restarts} restarts the residual is {best.Residual:g3}.");
        return best;
    }

    private static void Improve(Rows rows, double[] vector, double[][] basis, Effort effort)
    {
        var dimension = basis.Length - 1;
        var projected = new double[dimension * dimension];
        vector.CopyTo(basis[0], 0);
        var used = dimension;
        for (var column = 0; column < dimension; column++)
        {
            var next = basis[column + 1];
            Sparse.Multiply(rows, basis[column], next, effort);
            var before = Sparse.Norm(next);
            // Twice is enough (Kahan, Parlett): once leaves what rounding left.
            for (var pass = 0; pass < 2; pass++)
            {
                for (var row = 0; row <= column; row++)
                {
                    var share = Sparse.Dot(basis[row], next);
                    projected[(row * dimension) + column] += share;
                    Sparse.AddScaled(next, -share, basis[row]);
                }
            }

            var rest = Sparse.Norm(next);
            if (rest <= 1e-14 * before)
            {
                used = column + 1;
                break;
            }

            Sparse.Scale(next, 1 / rest);
            if (column + 1 < dimension)
                projected[((column + 1) * dimension) + column] = rest;
        }

        var weights = Rightmost(projected, dimension, used);
        Array.Clear(vector);
        for (var at = 0; at < used; at++)
            Sparse.AddScaled(vector, weights[at], basis[at]);
        for (var node = 0; node < vector.Length; node++)
            vector[node] = Math.Abs(vector[node]);
        Sparse.Scale(vector, 1 / Sparse.Norm(vector));
    }

    /// <summary>The eigenvector of the rightmost eigenvalue of a small matrix: shifted to the right, then squared until nothing else is left.</summary>
    private static double[] Rightmost(double[] matrix, int stride, int size)
    {
        var power = new double[size * size];
        var shift = 0.0;
        for (var row = 0; row < size; row++)
        {
            var sum = 0.0;
            for (var column = 0; column < size; column++)
                sum += Math.Abs(power[(row * size) + column] = matrix[(row * stride) + column]);
            shift = Math.Max(shift, sum);
        }

        for (var at = 0; at < size; at++)
            power[(at * size) + at] += shift;
        var squared = new double[size * size];
        for (var times = 0; times < 60; times++)
        {
            Array.Clear(squared);
            for (var row = 0; row < size; row++)
            {
                for (var inner = 0; inner < size; inner++)
                    Sparse.AddScaled(squared.AsSpan(row * size, size), power[(row * size) + inner], power.AsSpan(inner * size, size));
            }

            var largest = squared.Max(Math.Abs);
            Sparse.Scale(squared, 1 / largest);
            (power, squared) = (squared, power);
        }

        var best = Enumerable.Range(0, size).MaxBy(column => Enumerable.Range(0, size).Sum(row => Math.Abs(power[(row * size) + column])));
        return [.. Enumerable.Range(0, size).Select(row => power[(row * size) + best])];
    }
}
