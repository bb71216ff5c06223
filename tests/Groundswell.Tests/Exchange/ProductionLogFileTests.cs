using System.Text;
using Groundswell.Exchange.ProductionLog;
using Groundswell.Work.Jobs;

namespace Groundswell.Tests.Exchange;

public sealed class ProductionLogFileTests : IDisposable
{
    private const string Header =
        "Case ID,Activity,Resource,Start Timestamp,Complete Timestamp,Span,Work Order  Qty,Part Desc.,Worker ID,Report Type,Qty Completed,Qty Rejected,Qty for MRB,Rework";

    private const string Row =
        "Case 1,Turning - Machine 4,Machine 4 - Turning,2012/01/29 23:24:00.000,2012/01/30 05:43:00.000,006:19,10,Cable Head,ID4932,S,1,0,0,";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_row_says_what_was_done()
    {
        var row = Assert.Single(await Read(Header, Row));

        Assert.Equal(
            (2, "Case 1", "Turning - Machine 4", "Machine 4 - Turning", JobPhase.Setup, 10m, 1m, false),
            (row.Line, row.Order, row.Activity, row.Resource, row.Phase, row.OrderedQuantity, row.Completed, row.Rework));
        Assert.Equal(new DateTime(2012, 1, 30, 5, 43, 0), row.Complete);
    }

    [Theory]
    [InlineData("S,1,0,0,", "X,1,0,0,", "'X' is no report type: S, D or B.")]
    [InlineData("S,1,0,0,", "S,one,0,0,", "'one' in Qty Completed is no quantity.")]
    [InlineData("S,1,0,0,", "S,-1,0,0,", "'-1' in Qty Completed is no quantity.")]
    [InlineData("S,1,0,0,", "S,1,0,0,N", "'N' in Rework: Y or nothing.")]
    [InlineData("S,1,0,0,", "S,1", "The row has 11 fields, not 14: it was written by halves, or a comma stands in a name.")]
    [InlineData("ID4932", " ", "Worker ID is empty.")]
    [InlineData("2012/01/30 05:43", "2012/01/29 05:43", "The work is complete at 2012/01/29 05:43, before it starts at 2012/01/29 23:24.")]
    [InlineData("2012/01/30 05:43:00.000", "30.1.2012 5:43", "'30.1.2012 5:43' in Complete Timestamp is no time such as 2012/01/29 23:24:00.000.")]
    public async Task A_faulty_row_is_named_by_its_line(string right, string wrong, string fault)
    {
        var faulty = await Assert.ThrowsAsync<ProductionLogFaultyException>(() => Read(Header, Row, Row.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(new RowNote(3, fault), faulty.Faults);
    }

    [Theory]
    [InlineData(",10,", ",0,", "Nothing was ordered: Work Order  Qty is 0.")]
    [InlineData("ID4932", "ID\u00014932", "Worker ID holds a character that is no text.")]
    [InlineData("Case 1", "Case 1 of a plant that gives its orders names far too long for this", "Case ID has 67 characters; 48 are taken.")]
    public async Task What_the_record_could_not_take_is_told_before_anything_is_recorded(string right, string wrong, string fault)
    {
        var faulty = await Assert.ThrowsAsync<ProductionLogFaultyException>(() => Read(Header, Row.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(new RowNote(2, fault), faulty.Faults);
    }

    [Fact]
    public async Task A_column_that_is_there_twice_is_named()
    {
        var faulty = await Assert.ThrowsAsync<ProductionLogFaultyException>(() => Read(Header + ",Rework", Row + ","));

        Assert.Equal([new RowNote(1, "The column 'Rework' is there twice.")], faulty.Faults);
    }

    [Fact]
    public async Task A_missing_column_is_named()
    {
        var faulty = await Assert.ThrowsAsync<ProductionLogFaultyException>(
            () => Read(Header.Replace(",Rework", "", StringComparison.Ordinal), Row));

        Assert.Equal([new RowNote(1, "The column 'Rework' is missing.")], faulty.Faults);
    }

    [Fact]
    public async Task Another_encoding_is_told_with_its_line()
    {
        await File.WriteAllBytesAsync(_file, [.. Encoding.ASCII.GetBytes(Header + "\n"), 0xff, 0xfe, 0xfc], TestContext.Current.CancellationToken);
        var faulty = await Assert.ThrowsAsync<ProductionLogFaultyException>(
            () => ProductionLogFile.Read(_file, TestContext.Current.CancellationToken));

        Assert.Equal([new RowNote(2, "The file is not UTF-8 text. Save it as UTF-8.")], faulty.Faults);
    }

    [Fact]
    public async Task One_order_is_of_one_part_and_one_quantity()
    {
        var faulty = await Assert.ThrowsAsync<ProductionLogFaultyException>(
            () => Read(Header, Row, Row.Replace("Cable Head", "Housing", StringComparison.Ordinal)));

        Assert.Equal([new RowNote(3, "Case 1 is for 10 Housing here, and for 10 Cable Head before.")], faulty.Faults);
    }

    [Fact]
    public async Task An_empty_file_and_one_without_rows_are_refused()
    {
        await Assert.ThrowsAsync<ProductionLogFaultyException>(() => Read(""));
        await Assert.ThrowsAsync<ProductionLogFaultyException>(() => Read(Header));
    }

    private async Task<IReadOnlyList<ProductionLogRow>> Read(params string[] lines)
    {
        await File.WriteAllLinesAsync(_file, lines, TestContext.Current.CancellationToken);
        return await ProductionLogFile.Read(_file, TestContext.Current.CancellationToken);
    }
}
