namespace Groundswell.Projecting;

/// <summary>Where the views live.</summary>
public sealed class ViewsPlace
{
    private readonly Func<Projections, ViewsStore> _open;
    private readonly Func<Projections, ViewsModel> _know;

    private ViewsPlace(Func<Projections, ViewsStore> open, Func<Projections, ViewsModel> know) => (_open, _know) = (open, know);

    /// <summary>SQLite files in a folder of their own. One process at a time.</summary>
    public static ViewsPlace Folder(string folder) => new(projections => new SqliteViews(folder, projections), SqliteViews.ModelOf);

    /// <summary>Schemas of a PostgreSQL database, in which the role of the connection may CREATE. The record may be in it too. Any number of processes.</summary>
    public static ViewsPlace Database(string connection) =>
        new(projections => new PostgresViews(connection, projections), projections => PostgresViews.ModelOf(connection, projections));

    /// <summary>Finds out what their tables look like, which takes as long as much of the rest of a start. It touches nothing; whoever opens them meanwhile waits for it.</summary>
    internal void Know(Projections projections) => _know(projections);

    internal ViewsStore Open(Projections projections) => _open(projections);
}
