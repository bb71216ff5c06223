using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Groundswell.Projecting;

/// <summary>The tables for reading, through EF Core. Nothing is written through it: the projector alone writes.</summary>
public sealed class ViewsDb(DbContextOptions<ViewsDb> options, Projections projections) : DbContext(options)
{
    internal Projections Projections => projections;

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw OnlyTheProjector();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        throw OnlyTheProjector();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ViewsConventions.Types(configurationBuilder, Database.ProviderName!);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Bookmark.Shape(modelBuilder);
        foreach (var projection in projections.All)
        {
            var others = modelBuilder.Model.GetEntityTypes().Select(table => table.ClrType).ToHashSet();
            projection.Shape(modelBuilder);
            foreach (var table in modelBuilder.Model.GetEntityTypes().Where(table => !others.Contains(table.ClrType)))
                table.SetAnnotation(ViewsConventions.OwnerAnnotation, projection.Name);
        }

        ViewsConventions.Names(modelBuilder.Model);
    }

    private static NotSupportedException OnlyTheProjector() => new("Views are folded from the record by the projector; nothing else writes them.");
}

/// <summary>One model for each set of projections: EF Core would keep one for the whole process.</summary>
internal sealed class ViewsModelKeys : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (typeof(ViewsDb), ((ViewsDb)context).Projections, designTime);
}
