using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Groundswell.Networks;

/// <summary>
/// Reads networks from text. Lines that begin with # are comments. Fields are parted by a comma, or by blanks; the first two are source and target.
/// </summary>
public static class EdgeList
{
    /// <summary>
    /// A list with a header, source,target[,weight|…], over the nodes of a table. A column called weight is the weight; other columns are left to <paramref name="keep"/>,
    /// which sees a line's fields by name.
    /// </summary>
    public static Network Read(TextReader edges, NodeTable nodes, bool undirected = false, Func<IReadOnlyDictionary<string, string>, bool>? keep = null)
    {
        var builder = new NetworkBuilder(nodes.Ids.Count, undirected);
        foreach (var line in Lines(edges))
        {
            if (keep is not null && !keep(line))
                continue;
            var weight = line.TryGetValue("weight", out var text) ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : 1;
            builder.Add(Place(nodes, line["source"]), Place(nodes, line["target"]), weight);
        }

        return builder.Build();
    }

    /// <summary>A table of nodes with a header whose first column is id; its other columns are attributes.</summary>
    public static NodeTable ReadNodes(TextReader nodes)
    {
        var lines = Lines(nodes).ToArray();
        var table = new NodeTable(lines.Select(line => line["id"]));
        foreach (var column in lines.SelectMany(line => line.Keys).Distinct().Where(column => column != "id").ToArray())
            table.Add(column, lines.Select(line => line.GetValueOrDefault(column)));
        return table;
    }

    /// <summary>
    /// Numbered nodes, as large collections are published: after comments a line with the numbers of nodes and arcs, then source and target from 0 on, with a weight
    /// where there is a third field. Read as bytes in one go, without a string per line.
    /// </summary>
    public static Network ReadNumbered(Stream stream, bool undirected = false)
    {
        NetworkBuilder? builder = null;
        var buffer = new byte[1 << 16];
        var (held, line, ended) = (0, 0L, false);
        while (!ended || held > 0)
        {
            var read = ended ? 0 : stream.Read(buffer, held, buffer.Length - held);
            ended = read == 0;
            held += read;
            var rest = buffer.AsSpan(0, held);
            while (rest.Length > 0)
            {
                var end = rest.IndexOf((byte)'\n');
                if (end < 0 && !ended)
                    break;
                var text = end < 0 ? rest : rest[..end];
                rest = end < 0 ? [] : rest[(end + 1)..];
                line++;
                Take(text.Trim(" \t\r,"u8), line, ref builder, undirected);
            }

            if (rest.Length == buffer.Length)
                throw new FormatException($"Line {line + 1} has no end.");
            rest.CopyTo(buffer);
            held = rest.Length;
        }

        return builder?.Build() ?? throw new FormatException("There is no line with the numbers of nodes and arcs.");
    }

    private static void Take(ReadOnlySpan<byte> text, long line, ref NetworkBuilder? builder, bool undirected)
    {
        if (text.IsEmpty || text[0] == '#')
            return;
        var rest = text;
        if (!Number(ref rest, out var first) || !Number(ref rest, out var second))
            throw Malformed(text, line);
        if (builder is null)
            builder = new NetworkBuilder(first, undirected);
        else if (rest.IsEmpty)
            builder.Add(first, second);
        else if (Utf8Parser.TryParse(rest, out double weight, out var used) && used == rest.Length)
            builder.Add(first, second, weight);
        else
            throw Malformed(text, line);
    }

    private static bool Number(ref ReadOnlySpan<byte> from, out int number)
    {
        var read = Utf8Parser.TryParse(from, out number, out var length);
        from = from[length..].TrimStart(" \t,"u8);
        return read;
    }

    private static FormatException Malformed(ReadOnlySpan<byte> text, long line) => new($"Line {line} is no arc: {Encoding.UTF8.GetString(text)}");

    private static int Place(NodeTable nodes, string id)
    {
        var place = nodes.Find(id);
        return place >= 0 ? place : throw new FormatException($"An arc names {id}, who is not among the nodes.");
    }

    private static IEnumerable<Dictionary<string, string>> Lines(TextReader reader)
    {
        string[]? header = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var fields = Fields(line);
            if (header is null)
                header = fields;
            else if (fields.Length > header.Length)
                throw new FormatException($"{fields.Length} fields where the header has {header.Length}: {line}");
            else
                yield return fields.Index().ToDictionary(field => header[field.Index], field => field.Item);
        }
    }

    /// <summary>Fields in quotation marks may hold commas and doubled quotation marks (RFC 4180); none holds a line's end.</summary>
    private static string[] Fields(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
            return line.Split(',', StringSplitOptions.TrimEntries);
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"' && quoted && at + 1 < line.Length && line[at + 1] == '"')
                field.Append(line[at++]);
            else if (line[at] == '"')
                quoted = !quoted;
            else if (line[at] == ',' && !quoted)
                Finish();
            else
                field.Append(line[at]);
        }

        Finish();
        return [.. fields];

        void Finish()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
        }
    }
}
