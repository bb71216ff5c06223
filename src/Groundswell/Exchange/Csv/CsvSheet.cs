using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;

namespace Groundswell.Exchange.Csv;

/// <summary>Where a file is taken in or made.</summary>
/// <param name="Zone">The site's clock: times in files are told by it.</param>
public sealed record CsvPlace(string Site, TimeZoneInfo Zone, ViewsDb Views, Names Names, Grants Grants, string Source);

/// <summary>A kind of file: its columns, what a row asks for, and what there is to be written into one.</summary>
public abstract class CsvSheet
{
    /// <summary>As it is called for: <c>plant</c>.</summary>
    public abstract string Name { get; }

    public abstract IReadOnlyList<CsvColumn> Columns { get; }

    /// <summary>The column that says what a row is about.</summary>
    public virtual string Own => Columns[0].Name;

    /// <summary>The column that names what another row of the same file may be about, and which has to be there first; null where rows stand by themselves.</summary>
    public virtual string? Needs => null;

    /// <summary>The act of a row that is new: whoever may not do it has no use for such a file.</summary>
    public abstract Type Act { get; }

    /// <summary>Who may have what there is as a file.</summary>
    public virtual Rights Export => Rights.Everyone;

    /// <summary>Whether it tells of persons: then a copy states its purpose, and is an entry.</summary>
    public virtual bool OfPersons => false;

    /// <summary>What the rows come to, compared with what there is.</summary>
    public abstract Task<IReadOnlyList<CsvPlanned>> Plan(IReadOnlyList<CsvRow> rows, CsvPlace place, CancellationToken stop);

    /// <summary>What there is, a list of cells each, in the order of <see cref="Columns"/>.</summary>
    public abstract Task<IReadOnlyList<IReadOnlyList<string?>>> Rows(CsvPlace place, CancellationToken stop);

    /// <summary>Notes each row that says again what an earlier one has said.</summary>
    protected static void NoteTwice<TKey>(IEnumerable<(CsvRow Row, TKey Key, string Value)> rows, string column) where TKey : notnull
    {
        var first = new Dictionary<TKey, int>();
        foreach (var (row, key, value) in rows.Where(one => one.Row.IsFine))
        {
            if (!first.TryAdd(key, row.Line))
                row.Fault(column, new CsvRowTwice(value, first[key]));
        }
    }
}

/// <summary>What a row changes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CsvEffect>))]
public enum CsvEffect
{
    New = 1,
    Changed,
    Unchanged,
}

/// <param name="From">Null: nothing is there yet.</param>
public sealed record CsvDifference(string Column, string? From, string? To);

/// <param name="Column">Where a refusal is shown that names no cell of the row.</param>
public sealed record CsvAct(Command Command, string Column);

/// <summary>What a row comes to.</summary>
/// <param name="Thing">What it is about.</param>
/// <param name="Acts">What is asked of the door, in order.</param>
public sealed record CsvPlanned(CsvRow Row, string Thing, CsvEffect Effect, IReadOnlyList<CsvDifference> Differences, IReadOnlyList<CsvAct> Acts)
{
    /// <summary>Rows of a smaller one go first: what is needed by others.</summary>
    public int Turn { get; init; }

    /// <summary>The printed name that the directory is to know the person by; null where it stays.</summary>
    public string? Name { get; init; }

    public static CsvPlanned Unchanged(CsvRow row, string thing) => new(row, thing, CsvEffect.Unchanged, [], []);
}

/// <summary>Gathers what a row changes.</summary>
internal sealed class CsvComparison(CsvRow row)
{
    private readonly List<CsvDifference> _differences = [];

    public IReadOnlyList<CsvDifference> Differences => _differences;

    /// <summary>The cell's value, or what there is where the file has no such column; noted where the two differ.</summary>
    public string? Of(string column, string? there, string? said)
    {
        if (!row.Has(column))
            return there;
        if (!string.Equals(there ?? "", said ?? "", StringComparison.Ordinal))
            _differences.Add(new CsvDifference(column, there, said));
        return said;
    }

    /// <summary>What can't be changed: noted as a fault where it differs.</summary>
    public void Fixed(string column, string there, string said)
    {
        if (row.Has(column) && !string.Equals(there, said, StringComparison.Ordinal))
            row.Fault(column, new CsvFixed(column, there));
    }

    public bool Touches(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (_differences.Exists(difference => difference.Column == column))
                return true;
        }

        return false;
    }
}
