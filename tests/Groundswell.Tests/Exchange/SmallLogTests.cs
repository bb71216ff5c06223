using Groundswell.Deciding;
using Groundswell.Exchange.ProductionLog;
using Groundswell.Masters;
using Groundswell.Materials.Definitions;
using Groundswell.Plant;
using Groundswell.Serving;
using Groundswell.Tests.CommandLine;
using Groundswell.Tests.Deciding;
using Groundswell.Tests.Projecting;
using Groundswell.Work.Orders;

namespace Groundswell.Tests.Exchange;

/// <summary>A log of a few rows, each of them odd in its way, taken over without the reference data.</summary>
public sealed class SmallLogTests : IDisposable
{
    private const string Header =
        "Case ID,Activity,Resource,Start Timestamp,Complete Timestamp,Span,Work Order  Qty,Part Desc.,Worker ID,Report Type,Qty Completed,Qty Rejected,Qty for MRB,Rework";

    private static readonly string[] Rows =
    [
        "Case 1,Turning - Machine 4,Machine 4 - Turning,2012/01/29 08:00:00.000,2012/01/29 09:00:00.000,001:00,10,Cable Head,ID1,S,0,0,0,",
        "Case 1,Turning - Machine 4,Machine 4 - Turning,2012/01/29 09:00:00.000,2012/01/29 10:30:00.000,002:00,10,Cable Head,ID1,D,10,1,0,",
        "Case 1,Turning - Machine 4,Machine 4 - Turning,2012/01/29 09:00:00.000,2012/01/29 10:30:00.000,002:00,10,Cable Head,ID1,D,10,1,0,",
        "Case 1,Packing,Packing,2012/01/29 11:00:00.000,2012/01/29 11:30:00.000,000:30,10,Cable Head,ID2,D,9,0,1,Y",
        "Case 2,Turning  - Machine 4,Machine 5 - Turning,2012/01/29 09:30:00.000,2012/01/29 09:45:00.000,000:15,5,Housing,ID1,B,0,0,0,",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("groundswell-log-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Odd_rows_are_taken_over_and_told_row_by_row_and_reported_as_filed()
    {
        var file = await Written(Rows);
        var plant = Path.Combine(_folder, "plant");
        string[] place = ["--site", "SHOP", "--data", plant, "--signing-key", Path.Combine(_folder, "key")];

        var output = (await CommandLineRun.Good(["import", "production-log", file, .. place])).Split(Environment.NewLine);

        Assert.Equal(
            [
                "line 3: the span 002:00 disagrees with the two times, 90 minutes; the times were taken",
                "line 4: the same row stands in the file before: it is counted twice, as filed",
                "line 4: the span 002:00 disagrees with the two times, 90 minutes; the times were taken",
                "line 6: double spaces in the activity's name; one operation with the name without them",
                "line 6: the activity names Machine 4, the resource is Machine 5; the resource was taken",
            ],
            output[..5]);
        Assert.Equal(
            """
            case,part,ordered_qty,rows,first_start,last_complete,distinct_activities,setup_min,run_min,breakdown_min,qty_completed_sum,packed_qty,rejected_qty,mrb_qty,rework_rows
            Case 1,Cable Head,10,4,2012-01-29 08:00:00,2012-01-29 11:30:00,2,60,210,0,29,9,2,1,1
            Case 2,Housing,5,1,2012-01-29 09:30:00,2012-01-29 09:45:00,1,0,0,15,0,0,0,0,0
            """.ReplaceLineEndings("\n"),
            (await CommandLineRun.Good(["report", "orders", .. place])).Trim());
        Assert.Equal(
            """
            case,activity,work_unit,rows,first_start,last_complete,setup_min,run_min,breakdown_min,qty_completed_sum,rejected_qty,mrb_qty,rework_rows
            Case 1,Turning - Machine 4,Machine 4 - Turning,3,2012-01-29 08:00:00,2012-01-29 10:30:00,60,180,0,20,2,0,0
            Case 1,Packing,Packing,1,2012-01-29 11:00:00,2012-01-29 11:30:00,0,30,0,9,0,1,1
            Case 2,Turning  - Machine 4,Machine 5 - Turning,1,2012-01-29 09:30:00,2012-01-29 09:45:00,0,0,15,0,0,0,0
            """.ReplaceLineEndings("\n"),
            (await CommandLineRun.Good(["report", "order-operations", .. place])).Trim());
        // The row that stands twice counts twice in what it took, and once in how long the machine was busy.
        Assert.Equal(
            """
            work_unit,rows,setup_min,run_min,breakdown_min,busy_union_min,good,rejected,review,workers
            Machine 4 - Turning,3,60,180,0,150,20,2,0,1
            Machine 5 - Turning,1,0,0,15,15,0,0,0,1
            Packing,1,0,30,0,30,9,0,1,1
            """.ReplaceLineEndings("\n"),
            (await CommandLineRun.Good(["report", "work-units", .. place])).Trim());
    }

    [Fact]
    public async Task A_file_that_is_not_whole_is_named_by_its_lines_and_changes_nothing()
    {
        var file = await Written([.. Rows, "Case 3,Turning", Rows[0].Replace(",S,", ",X,", StringComparison.Ordinal)]);
        var plant = Path.Combine(_folder, "plant");

        var (code, output, error) = await CommandLineRun.Run(
            "import", "production-log", file, "--site", "SHOP", "--data", plant, "--signing-key", Path.Combine(_folder, "key"));

        Assert.Equal((1, ""), (code, output));
        Assert.Equal(
            [
                $"{file}:7: The row has 2 fields, not 14: it was written by halves, or a comma stands in a name.",
                $"{file}:8: 'X' is no report type: S, D or B.",
                "Nothing was imported.",
            ],
            error.Trim().Split(Environment.NewLine));
        Assert.False(Directory.Exists(plant));
    }

    [Theory, EveryPlant]
    public async Task An_import_that_was_cut_off_goes_on_where_it_stopped(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        // More orders than are taken over side by side: the cut falls among them.
        var many = Enumerable.Range(1, 80).SelectMany(i => Rows[..4].Select(row => row.Replace("Case 1", $"Case {i}", StringComparison.Ordinal)));
        var rows = await ProductionLogFile.Read(await Written(many), Stop);
        var import = Importing(rooms);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import.Run(rows, "SHOP", "Asia/Jerusalem", new CutsOff(cut), cut.Token));
        var half = (await rooms.Journal.Logs(Stop)).Single(log => log.Log == Logs.OfSite("SHOP")).Size;
        var rest = await import.Run(rows, "SHOP", "Asia/Jerusalem", null, Stop);
        var whole = (await rooms.Journal.Logs(Stop)).Single(log => log.Log == Logs.OfSite("SHOP")).Size;
        var again = await import.Run(rows, "SHOP", "Asia/Jerusalem", null, Stop);

        Assert.True(half < whole);
        Assert.True(rest.Known > 0 && rest.Recorded > 0, $"{rest.Known} known, {rest.Recorded} recorded");
        Assert.Equal((0, rest.Known + rest.Recorded), (again.Recorded, again.Known));
        Assert.Equal(whole, (await rooms.Journal.Logs(Stop)).Single(log => log.Log == Logs.OfSite("SHOP")).Size);
    }

    [Theory, EveryPlant]
    public async Task A_log_that_has_grown_is_taken_over_into_the_same_site(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var import = Importing(rooms);
        await import.Run(await ProductionLogFile.Read(await Written(Rows), Stop), "SHOP", "Asia/Jerusalem", null, Stop);
        string[] grown =
        [
            .. Rows[..4],
            // An operation that nobody knew, another packing, and a new order of the same part; the old rows stand in other lines.
            "Case 1,Deburring,Deburring,2012/01/29 10:30:00.000,2012/01/29 11:00:00.000,000:30,10,Cable Head,ID3,D,2,0,0,",
            "Case 1,Packing,Packing,2012/01/30 11:00:00.000,2012/01/30 11:30:00.000,000:30,10,Cable Head,ID2,D,1,0,0,",
            "Case 3,Deburring,Deburring,2012/01/30 12:00:00.000,2012/01/30 12:30:00.000,000:30,4,Cable Head,ID3,D,4,0,0,",
            Rows[4],
        ];
        var rows = await ProductionLogFile.Read(await Written(grown), Stop);

        var outcome = await import.Run(rows, "SHOP", "Europe/Berlin", null, Stop);
        var again = await import.Run(rows, "shop", "Asia/Jerusalem", null, Stop);

        var entries = new List<Groundswell.Record.Entry>();
        await foreach (var batch in rooms.Journal.ReadLog(Logs.OfSite("SHOP"), 1, 1_000, Stop))
            entries.AddRange(batch);
        Assert.Equal(rows.Count, entries.Count(entry => entry.Name == "job.past-execution-recorded"));
        Assert.Equal(0, again.Recorded);
        // Equipment and person of the new rows, two jobs that the master lacks, the order and its release, three rows, and that it was completed with more.
        Assert.Equal(3 + 2 + 2 + 3 + 1, outcome.Recorded);
        var order = (await rooms.Journal.ReadStream(Logs.OfSite("SHOP"), "order-Case 1", 1, Stop)).ToList();
        Assert.Equal(["order.created", "order.released", "order.completed", "order.job-added", "order.completed"], order.Select(entry => entry.Name));
        Assert.Equal(order[2].Position, order[4].Corrects);
    }

    [Theory, EveryPlant]
    public async Task Names_that_come_to_the_same_code_or_to_none_are_told_apart(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        string[] odd =
        [
            "Case 1,磨削,磨床,2012/01/29 08:00:00.000,2012/01/29 09:00:00.000,001:00,10,轴,ID1,D,1,0,0,",
            "Case 1,抛光,Machine 4 - ,2012/01/29 09:00:00.000,2012/01/29 10:00:00.000,001:00,10,轴,ID1,D,1,0,0,",
            "Case 2,Turn & Mill,M1,2012/01/29 09:00:00.000,2012/01/29 10:00:00.000,001:00,10,A-B,ID2,D,1,0,0,",
            "Case 3,Turn Mill,M1,2012/01/29 10:00:00.000,2012/01/29 11:00:00.000,001:00,10,A B,ID2,D,1,0,0,",
            $"Case 4,{new string('t', 100)},M1,2012/01/29 11:00:00.000,2012/01/29 12:00:00.000,001:00,10,{new string('p', 100)},ID2,D,1,0,0,",
        ];

        var outcome = await Importing(rooms).Run(await ProductionLogFile.Read(await Written(odd), Stop), "SHOP", "Asia/Jerusalem", null, Stop);

        Assert.Equal((5, 4), (outcome.Rows, outcome.Orders));
        var masters = await rooms.Journal.ReadLog(Logs.Enterprise, 1, 1_000, Stop).SelectMany(batch => batch.ToAsyncEnumerable()).ToListAsync(Stop);
        Assert.Equal(4, masters.Count(entry => entry.Name == "work-master.created"));
    }

    [Theory, EveryPlant]
    public async Task Nothing_is_added_to_an_order_that_others_brought_in(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        await rooms.Do(new DefineMaterial(new("rub"), "Rub", "L", MaterialTracking.Lot));
        await rooms.Do(new CreateWorkMaster(new("rub"), "Rub", new("rub"), 1));
        await rooms.Do(new CreateOrder(new("Case 2"), new("rub"), 1, "L"));
        var before = (await rooms.Journal.Logs(Stop)).Sum(log => log.Size);

        var faulty = await Assert.ThrowsAsync<ProductionLogFaultyException>(async () => await Importing(rooms).Run(
            await ProductionLogFile.Read(await Written(Rows), Stop), RoomsAtWork.Site, "Asia/Jerusalem", null, Stop));

        Assert.Equal(6, Assert.Single(faulty.Faults).Line);
        Assert.Equal(before, (await rooms.Journal.Logs(Stop)).Sum(log => log.Size));
    }

    [Theory, EveryPlant]
    public async Task The_log_of_a_second_site_makes_the_same_part_by_a_route_of_its_own(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        var rows = await ProductionLogFile.Read(await Written(Rows), Stop);
        await Importing(rooms).Run(rows, "SHOP", "Asia/Jerusalem", null, Stop);

        var outcome = await Importing(rooms).Run(
            await ProductionLogFile.Read(await Written(Rows[..2]), Stop), "WORKS", "Asia/Jerusalem", null, Stop);

        Assert.True(outcome.Recorded > 0);
        var baseline = (await rooms.Journal.ReadStream(Logs.OfSite("WORKS"), "effective-version-cable-head", 1, Stop)).Single();
        Assert.Contains("cable-head@2", System.Text.Encoding.UTF8.GetString(baseline.Payload.Span), StringComparison.Ordinal);
    }

    private static ProductionLogImport Importing(RoomsAtWork rooms)
    {
        var states = new States(rooms.Journal, Product.Codec);
        return new ProductionLogImport(rooms.Door, states, new SitesInRecord(states, rooms.Journal), RefusalTexts.Embedded("en"), rooms.Time);
    }

    private async Task<string> Written(IEnumerable<string> rows)
    {
        var file = Path.Combine(_folder, "log.csv");
        await File.WriteAllLinesAsync(file, [Header, .. rows], Stop);
        return file;
    }

    /// <summary>The power fails after the first order.</summary>
    private sealed class CutsOff(CancellationTokenSource cut) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value) => cut.Cancel();
    }
}
