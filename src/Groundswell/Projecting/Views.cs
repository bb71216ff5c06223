using Microsoft.EntityFrameworkCore;

namespace Groundswell.Projecting;

/// <summary>The views that queries read now. Behind it one set is exchanged for another at once; whoever reads the old one may finish.</summary>
public sealed class Views(Projections projections)
{
    private volatile DbContextOptions<ViewsDb>? _reading;

    /// <summary>Whether there are whole views to read.</summary>
    public bool Ready => _reading is not null;

    /// <exception cref="ViewsNotReadyException">There are none yet: they are being folded from the record for the first time.</exception>
    public ViewsDb Open() => new(_reading ?? throw new ViewsNotReadyException(), projections);

    internal void Read(DbContextOptions<ViewsDb>? from) => _reading = from;
}

/// <summary>There are no whole views yet. Commands are taken all the same; asking again in a while is right.</summary>
public sealed class ViewsNotReadyException() : Exception("The views are being folded from the record; they can be read when they are whole.");
