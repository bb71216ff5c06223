using Groundswell.Deciding;
using Groundswell.Demonstration;

namespace Groundswell.Tests.Demonstration;

public sealed class DemoSignInsTests
{
    private static readonly Company Company = new(1);
    private static readonly DemoSignIns SignIns = new(Company);

    [Fact]
    public void At_every_terminal_a_newcomer_can_be_somebody_who_is_qualified_there()
    {
        Assert.NotEmpty(SignIns.Terminals);
        Assert.All(SignIns.Terminals, terminal =>
        {
            var plant = Company.Plants.Single(cast => cast.Plant.Site == terminal.Site);
            var operators = SignIns.At(terminal.Site, terminal.Station).People.Where(one => one.Role == Role.Operator).ToList();
            Assert.NotEmpty(operators);
            Assert.All(operators, one => Assert.Contains(
                plant.Plant.QualificationFor(terminal.WorkCenter), plant.People.Single(person => person.Badge == one.Badge).Qualifications));
        });
    }

    [Fact]
    public void Somebody_else_is_there_to_confirm_and_to_judge() =>
        Assert.All(SignIns.Terminals, terminal => Assert.Superset(
            new HashSet<Role> { Role.LineLead, Role.QualityReviewer }, SignIns.At(terminal.Site, terminal.Station).People.Select(one => one.Role).ToHashSet()));

    [Fact]
    public void Elsewhere_nobody_is_offered() => Assert.Empty(SignIns.At("LINDAU", "NO-SUCH-T").People);
}
