using System.Text;
using Groundswell.Exchange.Csv;

namespace Groundswell.Tests.Exchange;

public sealed class CsvTextTests
{
    private readonly List<CsvFault> _faults = [];

    [Theory]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a;b\n1;2")]
    [InlineData("a\tb\r1\t2")]
    [InlineData("\uFEFFa,b\n1,2\n,\n\n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"2\"\n")]
    public void A_file_is_read_however_a_spreadsheet_writes_it(string text)
    {
        var records = Read(text);

        Assert.Empty(_faults);
        Assert.Equal(["a|b", "1|2"], records.Select(record => string.Join('|', record.Cells)));
    }

    [Fact]
    public void A_quoted_cell_holds_separators_quotes_and_lines_and_the_next_row_knows_its_line()
    {
        var records = Read("a,b\n\"x, \"\"y\"\"\nz\",2\n3,4");

        Assert.Equal("x, \"y\"\nz", records[1].Cells[0]);
        Assert.Equal([1, 2, 4], records.Select(record => record.Line));
    }

    [Fact]
    public void A_quote_that_is_not_closed_is_told_with_its_line()
    {
        Read("a,b\n1,\"2\n3,4\n");

        Assert.Equal([new CsvFault(2, null, new CsvQuoteOpen())], _faults);
    }

    [Fact]
    public void Another_encoding_is_told_with_its_line()
    {
        CsvText.Read(new byte[] { (byte)'a', (byte)'\n', 0xE9, (byte)'\n' }, _faults);
        CsvText.Read(Encoding.Unicode.GetBytes("a,b\n"), _faults);

        Assert.Equal([new CsvFault(2, null, new CsvNotUtf8()), new CsvFault(1, null, new CsvNotUtf8())], _faults);
    }

    [Fact]
    public void What_a_spreadsheet_would_run_is_written_as_text_and_read_back_as_it_was()
    {
        string[] cells = ["=HYPERLINK(\"x\")", "+1 555", "@me", "-x", "-12.5", "plain, \"quoted\""];
        var file = CsvText.Write([["a", "b", "c", "d", "e", "f"], cells], ',');
        var text = Encoding.UTF8.GetString(file);

        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.EndsWith("\"'=HYPERLINK(\"\"x\"\")\",'+1 555,'@me,'-x,-12.5,\"plain, \"\"quoted\"\"\"\r\n", text, StringComparison.Ordinal);
        Assert.Equal(cells, CsvText.Read(file, _faults)[1].Cells);
    }

    private IReadOnlyList<CsvRecord> Read(string text) => CsvText.Read(Encoding.UTF8.GetBytes(text), _faults);
}
