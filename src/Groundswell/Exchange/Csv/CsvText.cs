using System.Text;
using Groundswell.Deciding;

namespace Groundswell.Exchange.Csv;

/// <summary>A row as it stands in a file.</summary>
/// <param name="Line">The line it begins on; the header is line 1.</param>
public sealed record CsvRecord(int Line, IReadOnlyList<string> Cells);

/// <summary>CSV as spreadsheets write it (RFC 4180): UTF-8 with or without its mark; commas, semicolons or tabs; quotes where they are needed.</summary>
public static class CsvText
{
    private const string ByteOrderMark = "\uFEFF";

    /// <summary>What a spreadsheet takes for a formula at the beginning of a cell.</summary>
    private const string Formulas = "=+-@\t\r";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a whole file; what can't be read is among the faults.</summary>
    public static IReadOnlyList<CsvRecord> Read(ReadOnlyMemory<byte> file, ICollection<CsvFault> faults)
    {
        if (Decode(file.Span, faults) is not { } text)
            return [];
        var separator = SeparatorOf(text);
        var records = new List<CsvRecord>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, began, at) = (1, 1, 0);
        while (at < text.Length)
        {
            var sign = text[at++];
            if (sign == '"' && cell.Length == 0)
            {
                if (!Quoted(text, ref at, ref line, cell))
                {
                    faults.Add(new CsvFault(began, null, new CsvQuoteOpen()));
                    return records;
                }
            }
            else if (sign == separator)
            {
                Cell();
            }
            else if (sign is '\n' or '\r')
            {
                if (sign == '\r' && at < text.Length && text[at] == '\n')
                    at++;
                Row();
                began = ++line;
            }
            else
            {
                cell.Append(sign);
            }
        }

        if (cell.Length > 0 || cells.Count > 0)
            Row();
        return records;

        void Cell()
        {
            cells.Add(Bare(cell.ToString().Trim()));
            cell.Clear();
        }

        void Row()
        {
            Cell();
            // Spreadsheets leave empty rows at the end, and rows of nothing but separators.
            if (cells.Any(one => one.Length > 0))
                records.Add(new CsvRecord(began, [.. cells]));
            cells.Clear();
        }
    }

    /// <summary>Writes a file that spreadsheets open as what it is: with the mark of UTF-8, and no text in it that would be run as a formula.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string?>> rows, char separator)
    {
        var text = new StringBuilder(ByteOrderMark);
        foreach (var row in rows)
            text.AppendJoin(separator, row.Select(cell => Escaped(cell ?? "", separator))).Append("\r\n");
        return Strict.GetBytes(text.ToString());
    }

    private static bool Quoted(string text, ref int at, ref int line, StringBuilder cell)
    {
        while (at < text.Length)
        {
            var sign = text[at++];
            if (sign == '"')
            {
                if (at >= text.Length || text[at] != '"')
                    return true;
                at++;
            }
            else if (sign == '\n')
            {
                line++;
            }

            cell.Append(sign);
        }

        return false;
    }

    private static string? Decode(ReadOnlySpan<byte> file, ICollection<CsvFault> faults)
    {
        try
        {
            var text = Strict.GetString(file);
            if (!text.Contains('\0', StringComparison.Ordinal))
                return text.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? text[1..] : text;
            faults.Add(new CsvFault(1, null, new CsvNotUtf8()));
        }
        catch (DecoderFallbackException wrong)
        {
            faults.Add(new CsvFault(1 + file[..Math.Clamp(wrong.Index, 0, file.Length)].Count((byte)'\n'), null, new CsvNotUtf8()));
        }

        return null;
    }

    /// <summary>Names of columns hold none of these: whichever stands first in the header is the one.</summary>
    private static char SeparatorOf(string text)
    {
        var at = text.AsSpan().IndexOfAny(",;\t\n");
        return at >= 0 && text[at] != '\n' ? text[at] : ',';
    }

    /// <summary>An apostrophe before a sign that begins formulas is the spreadsheet's, or ours, and no part of the text.</summary>
    private static string Bare(string cell) => cell.Length > 1 && cell[0] == '\'' && Formulas.Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell;

    private static string Escaped(string cell, char separator)
    {
        if (cell.Length > 0 && Formulas.Contains(cell[0], StringComparison.Ordinal) && !IsNumber(cell))
            cell = "'" + cell;
        return cell.Contains(separator, StringComparison.Ordinal) || cell.AsSpan().IndexOfAny("\"\r\n") >= 0
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
    }

    private static bool IsNumber(string cell) =>
        decimal.TryParse(cell, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture, out _);
}

/// <summary>What is wrong in a file, and where.</summary>
/// <param name="Column">By its name in the header; null where it is about the row.</param>
public sealed record CsvFault(int Line, string? Column, Refusal Refusal);
