using Groundswell.Deciding;

namespace Groundswell.Exchange.Csv;

// What can be wrong with a file before anybody asks whether the plant would take it.

/// <summary>The file is in another encoding.</summary>
public sealed record CsvNotUtf8() : Refusal("csv.not-utf8");

/// <summary>A quote is opened and not closed: the rest of the file would be one cell.</summary>
public sealed record CsvQuoteOpen() : Refusal("csv.quote-open");

/// <summary>There is no row below the header, or no header.</summary>
public sealed record CsvEmpty(IReadOnlyList<string> Columns) : Refusal("csv.empty");

/// <summary>The file is larger than what is taken at once.</summary>
public sealed record CsvTooLarge(int Rows) : Refusal("csv.too-large");

/// <summary>A column that has to be there is not.</summary>
public sealed record CsvColumnMissing(string Column) : Refusal("csv.column-missing");

/// <summary>A column that nobody reads: it is mistyped, or the file is of another kind.</summary>
public sealed record CsvColumnUnknown(string Column, IReadOnlyList<string> Columns) : Refusal("csv.column-unknown");

/// <summary>Two columns have one name.</summary>
public sealed record CsvColumnTwice(string Column) : Refusal("csv.column-twice");

/// <summary>A row has more or fewer cells than the header.</summary>
public sealed record CsvCellsMiscounted(int Cells, int Columns) : Refusal("csv.cells-miscounted");

/// <summary>The same thing stands in two rows.</summary>
public sealed record CsvRowTwice(string Value, int FirstLine) : Refusal("csv.row-twice");

/// <summary>A cell that has to say something is empty.</summary>
public sealed record CsvCellEmpty(string Column) : Refusal("csv.cell-empty");

/// <summary>The cell of an area's parent, say: it has to be empty.</summary>
public sealed record CsvCellNotEmpty(string Column) : Refusal("csv.cell-not-empty");

/// <summary>An id is 1 to 120 characters without control characters.</summary>
public sealed record CsvIdUnfit(string Value) : Refusal("csv.id-unfit");

/// <summary>The cell is none of the words there are.</summary>
public sealed record CsvWordUnknown(string Value, IReadOnlyList<string> Words) : Refusal("csv.word-unknown");

/// <summary>Neither <c>1,5</c> nor <c>1,500</c> is taken: one of them is a thousand times the other.</summary>
public sealed record CsvDecimalComma(string Value) : Refusal("csv.decimal-comma");

/// <summary>The cell is no number.</summary>
public sealed record CsvNumberUnfit(string Value) : Refusal("csv.number-unfit");

/// <summary>The cell is no date such as 2026-11-30.</summary>
public sealed record CsvDateUnfit(string Value) : Refusal("csv.date-unfit");

/// <summary>The cell is no time such as 2026-11-30 14:00.</summary>
public sealed record CsvTimeUnfit(string Value) : Refusal("csv.time-unfit");

/// <summary>What is recorded of it can't be changed by a file.</summary>
public sealed record CsvFixed(string Column, string Recorded) : Refusal("csv.fixed");

/// <summary>Someone who has left is in the file.</summary>
public sealed record CsvPersonLeft(string Person) : Refusal("csv.person-left");

/// <summary>Something else was recorded between looking and recording.</summary>
public sealed record CsvMoved() : Refusal("csv.moved");
