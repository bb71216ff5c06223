namespace Groundswell.Work.Boards;

/// <summary>Something that waits for the people at a board, told by another room.</summary>
/// <param name="Waits">How long it has waited.</param>
/// <param name="Overdue">It should have been done by now.</param>
/// <param name="Path">Where it is dealt with.</param>
public sealed record BoardNotice(string Icon, string Title, string Text, TimeSpan Waits, bool Overdue, string Path);

/// <summary>Tells a site's board what waits. Rooms that Work does not know have their notices there by it.</summary>
public interface IBoardNotices
{
    ValueTask<IReadOnlyList<BoardNotice>> At(string site, CancellationToken stop);
}
