using Microsoft.EntityFrameworkCore;

namespace Groundswell.Projecting;

/// <summary>How far the views have one log. Written with the rows it speaks of, in one transaction.</summary>
internal sealed class Bookmark
{
    public required string Log { get; init; }

    /// <summary>Every entry up to here is in the views.</summary>
    public required long Position { get; init; }

    /// <summary>The leaf hash of that entry, in hexadecimal: a record that has another entry there is not the one these views were folded from.</summary>
    public required string LeafHash { get; init; }

    /// <summary>When that entry was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    public static void Shape(ModelBuilder tables) => tables.Entity<Bookmark>().ToTable("bookmark").HasKey(row => row.Log);
}
