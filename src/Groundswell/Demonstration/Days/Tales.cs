using Groundswell.Changes.Proposals;
using Groundswell.Demonstration.Plants;
using Groundswell.Masters.Contents;

namespace Groundswell.Demonstration.Days;

/// <summary>
/// What the two plants do with four changes of their routines: one is launched where it began and pulled by the other plant, whose gate is red; one is launched
/// and withdrawn; one is on trial; and one is a plant's own, which adapts the core, and has not taken the next core version over yet.
/// </summary>
internal sealed class Tales(PlantLife first, PlantLife other)
{
    private static readonly TaleWords StopsFirst = new(
        "stops-first", ProposalAbout.Unsafe, "guards", "We look at the emergency stops last, when the line already runs.", "Look at them first.",
        "You are right, and it costs nothing. Shape it with the others.", "Emergency stops first", "No line runs unseen", "Another order of steps to learn",
        [
            new StepMoved("guards", "10"),
            new StepChanged(Routines.Step(
                "guards", "Guards and emergency stops", "Schutzhauben und Not-Halt", "Resguardos y paros de emergencia",
                "Before anything runs: press each emergency stop once and see that it holds.")),
        ]);

    private static readonly TaleWords TopDown = new(
        "top-down", ProposalAbout.Slow, "shelves", "We sweep, and then the dust of the shelves falls on the floor.", "From the top to the bottom.",
        "Try it with a few of you first.", "Clean from the top down", "The floor is swept once", "The film has to wait",
        [new StepMoved("shelves", "10"), new StepMoved("table_wiped", "10", "shelves")]);

    private static readonly TaleWords PhotoOfFloor = new(
        "photo-of-floor", ProposalAbout.Quality, "floor_swept", "The next shift says it was not swept, and nobody can tell.", "Look at it together, and confirm.",
        "Let us see whether it ends the quarrel.", "The next shift looks too", "No quarrel at the hand-over", "A minute of two people",
        [new StepAdded("10", Routines.Step("seen", "The next shift has seen it", "Die nächste Schicht hat es gesehen", "El turno siguiente lo ha visto", "Walk it once together."), "waste")]);

    private static readonly TaleWords LightCurtains = new(
        "light-curtains", ProposalAbout.NotPossible, "guards", "Our tables have light curtains, there is no guard to look at.", "Break each curtain once and see that the table stops.",
        "So it is only here. We adapt it, and keep the rest as it is.", "Light curtains at our tables", "What is looked at is what is there", "The line has to run while one looks",
        [
            new StepChanged(Routines.Step(
                "guards", "Light curtains and emergency stops", "Lichtvorhänge und Not-Halt", "Cortinas de luz y paros de emergencia",
                "Break each light curtain once, press each emergency stop once, and see that it holds.")),
        ],
        Own: true);

    /// <param name="share">The instant that a share of the history is over.</param>
    public void Begin(Func<double, DateTimeOffset> share)
    {
        first.Timeline.Begin(() => LaunchedAndPulled(share));
        first.Timeline.Begin(() => OnTrial(share));
        other.Timeline.Begin(() => LaunchedAndWithdrawn(share));
        other.Timeline.Begin(() => Adapted(share));
    }

    private async Task LaunchedAndPulled(Func<double, DateTimeOffset> share)
    {
        await first.Timeline.Until(share(0.05));
        var (here, there) = (new ChangeTale(first, Routines.Round, StopsFirst), new ChangeTale(other, Routines.Round, StopsFirst));
        if (!await here.Try())
            return;
        await first.Timeline.Until(share(0.35));
        if (!await here.Accept() || !await here.Launch())
            return;
        await other.Timeline.Until(share(0.75));
        await there.Pull();
    }

    private async Task OnTrial(Func<double, DateTimeOffset> share)
    {
        await first.Timeline.Until(share(0.5));
        await new ChangeTale(first, Routines.Cleaning, TopDown).Try();
    }

    private async Task LaunchedAndWithdrawn(Func<double, DateTimeOffset> share)
    {
        await other.Timeline.Until(share(0.08));
        var tale = new ChangeTale(other, Routines.Cleaning, PhotoOfFloor);
        if (!await tale.Try())
            return;
        await other.Timeline.Until(share(0.3));
        if (!await tale.Accept() || !await tale.Launch())
            return;
        await other.Timeline.Until(share(0.7));
        await tale.Withdraw("Two people wait for each other at every change of shift. We take it up again with both crews.");
    }

    /// <summary>Before the core's next version is there: what the two have changed otherwise is the plant's to say.</summary>
    private async Task Adapted(Func<double, DateTimeOffset> share)
    {
        await other.Timeline.Until(share(0.1));
        var tale = new ChangeTale(other, Routines.Round, LightCurtains);
        if (!await tale.Try())
            return;
        await other.Timeline.Until(share(0.4));
        if (await tale.Accept())
            await tale.Launch();
    }
}
