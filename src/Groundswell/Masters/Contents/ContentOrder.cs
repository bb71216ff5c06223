namespace Groundswell.Masters.Contents;

/// <summary>What of a content is done before what: which operations come before an operation, and which steps are done when a step is reached.</summary>
internal sealed class ContentOrder
{
    private readonly WorkMasterContent _content;
    private readonly Dictionary<string, HashSet<string>> _before = [];

    public ContentOrder(WorkMasterContent content)
    {
        _content = content;
        foreach (var operation in content.Operations)
            _before[operation.Id] = AllBefore(operation);
    }

    /// <summary>The operations that wait, by way of others or not, for themselves.</summary>
    public IEnumerable<string> InCircles => _before.Where(one => one.Value.Contains(one.Key)).Select(one => one.Key);

    /// <summary>Whether the first operation is always finished when the second begins.</summary>
    public bool IsBefore(string first, string second) => _before.TryGetValue(second, out var before) && before.Contains(first);

    /// <summary>The steps that are always reached before this one, unless a condition leaves them out: those before it in its operation, and all of earlier operations.</summary>
    public HashSet<string> StepsBefore(Operation operation, Step step)
    {
        var earlier = _content.Operations.Where(other => IsBefore(other.Id, operation.Id) && other.Id != operation.Id).SelectMany(other => other.Steps);
        var own = operation.Steps.TakeWhile(other => other.Id != step.Id);
        return [.. earlier.Concat(own).Select(one => one.Id)];
    }

    private HashSet<string> AllBefore(Operation operation)
    {
        var found = new HashSet<string>();
        var open = new Stack<Operation>([operation]);
        while (open.TryPop(out var next))
        {
            foreach (var id in _content.Before(next))
            {
                if (found.Add(id) && _content.FindOperation(id) is { } before)
                    open.Push(before);
            }
        }

        return found;
    }
}
