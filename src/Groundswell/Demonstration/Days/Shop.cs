using Groundswell.Demonstration.Cast;
using Groundswell.Demonstration.Plants;
using Groundswell.Masters.Contents;
using Groundswell.Work.Jobs;

namespace Groundswell.Demonstration.Days;

/// <summary>What the people of a made-up plant see around them: orders, jobs, lots, who is there. It follows the record; the record decides.</summary>
internal sealed class Shop(DemoPlant plant)
{
    private readonly Dictionary<string, ShopJob> _jobs = new(StringComparer.Ordinal);

    public DemoPlant Plant => plant;

    public Dictionary<string, ShopOrder> Orders { get; } = new(StringComparer.Ordinal);

    public List<ShopLot> Lots { get; } = [];

    /// <summary>Who is at work, in the order they came.</summary>
    public List<CastPerson> Present { get; } = [];

    /// <summary>Hand-overs that the next ones at a work center have still to read.</summary>
    public List<(string HandOver, string WorkCenter, HashSet<string> Unread)> Notes { get; } = [];

    /// <summary>Stations at which a real person is badged in: nobody made up works there.</summary>
    public HashSet<string> TakenStations { get; } = new(StringComparer.Ordinal);

    /// <summary>Work units that are out of service.</summary>
    public HashSet<string> Down { get; } = new(StringComparer.Ordinal);

    public IEnumerable<ShopJob> Jobs => _jobs.Values;

    public ShopJob? Find(string job) => _jobs.GetValueOrDefault(job);

    public void Add(ShopJob job) => _jobs[job.Id] = job;

    public void Remove(ShopOrder order)
    {
        Orders.Remove(order.Id);
        foreach (var job in _jobs.Values.Where(job => job.Order == order).ToList())
            _jobs.Remove(job.Id);
    }

    public CastPerson? Here(Duty duty) => Present.Find(person => person.Duty == duty);

    public bool IsTaken(string workUnit) => TakenStations.Contains(DemoPlant.StationOf(workUnit));

    /// <summary>The job that somebody takes up next, and where: their own work center first, what was begun first, then by due time.</summary>
    public (ShopJob Job, string WorkUnit)? NextFor(CastPerson person, DateTimeOffset now)
    {
        foreach (var center in person.WorkCenters)
        {
            var open = _jobs.Values
                .Where(job => job.WorkCenter == center && !job.Busy && !job.Ended && job.NotBefore <= now && job.Before.All(Ended) && HasMaterials(job))
                .OrderBy(job => job.WorkUnit is null).ThenBy(job => job.Order.Due).ThenBy(job => job.Id, StringComparer.Ordinal);
            foreach (var job in open)
            {
                if (UnitFor(job) is { } unit)
                    return (job, unit);
            }
        }

        return null;
    }

    /// <summary>A lot of a bill line's material, or of one that can take its place, that holds enough and may be used; the oldest first.</summary>
    public ShopLot? LotFor(BillLine line, decimal quantity) =>
        LotOf(line.Material.Value, quantity) ?? line.Alternatives?.Select(other => LotOf(other.Value, quantity)).FirstOrDefault(lot => lot is not null);

    private ShopLot? LotOf(string material, decimal quantity) =>
        Lots.Find(lot => lot.Material == material && lot.Usable && lot.Left >= quantity);

    /// <summary>Whether what is still to be used at the job is on the shelves, with a little to spare.</summary>
    private bool HasMaterials(ShopJob job) => job.Operation.Steps.All(step =>
        step.Does is not ConsumeMaterial consume || job.Done.Contains(step.Id)
        || (job.Order.Content.FindLine(consume.Line) is { } line && LotFor(line, job.Order.Needs(line) * 1.02m) is not null));

    private bool Ended(string job) => !_jobs.TryGetValue(job, out var before) || before.Ended;

    /// <summary>A free work unit; the job's own where it has begun.</summary>
    private string? UnitFor(ShopJob job)
    {
        if (job.WorkUnit is { } own)
            return IsFree(own) ? own : null;
        return plant.WorkCenters.First(center => center.Id == job.WorkCenter).Units
            .Select(unit => unit.Id)
            .FirstOrDefault(IsFree);
    }

    /// <summary>What was put off leaves its work unit to others for the time being.</summary>
    private bool IsFree(string workUnit) =>
        !Down.Contains(workUnit) && !IsTaken(workUnit) && !_jobs.Values.Any(job => job.Busy && job.WorkUnit == workUnit);
}

/// <param name="Due">When it is to be done.</param>
internal sealed record ShopOrder(string Id, DemoMaster? Master, WorkMasterContent Content, int Version, decimal Quantity, DateTimeOffset Due)
{
    /// <summary>How much of a bill line it takes.</summary>
    public decimal Needs(BillLine line) => line.Scaling == BillScaling.Fixed ? line.Quantity : line.Quantity * Quantity / Content.Makes.Quantity;

    /// <summary>It went back once; it does not go back again.</summary>
    public bool Reworked { get; set; }
}

internal sealed class ShopJob(string id, ShopOrder order, Operation operation, string workCenter, params IReadOnlyList<string> before)
{
    public string Id => id;

    public ShopOrder Order => order;

    public Operation Operation => operation;

    public string WorkCenter => workCenter;

    /// <summary>The jobs that have to be ended before.</summary>
    public List<string> Before { get; } = [.. before];

    /// <summary>Where it was begun; null before that.</summary>
    public string? WorkUnit { get; set; }

    /// <summary>Somebody made up is at it.</summary>
    public bool Busy { get; set; }

    public bool Ended { get; set; }

    /// <summary>Nobody takes it up before.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public HashSet<string> Done { get; } = new(StringComparer.Ordinal);

    public Output Output { get; set; } = Output.None;

    /// <summary>What a test was judged; null where none was.</summary>
    public string? Result { get; set; }
}

internal sealed class ShopLot(string id, string material, string unit, decimal left)
{
    public string Id => id;

    public string Material => material;

    public string Unit => unit;

    public decimal Left { get; set; } = left;

    /// <summary>Released, and not thrown away.</summary>
    public bool Usable { get; set; }
}
