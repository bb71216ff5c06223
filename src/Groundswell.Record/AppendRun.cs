namespace Groundswell.Record;

/// <summary>
/// Appends of one caller that follow one another: each was decided on what those before it will have made, before that was on disk. From the first that
/// adds nothing on (refused, failed, cancelled, or recorded long before), none of them is recorded: it was decided on what never came to be.
/// </summary>
/// <remarks>
/// Versions alone would not tell: where one of them is refused because somebody else was quicker, that somebody's entry stands at the version the next
/// one expects. Give the appends to one journal in their order, each without waiting for the one before. None of them refers to an attachment: whether
/// that is there is found out before an append is in the queue, and would let others pass it.
/// </remarks>
public sealed class AppendRun
{
    private volatile bool _ended;

    /// <summary>Whether one of them has added nothing. What comes after it is answered <see cref="RunEnded"/>.</summary>
    public bool HasEnded => _ended;

    /// <summary>Nothing more of it is recorded; who has recorded something past it says so too.</summary>
    public void End() => _ended = true;
}
