using FsCheck;
using FsCheck.Fluent;

namespace Groundswell.Expressions.Tests;

public sealed class TotalityTests
{
    private static readonly Names Known = Vectors.NamesOf(new System.Text.Json.Nodes.JsonObject { ["names"] = RandomExpressions.Kinds() });

    [Fact]
    public void Any_text_is_an_expression_or_has_faults_within_it() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => IsTotal(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_row_of_tokens_is_an_expression_or_has_faults_within_it() =>
        ForSeeds(5_000, seed => IsTotal(new RandomExpressions(seed).Soup()));

    [Fact]
    public void Any_expression_ends_in_a_value_of_its_kind_or_missing_or_an_error() =>
        ForSeeds(5_000, seed => IsTotal(new RandomExpressions(seed).Any()));

    [Fact]
    public void Most_random_expressions_make_sense_and_all_kinds_of_values_come_out()
    {
        var values = Enumerable.Range(0, 5_000).Select(seed => ValueOf(new RandomExpressions((ulong)seed))).ToArray();

        Assert.True(values.Count(value => value is not null) > 2_500);
        Assert.Equal(Enum.GetValues<ValueForm>().Length, values.OfType<Value>().Select(value => value.Form).Distinct().Count());
    }

    [Fact]
    public void What_is_printed_is_parsed_into_the_same_tree() => ForSeeds(5_000, seed =>
    {
        var formula = Formula.Parse(new RandomExpressions(seed).Any()).Formula;
        var again = formula is null ? null : Formula.Parse(formula.ToString()).Formula;

        return formula is null || (again is not null && Shape(again.Tree) == Shape(formula.Tree) && again.ToString() == formula.ToString());
    });

    [Fact]
    public void What_is_written_of_a_value_is_read_as_the_same_value() => ForSeeds(5_000, seed =>
        ValueOf(new RandomExpressions(seed)) is not { } value || (Value.TryParse(value.ToString(), out var again) && again == value));

    [Fact]
    public void The_deepest_expressions_are_parsed_and_checked_and_evaluated_on_a_small_stack()
    {
        string[] deepest =
        [
            new string('(', 100) + "n" + new string(')', 100),
            string.Concat(Enumerable.Repeat("abs(", 99)) + "n" + new string(')', 99),
            string.Join(" + ", Enumerable.Repeat("n", 100)),
            string.Concat(Enumerable.Repeat("not ", 99)) + "b",
            string.Concat(Enumerable.Repeat("if(b, ", 99)) + "n" + string.Concat(Enumerable.Repeat(", n)", 99)),
        ];
        var evaluated = 0;
        var thread = new Thread(
            () => evaluated = deepest.Count(text => Known.Check(text).Expression is { } expression && expression.Evaluate(_ => Value.Missing).IsMissing),
            maxStackSize: 512 * 1024);

        thread.Start();
        thread.Join();

        Assert.Equal(deepest.Length, evaluated);
    }

    private static void ForSeeds(int count, Func<ulong, bool> holds)
    {
        for (var seed = 0UL; seed < (ulong)count; seed++)
            Assert.True(holds(seed), $"Seed {seed}: {new RandomExpressions(seed).Any()}");
    }

    private static bool IsTotal(string text)
    {
        var answer = Checked(text);
        if (answer.Expression is not { } expression)
            return answer.Faults.Count > 0 && answer.Faults.All(fault => IsWithin(fault, text) && fault.Message.Length > 0);

        var value = expression.Evaluate(Inputs(new RandomExpressions((ulong)text.Length)));
        return answer.Faults.Count == 0 && (value.IsMissing || value.IsError || value.Form == expression.Kind.Form);
    }

    // Not through Names.Check, which would keep them all.
    private static CheckedExpression Checked(string text) => Checker.Check(text, Known, null);

    private static bool IsWithin(Fault fault, string text) => fault.At >= 0 && fault.Length >= 0 && fault.At + fault.Length <= text.Length;

    private static Value? ValueOf(RandomExpressions random) => Checked(random.Any()).Expression?.Evaluate(Inputs(random));

    private static Dictionary<string, Value> Inputs(RandomExpressions random) =>
        random.Inputs().ToDictionary(input => input.Key, input => Value.TryParse((string)input.Value!, out var value) ? value : Value.Missing);

    private static string Shape(Node node) => node switch
    {
        LiteralNode literal => literal.Value.ToString(),
        NameNode name => name.Name,
        CallNode call => $"({call.Function} {string.Join(' ', call.Arguments.Select(Shape))})",
        UnaryNode unary => $"({unary.Operator} {Shape(unary.Operand)})",
        InNode conversion => $"(in {Shape(conversion.Operand)} {conversion.Unit})",
        BinaryNode binary => $"({binary.Operator} {Shape(binary.Left)} {Shape(binary.Right)})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
