using Groundswell.Deciding;

namespace Groundswell.Changes.Stories;

/// <summary>Another way to work, from the first voice to the last site.</summary>
/// <param name="Origin">The code of the site it began at.</param>
/// <param name="OpenedBy">The person's id.</param>
/// <param name="Affecting">Whether work in progress moves to it; otherwise both live side by side.</param>
public sealed record Change(
    Id<Change> Id, ChangeStatus Status, string Title, string Reason, string Origin, string OpenedBy, bool Affecting) : IState<Change>
{
    public static string Kind => "change";

    public static Change Unknown { get; } = new(default, ChangeStatus.Unknown, "", "", "", "", false);

    public Change Evolve(Happened happened) => happened.Event switch
    {
        ChangeOpened e => Unknown with
        {
            Id = e.Change,
            Status = ChangeStatus.Open,
            Title = e.Title,
            Reason = e.Reason,
            Origin = e.Origin,
            OpenedBy = happened.Actor,
            Affecting = e.Affecting,
        },
        _ => this,
    };
}
