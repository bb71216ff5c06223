using System.Globalization;
using System.Text;

namespace Groundswell.Benchmarks.Exchange;

/// <summary>A production log of a job shop that never was, with the columns that an import takes: the same one every time.</summary>
internal static class TrialLog
{
    private const string Header =
        "Case ID,Activity,Resource,Start Timestamp,Complete Timestamp,Span,Work Order  Qty,Part Desc.,Worker ID,Report Type,Qty Completed,Qty Rejected,Qty for MRB,Rework";

    private const int RowsPerOrder = 20;
    private const int Machines = 30;
    private const int Workers = 50;
    private const int Parts = 25;

    private static readonly string[] Processes = ["Turning", "Milling", "Grinding", "Deburring", "Lapping", "Inspection"];

    /// <returns>How many rows it has.</returns>
    public static async Task<int> Write(string file, int orders, CancellationToken stop)
    {
        var random = new Chance(20_120_102);
        var text = new StringBuilder(Header).Append('\n');
        for (var order = 1; order <= orders; order++)
            Order(text, order, random);
        await File.WriteAllTextAsync(file, text.ToString(), stop);
        return orders * RowsPerOrder;
    }

    private static void Order(StringBuilder text, int order, Chance random)
    {
        var at = new DateTime(2012, 1, 2, 6, 0, 0, DateTimeKind.Unspecified).AddHours(order * 3);
        var quantity = random.Next(5, 200);
        for (var row = 0; row < RowsPerOrder; row++)
        {
            var last = row == RowsPerOrder - 1;
            var machine = random.Next(1, Machines + 1);
            var process = Processes[machine % Processes.Length];
            var (activity, resource) = last ? ("Packing", "Packing") : ($"{process} - Machine {machine}", $"Machine {machine} - {process}");
            var until = at.AddMinutes(random.Next(10, 240));
            var span = until - at;
            var setup = !last && random.Next(4) == 0;
            text.Append(CultureInfo.InvariantCulture, $"Case {order},{activity},{resource},{At(at)},{At(until)},{(int)span.TotalHours:D3}:{span.Minutes:D2},");
            text.Append(CultureInfo.InvariantCulture, $"{quantity},Part {order % Parts},ID{4000 + random.Next(Workers)},{(setup ? 'S' : 'D')},");
            text.Append(CultureInfo.InvariantCulture, $"{(setup ? 0 : random.Next(1, quantity))},{random.Next(10) / 9},0,{(random.Next(30) == 0 ? "Y" : "")}\n");
            at = until.AddMinutes(random.Next(0, 60));
        }
    }

    private static string At(DateTime time) => time.ToString("yyyy/MM/dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>SplitMix64: the same numbers everywhere.</summary>
    private sealed class Chance(ulong state)
    {
        public int Next(int least, int below) => least + Next(below - least);

        public int Next(int below)
        {
            state += 0x9E37_79B9_7F4A_7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
        }
    }
}
