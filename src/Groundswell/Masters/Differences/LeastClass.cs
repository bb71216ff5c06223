using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;

namespace Groundswell.Masters.Differences;

/// <summary>The least class that each field's change makes. What is not named here counts as a parameter, so that nothing new is taken too lightly.</summary>
internal static class LeastClass
{
    /// <summary>Stands for the field when an element has another place among its likes.</summary>
    public const string Place = "@place";

    /// <summary>Stands for the field when a step has gone to another operation: to other people, at another place.</summary>
    public const string OtherOperation = "@operation";

    public static ChangeClass OfHead(string field) => field switch
    {
        "name" => ChangeClass.Wording,
        "makes.material" => ChangeClass.Critical,
        _ => ChangeClass.Parameter,
    };

    public static ChangeClass OfOperation(string field) => First(field) switch
    {
        "name" or "names" => ChangeClass.Wording,

        // What is done stays the same; how long it is planned to take does not.
        "setup" or "run" => ChangeClass.Method,
        _ => ChangeClass.Parameter,
    };

    /// <param name="before">Null where it was added.</param>
    /// <param name="after">Null where it was taken out.</param>
    public static ChangeClass OfStep(string field, Step? before, Step? after)
    {
        var least = field switch
        {
            "does.choices" when Choices(before) is { } was && Choices(after) is { } now && was.SequenceEqual(now) => ChangeClass.Wording,

            // Other reasons to choose from, of the same list: how it is told, not what is made.
            "does.reasons" when ListOf(before) is { } list && list == ListOf(after) => ChangeClass.Method,
            _ => First(field) switch
            {
                "name" or "names" or "instruction" => ChangeClass.Wording,

                // A hazard or a picture can say to do it otherwise; nobody can tell from the text.
                "hazard" or "attachments" or Place => ChangeClass.Method,

                // Whether a step is done at all weighs as much as the step.
                "optional" or "when" when (after ?? before) is { } step => OfWholeStep(step),
                "critical" => ChangeClass.Critical,
                _ => ChangeClass.Parameter,
            },
        };
        var critical = before is { Critical: true } || after is { Critical: true };
        return critical && least > ChangeClass.Wording ? ChangeClass.Critical : least;
    }

    /// <summary>A step that comes or goes: one that only asks to confirm is method; one that takes a value, a material or a signature is more.</summary>
    public static ChangeClass OfWholeStep(Step step) => step switch
    {
        { Critical: true } => ChangeClass.Critical,
        { Does: Confirm or TakePhoto or EnterText } => ChangeClass.Method,
        _ => ChangeClass.Parameter,
    };

    public static ChangeClass OfBillLine(string field) => field == Place ? ChangeClass.Wording : ChangeClass.Parameter;

    public static ChangeClass OfParameter(string field) => field is "name" or Place ? ChangeClass.Wording : ChangeClass.Parameter;

    /// <summary>The answers with what they mean, without how they are shown.</summary>
    private static IEnumerable<(string, bool)>? Choices(Step? step) =>
        (step?.Does as EnterChoice)?.Choices.Select(choice => (choice.Value, choice.OutOfLimit));

    private static Id<ReasonList>? ListOf(Step? step) => step is null ? null : NamedReasonList.In(step)?.List;

    private static string First(string field) => field.Split('.')[0];
}
