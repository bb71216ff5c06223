using Groundswell.Masters.Contents;

namespace Groundswell.Demonstration.Days;

/// <summary>How long steps take.</summary>
internal static class StepTimes
{
    /// <param name="slowness">1 for who works neither quickly nor slowly.</param>
    public static TimeSpan Of(Step step, double slowness) => step.Does switch
    {
        RunTimer timer => (timer.AtLeast ?? TimeSpan.Zero) + TimeSpan.FromMinutes(1.5 * slowness),
        Calculate => TimeSpan.FromSeconds(10),
        _ => TimeSpan.FromMinutes(slowness * step.Does switch
        {
            EnterNumber => 6.5,
            ConsumeMaterial => 8,
            CheckEquipment => 6,
            ReportOutput => 5,
            Confirm => 5,
            SignStep or ConfirmBySecondPerson => 2,
            _ => 3,
        }),
    };
}
