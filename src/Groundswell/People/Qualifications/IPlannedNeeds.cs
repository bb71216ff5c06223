namespace Groundswell.People.Qualifications;

/// <summary>What work that is planned or under way asks of people. The room Work knows it.</summary>
public interface IPlannedNeeds
{
    Task<IReadOnlyList<PlannedNeed>> Of(string site, CancellationToken stop);
}

/// <summary>Jobs of a work center that only who holds a qualification may do.</summary>
/// <param name="WorkCenter">Null: they are not dispatched yet.</param>
/// <param name="FirstDue">When the first of their orders is due.</param>
public sealed record PlannedNeed(string Qualification, string? WorkCenter, int Jobs, DateTimeOffset? FirstDue);
