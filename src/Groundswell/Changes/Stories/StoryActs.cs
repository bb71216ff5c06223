using Groundswell.Deciding;

namespace Groundswell.Changes.Stories;

/// <summary>What can be done with a change itself, by whom, and what each decision reads.</summary>
internal static class StoryActs
{
    private static readonly Rights Opening = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.Facilitator, Role.SiteLead, Role.MesLeader);

    public static IEnumerable<Type> Events => [typeof(ChangeOpened)];

    public static void List(Acts acts)
    {
        var json = ChangesJson.Default;
        acts.Add(json.OpenChange, "Begin a change of how work is done.", Opening, open => open.Change, OpenChange.Decide);
    }
}
