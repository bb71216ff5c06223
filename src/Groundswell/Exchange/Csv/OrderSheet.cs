using System.Globalization;
using Groundswell.Masters;
using Groundswell.Work.Orders;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Exchange.Csv;

/// <summary>Orders of a site: new ones, and another due time or priority of those that are open.</summary>
internal sealed class OrderSheet : CsvSheet
{
    private const string Number = "order", Master = "work-master", Quantity = "quantity", Unit = "unit", Due = "due", Priority = "priority", Reference = "reference";

    public override string Name => "orders";

    public override Type Act => typeof(CreateOrder);

    public override IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new(Number, true, "10482"), new(Master, true, "HAND-RUB-80"), new(Quantity, true, "500"), new(Unit, true, "L"), new(Due, false, "2026-11-30 14:00"),
        new(Priority, false, "5"), new(Reference, false, "SO-9912"),
    ];

    public override async Task<IReadOnlyList<CsvPlanned>> Plan(IReadOnlyList<CsvRow> rows, CsvPlace place, CancellationToken stop)
    {
        var orders = await OrdersOf(place, stop);
        var there = orders.ToDictionary(row => row.Order);
        var splits = orders.Where(row => row.SplitFrom is not null).ToLookup(row => row.SplitFrom!);
        var read = rows.Select(row => (Row: row, Order: row.IdOf<Order>(Number))).ToList();
        NoteTwice(read.Select(one => (one.Row, one.Order, one.Order.Value)), Number);
        return
        [
            .. read.Select(one =>
            {
                var known = there.GetValueOrDefault(one.Order.Value);
                return Planned(one.Row, one.Order, known, known is null ? 0 : AsOrdered(known, splits), place);
            }).Where(one => one.Row.IsFine),
        ];
    }

    public override async Task<IReadOnlyList<IReadOnlyList<string?>>> Rows(CsvPlace place, CancellationToken stop) =>
    [
        .. (await OrdersOf(place, stop)).Where(row => row.Status is OrderStatus.Created or OrderStatus.Released).OrderBy(row => row.Order, StringComparer.Ordinal)
            .Select(row => (IReadOnlyList<string?>)[row.Order, row.WorkMaster, Plain(row.Quantity), row.Unit, Wall(row.Due, place.Zone), Whole(row.Priority), row.Reference]),
    ];

    private static Task<List<OrderRow>> OrdersOf(CsvPlace place, CancellationToken stop) =>
        place.Views.Set<OrderRow>().AsNoTracking().Where(row => row.Site == place.Site).ToListAsync(stop);

    /// <summary>What was ordered once: what was split off since counts with it.</summary>
    private static decimal AsOrdered(OrderRow order, ILookup<string, OrderRow> splits) => order.Quantity + splits[order.Order].Sum(split => AsOrdered(split, splits));

    private static CsvPlanned Planned(CsvRow row, Deciding.Id<Order> order, OrderRow? there, decimal ordered, CsvPlace place)
    {
        var (master, quantity, unit) = (row.IdOf<WorkMaster>(Master), row.Number(Quantity), row.Needed(Unit));
        var (due, priority) = (row.TimeOrNone(Due), row.WholeOrNone(Priority));
        var compared = new CsvComparison(row);
        compared.Of(Due, Wall(there?.Due, place.Zone), Wall(due, place.Zone));
        compared.Of(Priority, Whole(there?.Priority), Whole(priority));
        if (there is null)
        {
            foreach (var column in new[] { Master, Quantity, Unit, Reference })
                compared.Of(column, null, row.Text(column));
            return new CsvPlanned(
                row, order.Value, CsvEffect.New, compared.Differences,
                [new CsvAct(new CreateOrder(order, master, quantity, unit, due, priority, row.Text(Reference)) { Site = place.Site }, Number)]);
        }

        compared.Fixed(Master, there.WorkMaster, master.Value);
        compared.Fixed(Unit, there.Unit, unit);
        if (quantity != ordered && quantity != there.Quantity)
            row.Fault(Quantity, new CsvFixed(Quantity, Plain(there.Quantity)));
        // What has ended is past being due.
        if (compared.Differences.Count == 0 || there.Status is not (OrderStatus.Created or OrderStatus.Released))
            return CsvPlanned.Unchanged(row, order.Value);
        var change = new ChangeOrder(order, place.Source, row.Has(Due) ? due : there.Due, row.Has(Priority) ? priority : there.Priority) { Site = place.Site };
        return new CsvPlanned(row, order.Value, CsvEffect.Changed, compared.Differences, [new CsvAct(change, Number)]);
    }

    private static string Plain(decimal quantity) => quantity.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string? Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>By the site's clock, as it is read back; with its offset in the hour that comes twice.</summary>
    private static string? Wall(DateTimeOffset? instant, TimeZoneInfo zone)
    {
        if (instant is not { } at)
            return null;
        var wall = TimeZoneInfo.ConvertTime(at, zone);
        var format = wall.Second == 0 && wall.Millisecond == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss";
        return wall.ToString(zone.IsAmbiguousTime(wall.DateTime) ? format + "zzz" : format, CultureInfo.InvariantCulture);
    }
}
