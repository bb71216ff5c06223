using System.Runtime.CompilerServices;
using Groundswell.Expressions;
using Groundswell.Masters.Contents;

namespace Groundswell.Work.Steps;

/// <summary>Which other operations' values an operation's expressions use.</summary>
internal static class ForeignValues
{
    private static readonly ConditionalWeakTable<WorkMasterContent, Dictionary<string, IReadOnlyList<string>>> Kept = [];

    public static IReadOnlyList<string> UsedBy(WorkMasterContent content, string operation) =>
        Kept.GetValue(content, Find).GetValueOrDefault(operation, []);

    private static Dictionary<string, IReadOnlyList<string>> Find(WorkMasterContent content) => content.Operations.ToDictionary(
        operation => operation.Id,
        IReadOnlyList<string> (operation) =>
        [
            .. operation.Steps.SelectMany(StepExpressions.Of)
                .SelectMany(expression => Formula.Parse(expression.Text).Formula?.Names ?? [])
                .Select(name => content.OperationOf(name)?.Id)
                .OfType<string>()
                .Where(other => other != operation.Id)
                .Distinct(),
        ]);
}
