using System.Text.Json;
using Groundswell.Projecting;
using Groundswell.Tests.Deciding;

namespace Groundswell.Tests.Projecting;

/// <summary>The views of the product itself, after work at random: folded live they are what they are folded anew.</summary>
public sealed class RebuiltRoomsTests
{
    [Theory, EveryPlant]
    public async Task Every_table_of_every_room_is_the_same_live_and_rebuilt(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        await RandomWork.Ground(rooms);
        await rooms.StartViews();

        var done = 0;
        for (var round = 0; round < 6; round++)
        {
            done += await new RandomWork(4_711UL + (ulong)round).Do(rooms, 1_500);
            await rooms.Arrived();
        }

        var live = await Rows(rooms);
        await rooms.Rebuild();
        await rooms.Arrived();

        Assert.True(done > 1_000, $"Only {done} commands were done: what they were about is worn out.");
        Assert.Equal([], NeverWritten(live));
        Assert.Equal(live, await Rows(rooms));
    }

    /// <summary>Projections that the work has left empty: of those the test would say nothing.</summary>
    private static IEnumerable<string> NeverWritten(List<string> rows) => Product.Rooms.Views.All
        .Where(projection => !rows.Any(row => row.StartsWith(projection.Name + " ", StringComparison.Ordinal)))
        .Select(projection => projection.Name);

    private static async Task<List<string>> Rows(RoomsAtWork rooms)
    {
        await using var views = rooms.Views.Open();
        var rows = new List<string>();
        foreach (var projection in Product.Rooms.Views.All)
        {
            var tables = new Microsoft.EntityFrameworkCore.ModelBuilder();
            projection.Shape(tables);
            foreach (var table in tables.Model.GetEntityTypes().OrderBy(table => table.Name, StringComparer.Ordinal))
                rows.AddRange(AllOf(views, table.ClrType).Select(row => $"{projection.Name} {table.ClrType.Name} {row}").Order(StringComparer.Ordinal));
        }

        return rows;
    }

    private static IEnumerable<string> AllOf(ViewsDb views, Type row) =>
        ((IEnumerable<string>)typeof(RebuiltRoomsTests).GetMethod(nameof(TextOf), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(row).Invoke(null, [views])!);

    private static List<string> TextOf<T>(ViewsDb views) where T : class => [.. views.Set<T>().AsEnumerable().Select(row => JsonSerializer.Serialize(row))];
}
