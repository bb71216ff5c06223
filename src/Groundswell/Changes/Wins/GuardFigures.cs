using Groundswell.Changes.Launches;
using Groundswell.Showing;

namespace Groundswell.Changes.Wins;

/// <summary>What a launch is measured by, as it is written: a share, or a number for each job.</summary>
internal static class GuardFigures
{
    public static string Of(Words words, LaunchGuard measure, decimal figure) => measure is LaunchGuard.Overrides or LaunchGuard.HelpCalls
        ? words.Number(Math.Round(figure, 2))
        : $"{words.Number(Math.Round(100 * figure, 1))}\u00a0%";
}
