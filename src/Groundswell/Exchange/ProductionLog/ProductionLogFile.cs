using System.Globalization;
using System.Text;
using Groundswell.Deciding;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Microsoft.VisualBasic.FileIO;

namespace Groundswell.Exchange.ProductionLog;

/// <summary>Reads a production log and checks all of it before anything is done with it.</summary>
/// <remarks>The columns are those of "Production Analysis with Process Mining Technology" (D. Levy, 4TU.ResearchData 2014).</remarks>
public static class ProductionLogFile
{
    private const string TimeFormat = "yyyy/MM/dd HH:mm:ss.fff";
    private const int MostFaults = 100;

    private static readonly string[] Columns =
    [
        "Case ID", "Activity", "Resource", "Start Timestamp", "Complete Timestamp", "Span", "Work Order  Qty", "Part Desc.", "Worker ID", "Report Type",
        "Qty Completed", "Qty Rejected", "Qty for MRB", "Rework",
    ];

    /// <exception cref="ProductionLogFaultyException">With every fault, by line.</exception>
    public static async Task<IReadOnlyList<ProductionLogRow>> Read(string path, CancellationToken stop)
    {
        var text = Decode(await File.ReadAllBytesAsync(path, stop));
        using var csv = new TextFieldParser(new StringReader(text)) { TextFieldType = FieldType.Delimited, HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        csv.SetDelimiters(",");
        var faults = new List<RowNote>();
        if (Next(csv, faults) is not { } first)
            throw new ProductionLogFaultyException(faults.Count > 0 ? faults : [new RowNote(1, "The file is empty.")]);
        if (first.Fields.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ProductionLogFaultyException([new RowNote(1, $"The column '{twice.Key}' is there twice.")]);
        var header = first.Fields.Index().ToDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
        if (Columns.Where(column => !header.ContainsKey(column)).ToList() is { Count: > 0 } missing)
            throw new ProductionLogFaultyException([.. missing.Select(column => new RowNote(1, $"The column '{column}' is missing."))]);

        var rows = new List<ProductionLogRow>();
        while (faults.Count < MostFaults && !csv.EndOfData)
        {
            if (Next(csv, faults) is not { } next)
                continue;
            if (next.Fields.Length != header.Count)
                faults.Add(new RowNote(next.Line, $"The row has {next.Fields.Length} fields, not {header.Count}: it was written by halves, or a comma stands in a name."));
            else if (new RowReader(header, next.Fields, next.Line, faults).Row() is { } row)
                rows.Add(row);
        }

        faults.AddRange(OrdersThatDisagree(rows));
        if (faults.Count > 0)
            throw new ProductionLogFaultyException(faults);
        if (rows.Count == 0)
            throw new ProductionLogFaultyException([new RowNote(2, "The file has a header and no rows.")]);
        return rows;
    }

    private static (int Line, string[] Fields)? Next(TextFieldParser csv, List<RowNote> faults)
    {
        var line = (int)csv.LineNumber;
        try
        {
            return csv.ReadFields() is { } fields ? (line, fields) : null;
        }
        catch (MalformedLineException)
        {
            faults.Add(new RowNote((int)csv.ErrorLineNumber, "The quotes of this row do not close."));
            return null;
        }
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException wrong)
        {
            var line = 1 + bytes.AsSpan(0, Math.Max(0, wrong.Index)).Count((byte)'\n');
            throw new ProductionLogFaultyException([new RowNote(line, "The file is not UTF-8 text. Save it as UTF-8.")]);
        }
    }

    private static IEnumerable<RowNote> OrdersThatDisagree(List<ProductionLogRow> rows) =>
        from order in rows.GroupBy(row => row.Order)
        from row in order
        where row.Part != order.First().Part || row.OrderedQuantity != order.First().OrderedQuantity
        select new RowNote(row.Line, $"{row.Order} is for {row.OrderedQuantity} {row.Part} here, and for {order.First().OrderedQuantity} {order.First().Part} before.");

    /// <summary>Reads the fields of one row and notes each that can't be read.</summary>
    private sealed class RowReader(Dictionary<string, int> header, string[] fields, int line, List<RowNote> faults)
    {
        private readonly int _before = faults.Count;

        public ProductionLogRow? Row()
        {
            var (start, complete) = (Time("Start Timestamp"), Time("Complete Timestamp"));
            if (complete < start)
                Fault($"The work is complete at {complete:yyyy/MM/dd HH:mm}, before it starts at {start:yyyy/MM/dd HH:mm}.");
            var phase = Field("Report Type").Trim() switch
            {
                "S" => JobPhase.Setup,
                "D" => JobPhase.Run,
                "B" => JobPhase.Breakdown,
                var other => Fault<JobPhase>($"'{other}' is no report type: S, D or B."),
            };
            var rework = Field("Rework").Trim() switch
            {
                "Y" => true,
                "" => false,
                var other => Fault<bool>($"'{other}' in Rework: Y or nothing."),
            };
            var row = new ProductionLogRow(
                line, string.Join('\u001f', fields), Name("Case ID", CreateOrder.LongestId), Text("Activity"), Name("Resource"), start, complete, Field("Span"),
                Ordered(), Name("Part Desc."), Name("Worker ID"), phase, Quantity("Qty Completed"), Quantity("Qty Rejected"),
                Quantity("Qty for MRB"), rework);
            return faults.Count == _before ? row : null;
        }

        /// <summary>Names are the same however many spaces stand in them.</summary>
        private string Name(string column, int longest = Id<Order>.MaxLength) =>
            string.Join(' ', Text(column).Split(' ', StringSplitOptions.RemoveEmptyEntries)) is var name && name.Length <= longest
                ? name
                : Fault<string>(FormattableString.Invariant($"{column} has {name.Length} characters; {longest} are taken.")) ?? "";

        private string Text(string column)
        {
            var text = Field(column);
            if (string.IsNullOrWhiteSpace(text))
                Fault($"{column} is empty.");
            else if (text.Any(char.IsControl))
                Fault($"{column} holds a character that is no text.");
            return text;
        }

        private decimal Ordered() => Quantity("Work Order  Qty") is var ordered && ordered > 0 || faults.Count > _before
            ? ordered
            : Fault<decimal>("Nothing was ordered: Work Order  Qty is 0.");

        private DateTime Time(string column) =>
            DateTime.TryParseExact(Field(column), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : Fault<DateTime>($"'{Field(column)}' in {column} is no time such as 2012/01/29 23:24:00.000.");

        private decimal Quantity(string column) =>
            decimal.TryParse(Field(column), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quantity)
                ? quantity
                : Fault<decimal>($"'{Field(column)}' in {column} is no quantity.");

        private string Field(string column) => fields[header[column]];

        private T? Fault<T>(string text)
        {
            Fault(text);
            return default;
        }

        private void Fault(string text) => faults.Add(new RowNote(line, text));
    }
}
