using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Work.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Boards;

/// <summary>What came out of each work center in each hour: good output as it was reported, and jobs as they were completed.</summary>
/// <remarks>A report that is put right counts where it is put right: the hour in which it was wrong said so then.</remarks>
public sealed class OutputByHour : IProjection
{
    public string Name => "output-by-hour";

    public int Version => 2;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<HourRow>().ToTable("output_hour").HasKey(row => new { row.Site, row.WorkCenter, row.Unit, row.Hour });
        tables.Entity<OutputPlaceRow>().ToTable("output_place").HasKey(row => new { row.Site, row.Job });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        var places = tables.Of<OutputPlaceRow>();
        switch (fact.Event)
        {
            case JobPlanned e:
                places.Put(new OutputPlaceRow { Site = fact.Site!, Job = e.Job.Value, Unit = e.Unit, WorkCenter = e.WorkCenter?.Value });
                break;
            case JobRebound e:
                if (await places.Find(fact.Site!, e.Job.Value) is { } moved)
                {
                    moved.WorkCenter = e.WorkCenter?.Value;
                    places.Put(moved);
                }

                break;
            case JobDispatched e:
                if (await places.Find(fact.Site!, e.Job.Value) is { } place)
                {
                    place.WorkCenter = e.WorkCenter.Value;
                    places.Put(place);
                }

                break;
            case JobOutputReported e:
                await Count(e.Job, row => (row.Good, row.Rejected) = (row.Good + e.Output.Good, row.Rejected + e.Output.Rejected));
                break;
            case JobOutputCorrected e:
                await Count(e.Job, row => (row.Good, row.Rejected) =
                    (row.Good + e.To.Good - e.From.Good, row.Rejected + e.To.Rejected - e.From.Rejected));
                break;
            case JobCompleted e:
                await Count(e.Job, row => row.Jobs++);
                break;
            case JobReopened e:
                await Count(e.Job, row => row.Jobs--);
                break;
        }

        async ValueTask Count(Id<Job> job, Action<HourRow> count)
        {
            // What was never sent to a work center came out of none.
            if (await places.Find(fact.Site!, job.Value) is not { WorkCenter: { } workCenter } place)
                return;
            var hours = tables.Of<HourRow>();
            var hour = new DateTimeOffset(fact.At.UtcTicks - (fact.At.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
            var row = await hours.Find(fact.Site!, workCenter, place.Unit, hour)
                ?? new HourRow { Site = fact.Site!, WorkCenter = workCenter, Unit = place.Unit, Hour = hour };
            count(row);
            hours.Put(row);
        }
    }
}

/// <summary>What came out of a work center in an hour, in one unit.</summary>
public sealed class HourRow
{
    public required string Site { get; init; }
    public required string WorkCenter { get; init; }
    public required string Unit { get; init; }

    /// <summary>When the hour began.</summary>
    public required DateTimeOffset Hour { get; init; }

    public decimal Good { get; set; }
    public decimal Rejected { get; set; }

    /// <summary>Jobs completed.</summary>
    public int Jobs { get; set; }
}

/// <summary>Where a job's output counts.</summary>
public sealed class OutputPlaceRow
{
    public required string Site { get; init; }
    public required string Job { get; init; }
    public required string Unit { get; init; }
    public string? WorkCenter { get; set; }
}
