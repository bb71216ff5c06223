using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Groundswell.Projecting;

/// <summary>How rows lie in the tables, the same for every projection: so that a query sorts, compares and sums alike on both databases.</summary>
public static class ViewsConventions
{
    internal const string OwnerAnnotation = "Groundswell:Projection";
    internal const string PersonAnnotation = "Groundswell:Person";

    /// <summary>A column that says who: it is left out of what other programs are given to read (docs/views.md).</summary>
    public static PropertyBuilder<T> NamesAPerson<T>(this PropertyBuilder<T> column) => column.HasAnnotation(PersonAnnotation, true);

    internal static bool IsSqlite(string provider) => provider.EndsWith("Sqlite", StringComparison.Ordinal);

    internal static void Types(ModelConfigurationBuilder types, string provider)
    {
        types.Properties<Enum>().HaveConversion<string>();
        types.Properties<TimeSpan>().HaveConversion<SpanAsMicroseconds>();
        if (IsSqlite(provider))
        {
            types.Properties<DateTimeOffset>().HaveConversion<InstantAsMicroseconds>();
        }
        else
        {
            types.Properties<DateTimeOffset>().HaveConversion<InstantAsUtc>();
            // The order of bytes, as in SQLite, whatever the server's language is.
            types.Properties<string>().UseCollation("C");
        }
    }

    /// <summary>Tables, columns and indexes in snake case: what a person types into a BI tool.</summary>
    internal static void Names(IMutableModel model)
    {
        foreach (var table in model.GetEntityTypes())
        {
            var name = table.GetTableName()!;
            table.SetTableName(SnakeCase(name == table.ClrType.Name && name.EndsWith("Row", StringComparison.Ordinal) ? name[..^3] : name));
            foreach (var column in table.GetProperties())
            {
                column.SetColumnName(SnakeCase(column.GetColumnName()));
                column.ValueGenerated = ValueGenerated.Never;
            }

            foreach (var key in table.GetKeys())
                key.SetName($"pk_{table.GetTableName()}");
            foreach (var index in table.GetIndexes())
                index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
        }
    }

    internal static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }

    /// <summary>SQLite has no instants, and compares whole numbers as it should.</summary>
    private sealed class InstantAsMicroseconds() : ValueConverter<DateTimeOffset, long>(
        instant => StoredForms.Microseconds(instant), stored => StoredForms.Instant(stored));

    /// <summary>PostgreSQL's own instants, which keep microseconds and no offset.</summary>
    private sealed class InstantAsUtc() : ValueConverter<DateTimeOffset, DateTime>(
        instant => StoredForms.Utc(instant), stored => StoredForms.Instant(stored));

    private sealed class SpanAsMicroseconds() : ValueConverter<TimeSpan, long>(
        span => StoredForms.Microseconds(span), stored => StoredForms.Span(stored));
}
