using System.Reflection;
using System.Runtime.CompilerServices;
using Groundswell.Deciding;
using Groundswell.Serving;

namespace Groundswell.Tests.Architecture;

public sealed partial class RefusalTests
{
    private static readonly RefusalTexts Texts = RefusalTexts.Embedded("en");

    /// <summary>Each refusal of the product, made without its values: the code does not depend on them.</summary>
    private static readonly IReadOnlyList<Refusal> All =
    [
        .. typeof(Refusal).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract)
            .Select(type => (Refusal)type.GetConstructors()[0].Invoke(
                [.. type.GetConstructors()[0].GetParameters().Select(parameter => Default(parameter.ParameterType))])),
    ];

    [Fact]
    public void No_two_refusals_share_a_code() =>
        Assert.Empty(All.GroupBy(refusal => refusal.Code).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void Every_refusal_has_a_text_and_every_text_a_refusal() =>
        Assert.Equal(All.Select(refusal => refusal.Code).Order(StringComparer.Ordinal), Texts.Codes.Where(code => !IsTold(code)).Order(StringComparer.Ordinal));

    /// <summary>What refusals and exceptions tell inside: each code of the program has its text, and no text is left over.</summary>
    [Fact]
    public void Everything_that_is_told_has_a_text_and_every_text_is_told()
    {
        var source = Directory.EnumerateFiles(Path.Combine(Here(), "..", "..", "..", "src", "Groundswell"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        var told = source.SelectMany(text => ToldCode().Matches(text)).Select(found => found.Groups["code"].Value).ToHashSet();
        // A limit is passed above or below, and a lot breaks one of its rules: there the code is put together.
        told.UnionWith(["told.above", "told.below", "told.lot-restricted", "told.lot-expired", "told.lot-short"]);

        Assert.Equal(told.Order(StringComparer.Ordinal), Texts.Codes.Where(IsTold).Order(StringComparer.Ordinal));
    }

    private static bool IsTold(string code) => code.StartsWith("told.", StringComparison.Ordinal);

    [Fact]
    public void A_text_names_only_what_its_refusal_has()
    {
        var unknown =
            from refusal in All
            from name in RefusalTexts.NamesIn(Texts[refusal.Code])
            where refusal.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance) is null
            select $"{refusal.Code}: {{{name}}}";

        Assert.Empty(unknown);
    }

    [Fact]
    public void Persons_are_told_by_their_names_and_by_their_codes_where_they_have_none()
    {
        var refusal = new Groundswell.Work.Jobs.NotInPilot(new("J-1"), "P-1", ["P-2", "P-3"]);

        Assert.Contains("P-1 does not take part in. These can do it: P-2, P-3.", Texts.Of(refusal), StringComparison.Ordinal);
        Assert.Contains(
            "Ana Ruiz does not take part in. These can do it: Bo Li, P-3.",
            Texts.Of(refusal, null, (_, person) => person switch { "P-1" => "Ana Ruiz", "P-2" => "Bo Li", _ => null }), StringComparison.Ordinal);
    }

    [Fact]
    public void Things_are_told_by_what_they_are_called_and_by_their_ids_where_the_id_is_what_is_wrong()
    {
        object? Called(string called, string id) => called == "Change" ? Saying.Of("told.change", ("title", "One list")) : null;

        Assert.StartsWith("Change “One list” is not shaped any more.", Texts.Of(new Groundswell.Changes.Stories.ChangeNotOpen(new("4711"), default), null, Called), StringComparison.Ordinal);
        Assert.StartsWith("There is a change '4711' already.", Texts.Of(new Groundswell.Changes.Stories.ChangeAlreadyThere(new("4711")), null, Called), StringComparison.Ordinal);
    }

    /// <summary>By its name, or by its code.</summary>
    [Fact]
    public void Every_refusal_is_tried_in_a_test()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Here(), ".."), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var words = System.Text.RegularExpressions.Regex.Matches(tests, @"\w+").Select(word => word.Value).ToHashSet();

        Assert.Empty(All.Where(refusal => !words.Contains(refusal.GetType().Name) && !tests.Contains($"\"{refusal.Code}\"", StringComparison.Ordinal))
            .Select(refusal => refusal.GetType().Name));
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [Theory]
    [InlineData("de"), InlineData("es"), InlineData("pt"), InlineData("zh")]
    public void A_translated_text_has_the_values_of_the_text_it_translates(string language)
    {
        var translated = RefusalTexts.Embedded(language);

        Assert.NotEmpty(translated.Codes);
        Assert.DoesNotContain(translated.Codes, code =>
            !Texts.Codes.Contains(code) || !RefusalTexts.NamesIn(translated[code]).ToHashSet().SetEquals(RefusalTexts.NamesIn(Texts[code])));
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"""(?<code>told\.[a-z-]+)""")]
    private static partial System.Text.RegularExpressions.Regex ToldCode();

    private static object? Default(Type type) => type.IsValueType ? RuntimeHelpers.GetUninitializedObject(type) : null;
}
