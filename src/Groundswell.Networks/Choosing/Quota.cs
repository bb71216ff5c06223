namespace Groundswell.Networks.Choosing;

/// <summary>How many of some people a group is to have: of each shift at least one, of those with rank at most a third. People may be in several.</summary>
public sealed record Quota(string Name, IReadOnlyCollection<int> People, int AtLeast = 0, int AtMost = int.MaxValue);
