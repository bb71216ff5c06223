using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Projecting;

/// <summary>What the views of this program look like: their tables, the script that makes them, and the fingerprint that tells them from any other.</summary>
internal sealed class ViewsModel
{
    /// <summary>Raised when this folder's code comes to other rows from the same projections.</summary>
    private const int Format = 1;

    /// <summary>By the projections and the database's kind. A script takes as long to make as a server to start: it is made once, whoever asks.</summary>
    private static readonly ConditionalWeakTable<Projections, ConcurrentDictionary<string, Lazy<ViewsModel>>> Known = [];

    private ViewsModel(IReadOnlyList<RowShape> shapes, string script, string fingerprint) =>
        (Shapes, Script, Fingerprint) = (shapes, script, fingerprint);

    public IReadOnlyList<RowShape> Shapes { get; }

    /// <summary>Makes the tables and their indexes in an empty place.</summary>
    public string Script { get; }

    /// <summary>12 hexadecimal digits: other tables or another version of a projection, other digits.</summary>
    public string Fingerprint { get; }

    public static ViewsModel Of(DbContextOptions<ViewsDb> options, Projections projections)
    {
        using var views = new ViewsDb(options, projections);
        return Known.GetOrCreateValue(projections).GetOrAdd(views.Database.ProviderName!, _ => new Lazy<ViewsModel>(() => Of(views, projections))).Value;
    }

    private static ViewsModel Of(ViewsDb views, Projections projections)
    {
        var script = views.Database.GenerateCreateScript();
        return new ViewsModel([.. views.Model.GetEntityTypes().Select(RowShape.Of)], script, FingerprintOf(script, projections));
    }

    /// <summary>For each table a view that other programs can read as it is (docs/views.md).</summary>
    /// <param name="nameOf">The view's name, quoted, from the table's.</param>
    /// <param name="tableOf">The table's name, quoted.</param>
    public string ReadableScript(Func<string, string> nameOf, Func<string, string> tableOf) => string.Concat(Shapes
        .Where(shape => shape.Owner is not null)
        .Select(shape => $"CREATE VIEW {nameOf(shape.Table)} AS SELECT {string.Join(", ", shape.Readable)} FROM {tableOf(shape.Table)};\n"));

    private static string FingerprintOf(string script, Projections projections)
    {
        var all = new StringBuilder().Append(Format).Append('\n').Append(script.ReplaceLineEndings("\n"));
        foreach (var projection in projections.All.OrderBy(projection => projection.Name, StringComparer.Ordinal))
            all.Append(projection.Name).Append(' ').Append(projection.Version).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..12];
    }
}
