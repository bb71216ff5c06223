using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Tests.Projecting;

/// <summary>What a projection puts into a column is what a query gets out, compares and sums, on both databases alike.</summary>
public sealed class RowFormTests
{
    private static readonly DateTimeOffset Noon = new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_560);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryPlant]
    public async Task Every_kind_of_value_comes_back_as_it_was(SamplePlant plant)
    {
        var full = Full("full");
        var empty = new FormRow { Name = "empty", Number = 2, Text = "" };
        await using var views = await Views(plant, full, empty);

        Same(full, await views.Set<FormRow>().SingleAsync(row => row.Name == "full", Stop));
        Same(empty, await views.Set<FormRow>().SingleAsync(row => row.Name == "empty", Stop));
    }

    [Theory, EveryPlant]
    public async Task Every_kind_of_value_is_found_by_itself(SamplePlant plant)
    {
        var full = Full("full");
        await using var views = await Views(plant, full, Full("other", 7));
        var rows = views.Set<FormRow>();

        int[] found =
        [
            await rows.CountAsync(row => row.At == full.At.ToOffset(TimeSpan.FromHours(2)), Stop),
            await rows.CountAsync(row => row.Amount == full.Amount, Stop),
            await rows.CountAsync(row => row.Status == full.Status && row.Number == full.Number, Stop),
            await rows.CountAsync(row => row.Day == full.Day, Stop),
            await rows.CountAsync(row => row.Time == full.Time, Stop),
            await rows.CountAsync(row => row.Id == full.Id, Stop),
            await rows.CountAsync(row => row.Took == full.Took, Stop),
            await rows.CountAsync(row => row.Yes == full.Yes, Stop),
            await rows.CountAsync(row => row.Ratio == full.Ratio, Stop),
            await rows.CountAsync(row => row.Count == full.Count, Stop),
        ];
        Assert.All(found, count => Assert.Equal(1, count));
    }

    [Theory, EveryPlant]
    public async Task Values_sort_and_sum_as_what_they_are_and_texts_by_their_bytes(SamplePlant plant)
    {
        await using var views = await Views(plant, Full("b", 9), Full("B", 10), Full("ä", -1), Full("a", 100));
        var rows = views.Set<FormRow>();

        Assert.Equal(["B", "a", "b", "ä"], await rows.OrderBy(row => row.Name).Select(row => row.Name).ToListAsync(Stop));
        Assert.Equal(["ä", "b", "B", "a"], await rows.OrderBy(row => row.Amount).Select(row => row.Name).ToListAsync(Stop));
        Assert.Equal(["ä", "b", "B", "a"], await rows.OrderBy(row => row.At).Select(row => row.Name).ToListAsync(Stop));
        Assert.Equal(["ä", "b", "B", "a"], await rows.OrderBy(row => row.Took).Select(row => row.Name).ToListAsync(Stop));
        Assert.Equal(4 * 0.25m + 118, await rows.SumAsync(row => row.Amount!.Value, Stop));
        Assert.Equal(Noon.AddDays(100), await rows.MaxAsync(row => row.At, Stop));
        Assert.Equal(2, await rows.CountAsync(row => row.At > Noon.AddDays(9.5).ToOffset(TimeSpan.FromHours(-5)), Stop));
        Assert.Equal(2, await rows.CountAsync(row => row.Amount > 9.5m, Stop));
    }

    [Theory, EveryPlant]
    public async Task A_text_that_PostgreSQL_could_not_hold_does_not_stop_the_views(SamplePlant plant)
    {
        await using var views = await Views(plant, new FormRow { Name = "odd", Text = "a\0b" });

        Assert.Equal("a\uFFFDb", (await views.Set<FormRow>().SingleAsync(Stop)).Text);
    }

    [Theory, EveryPlant]
    public async Task Other_programs_read_plain_values_and_no_persons(SamplePlant plant)
    {
        await using var views = await Views(plant, Full("full"));

        var shown = await plant.AskBi("SELECT at, took, amount, status FROM {form}", "form");
        var columns = await plant.BiColumns("form");

        Assert.StartsWith("2026-03-30", $"{shown[0]:yyyy-MM-dd}", StringComparison.Ordinal);
        Assert.Equal(90.5, Convert.ToDouble(shown[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1.25, Convert.ToDouble(shown[2], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("Held", shown[3]);
        Assert.DoesNotContain("by_whom", columns);
        Assert.Contains("day", columns);
    }

    private static FormRow Full(string name, int days = 1) => new()
    {
        Name = name,
        Number = days,
        Text = "Größe 5 – ≤ 10 µm 🙂 'quoted' \"so\"",
        At = Noon.AddDays(days),
        Amount = days + 0.25m,
        Status = SampleStatus.Held,
        Count = days,
        Small = (short)-days,
        Yes = days == 1,
        Ratio = days / 8.0,
        Day = new DateOnly(2026, 2, 28).AddDays(days),
        Time = new TimeOnly(23, 59, 58).Add(TimeSpan.FromMilliseconds(days)),
        Id = new Guid(days, 2, 3, [4, 5, 6, 7, 8, 9, 10, 255]),
        Took = TimeSpan.FromSeconds(89.5 + days),
        Bytes = [0, 1, 255],
        ByWhom = "P-17",
    };

    private static async Task<ViewsDb> Views(SamplePlant plant, params FormRow[] rows)
    {
        await plant.Open();
        var node = await plant.Start(new Forms(rows));
        await node.Arrived(await plant.Work(1));
        return node.Views.Open();
    }

    private static void Same(FormRow expected, FormRow actual) => Assert.Equivalent(expected, actual, strict: true);

    /// <summary>Puts the rows that it was given, whatever happens.</summary>
    private sealed class Forms(IReadOnlyList<FormRow> rows) : IProjection
    {
        public string Name => "forms";

        public int Version => 1;

        public void Shape(ModelBuilder tables) => tables.Entity<FormRow>(row =>
        {
            row.HasKey(r => new { r.Name, r.Number });
            row.Property(r => r.ByWhom).NamesAPerson();
        });

        public ValueTask Apply(Fact fact, Tables tables)
        {
            foreach (var row in rows)
                tables.Of<FormRow>().Put(row);
            return default;
        }
    }

    private sealed class FormRow
    {
        public required string Name { get; init; }
        public long Number { get; init; }
        public required string Text { get; init; }
        public DateTimeOffset At { get; init; } = Noon;
        public DateTimeOffset? Until { get; init; }
        public decimal? Amount { get; init; }
        public SampleStatus? Status { get; init; }
        public int? Count { get; init; }
        public short? Small { get; init; }
        public bool? Yes { get; init; }
        public double? Ratio { get; init; }
        public DateOnly? Day { get; init; }
        public TimeOnly? Time { get; init; }
        public Guid? Id { get; init; }
        public TimeSpan? Took { get; init; }
        public byte[]? Bytes { get; init; }
        public string? ByWhom { get; init; }
    }
}
