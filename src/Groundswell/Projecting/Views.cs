using Microsoft.EntityFrameworkCore;

namespace Groundswell.Projecting;

/// <summary>The tables for reading, through EF Core. Nothing is written through it: the projector alone writes.</summary>
public sealed class ViewsDb(DbContextOptions<ViewsDb> options, Projections projections) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var projection in projections.All)
            projection.Shape(modelBuilder);
    }
}
