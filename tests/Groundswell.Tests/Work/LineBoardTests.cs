using Groundswell.Work.Boards;

namespace Groundswell.Tests.Work;

public sealed class LineBoardTests
{
    [Theory]
    [InlineData(50, 100, 0.5, null)] // As far as the shift
    [InlineData(48, 100, 0.5, null)] // Nobody is told for a twentieth
    [InlineData(40, 100, 0.5, 0.2)]
    [InlineData(0, 100, 0.0, null)] // The shift has just begun
    [InlineData(0, 0, 0.5, null)] // Nothing is due
    public void A_work_center_is_behind_where_it_made_less_than_its_plan_for_this_time_of_the_shift(int done, int due, double gone, double? behind) =>
        Assert.Equal((decimal?)behind, new BoardCenter("MIX", "Mixing", done, due, "L", [], [], 0).Behind((decimal)gone));
}
