using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Groundswell.Expressions;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Showing;

namespace Groundswell.Tests.Masters;

/// <summary>What pages say of faults and differences by code and by field has a text for each there can be.</summary>
public sealed partial class MasterTextsTests
{
    private static readonly Texts All = Texts.Embedded();

    [Fact]
    public void Every_fault_of_an_expression_has_a_text() =>
        Assert.DoesNotContain(FaultMessages.Codes, code => !All.In("en").ContainsKey($"fault.expression.{code}"));

    [Fact]
    public void Every_fault_of_a_content_has_a_text()
    {
        var contents = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "Groundswell", "Masters", "Contents"));
        var codes = Directory.EnumerateFiles(contents, "*.cs").SelectMany(file => Code().Matches(File.ReadAllText(file))).Select(found => found.Groups["code"].Value).ToHashSet();

        Assert.InRange(codes.Count, 35, 100);
        Assert.DoesNotContain(codes, code => !All.In("en").ContainsKey($"fault.{code}"));
    }

    [Fact]
    public void Every_field_that_can_differ_is_called_by_a_name()
    {
        var words = new Words(All);
        var difference = DifferenceOf.Contents(WorkMasterContent.Empty, HandRub.Content);

        foreach (var element in difference.Elements)
        {
            foreach (var field in element.Fields.Where(field => field.Field is not ("id" or "steps")))
                Assert.NotEmpty(FieldWords.Label(words, field.Field) + (field.After is { } value ? FieldWords.Value(words, field.Field, value, HandRub.Content) : ""));
        }
    }

    [Fact]
    public void A_text_is_compared_word_by_word() =>
        Assert.Equal(
            [
                (TextChange.Kept, "Measure "), (TextChange.Removed, "417"), (TextChange.Added, "420"), (TextChange.Kept, " mL"), (TextChange.Added, " slowly"),
            ],
            TextDifference.Between("Measure 417 mL", "Measure 420 mL slowly"));

    [Fact]
    public void A_text_without_spaces_is_compared_letter_by_letter() =>
        Assert.Equal([(TextChange.Kept, "戴"), (TextChange.Removed, "手套"), (TextChange.Added, "护目镜")], TextDifference.Between("戴手套", "戴护目镜"));

    [Theory]
    [InlineData("Put on gloves", "put_on_gloves"), InlineData("Überprüfen", "uberprufen"), InlineData("戴手套", "step_1"), InlineData("Target", "target_2"), InlineData("3 caps", "caps")]
    public void A_step_without_an_id_gets_one_that_expressions_can_say(string name, string id) =>
        Assert.Equal(id, SuggestedId.OfName(name, WorkMasterContent.Empty));

    [Fact]
    public void An_operation_without_an_id_gets_the_next_number()
    {
        Assert.Equal("010", SuggestedId.OfOperation("Mix", WorkMasterContent.Empty));
        Assert.Equal("040", SuggestedId.OfOperation("Mix", WorkMasterContent.Empty with { Operations = [new Operation("030", "Fill", [])] }));
        Assert.Equal("mix", SuggestedId.OfOperation("Mix", WorkMasterContent.Empty with { Operations = [new Operation("filling", "Fill", [])] }));
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex("""(?<=[ (\n])"(?<code>[a-z][a-z-]*(?:\.[a-z-]+)+)", (?:"|\$"|field)""")]
    private static partial Regex Code();
}
