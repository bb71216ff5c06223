using System.Text.RegularExpressions;

namespace Groundswell.Expressions.Tests;

/// <summary>Whoever writes a third evaluator has docs/expressions.md and the vectors: neither may leave out anything.</summary>
public sealed partial class DocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Vectors.Folder, "../../docs/expressions.md"));

    private static readonly string Cases = File.ReadAllText(Path.Combine(Vectors.Folder, "vectors.json"));

    [Fact]
    public void Every_fault_is_in_the_document_and_in_a_vector()
    {
        Assert.DoesNotContain(FaultMessages.Codes, code => !Document.Contains($"`{code}`", StringComparison.Ordinal));
        Assert.DoesNotContain(FaultMessages.Codes, code => !Cases.Contains($"\"code\": \"{code}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_error_is_in_the_document_and_in_a_vector()
    {
        var errors = Enum.GetValues<ErrorCode>().Select(code => Value.Error(code).ToString()["error ".Length..]).ToArray();

        Assert.DoesNotContain(errors, error => !Document.Contains($"`{error}`", StringComparison.Ordinal));
        Assert.DoesNotContain(errors, error => !Cases.Contains(error, StringComparison.Ordinal));
    }

    [Fact]
    public void The_document_tells_each_unit_as_it_is_known()
    {
        var rows = UnitRow().Matches(Document);

        Assert.Empty(UnitTable.Names.Except(rows.Select(row => row.Groups["code"].Value)));
        foreach (Match row in rows)
        {
            Assert.True(Rational.Parse(row.Groups["factor"].Value) is var factor && Unit.TryParse(row.Groups["code"].Value, out var unit)
                && Unit.TryParse(row.Groups["of"].Value, out var of) && unit.Factor == factor * of.Factor && unit.Dimension == of.Dimension, row.Value);
        }
    }

    [Fact]
    public void Every_example_of_the_document_is_an_expression()
    {
        var examples = Example().Matches(Document).Select(match => match.Groups["text"].Value).ToArray();

        Assert.True(examples.Length > 10);
        Assert.DoesNotContain(examples, text => Formula.Parse(text).Formula is null);
    }

    // | `L` | 0.001 | `m3` |
    [GeneratedRegex(@"^\| `(?<code>[^`]+)` \| (?<factor>[0-9./]+) \| `(?<of>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex UnitRow();

    // Indented lines of blocks that are marked as expressions.
    [GeneratedRegex(@"(?<=^```expression\n(?:.+\n)*)(?<text>[^`\n]+?)(?:  +— .*)?\n", RegexOptions.Multiline)]
    private static partial Regex Example();
}
