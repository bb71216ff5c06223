namespace Groundswell.Projecting;

/// <summary>Where the views live.</summary>
public sealed class ViewsPlace
{
    private readonly Func<Projections, ViewsStore> _open;

    private ViewsPlace(Func<Projections, ViewsStore> open) => _open = open;

    /// <summary>SQLite files in a folder of their own. One process at a time.</summary>
    public static ViewsPlace Folder(string folder) => new(projections => new SqliteViews(folder, projections));

    /// <summary>Schemas of a PostgreSQL database, in which the role of the connection may CREATE. The record may be in it too. Any number of processes.</summary>
    public static ViewsPlace Database(string connection) => new(projections => new PostgresViews(connection, projections));

    internal ViewsStore Open(Projections projections) => _open(projections);
}
