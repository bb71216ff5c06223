namespace Groundswell.Expressions.Tests;

public sealed class NamesTests
{
    private static readonly Names Weights = new(new Dictionary<string, Kind> { ["gross"] = Kind.Number("kg"), ["tare"] = Kind.Number("kg") });

    [Fact]
    public void An_expression_is_evaluated_with_the_inputs_it_asks_for()
    {
        var expression = Weights.Check("gross - tare", Kind.Number("g")).Expression!;

        var net = expression.Evaluate(new Dictionary<string, Value>
        {
            ["gross"] = Value.Of(2.15m, Unit.Of("kg")),
            ["tare"] = Value.Of(185, Unit.Of("g")),
        });

        Assert.Equal(Value.Of(1965, Unit.Of("g")), net);
        Assert.Equal(["gross", "tare"], expression.Formula.Names);
    }

    [Fact]
    public void What_was_checked_is_kept()
    {
        Assert.Same(Weights.Check("gross - tare"), Weights.Check("gross - tare"));
        Assert.NotSame(Weights.Check("gross - tare"), Weights.Check("gross - tare", Kind.Number("g")));
    }

    [Fact]
    public void What_is_kept_is_bounded()
    {
        var names = new Names(new Dictionary<string, Kind>());
        for (var number = 0; number < 3_000; number++)
            names.Check($"{number}");

        Assert.NotSame(names.Check("2999"), names.Check("2999"));
    }

    [Theory]
    [InlineData("x", true)]
    [InlineData("step.10.value", true)]
    [InlineData("_a1", true)]
    [InlineData("and", false)]
    [InlineData("true", false)]
    [InlineData("1a", false)]
    [InlineData("a b", false)]
    [InlineData("(a)", false)]
    [InlineData(" a", false)]
    [InlineData("a-b", false)]
    [InlineData("a.", false)]
    [InlineData("größe", false)]
    [InlineData("", false)]
    public void A_name_is_letters_digits_and_points(string text, bool isName)
    {
        Assert.Equal(isName, Names.IsName(text));
        if (!isName)
            Assert.Throws<ArgumentException>(() => new Names(new Dictionary<string, Kind> { [text] = Kind.Text }));
    }

    [Fact]
    public void A_name_stands_for_one_thing_and_a_constant_has_a_value()
    {
        var inputs = new Dictionary<string, Kind> { ["x"] = Kind.Text };

        Assert.Throws<ArgumentException>(() => new Names(inputs, new Dictionary<string, Value> { ["x"] = Value.Of("a") }));
        Assert.Throws<ArgumentException>(() => new Names(inputs, new Dictionary<string, Value> { ["y"] = Value.Missing }));
    }

    [Fact]
    public void A_units_symbol_is_for_people_and_its_code_for_the_record() =>
        Assert.Equal(("°C", "Cel"), (Unit.Of("°C").Symbol, Unit.Of("°C").Code));
}
