using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Groundswell.Changes.Policies;
using Groundswell.Deciding;
using Groundswell.Masters.Differences;
using Groundswell.Showing;
using Groundswell.Signing;

namespace Groundswell.Tests.Signing;

public sealed partial class SigningSheetTests
{
    private static readonly Texts Texts = Texts.Embedded();

    /// <summary>
    /// Made outside the program: python3 -c 'import json,hashlib; print(hashlib.sha256(json.dumps([...], ensure_ascii=False,
    /// separators=(",",":")).encode()).hexdigest())'.
    /// </summary>
    private const string HashMadeElsewhere = "83030d0546298f898bbcd86760f07d99642918b0e8f1ee155936e56be37ae1f6";

    /// <summary>Made the same way, of the German words.</summary>
    private const string GermanHashMadeElsewhere = "a08a2e4bd7879d92b837e0891f13a4e531cc4a68cadbccdcf8ec76dab5046683";

    private readonly SigningSheet _sheet = new SigningSheet("Grant a qualification")
        .With("Person", "P-17")
        .With("Qualification", "AUTOCLAVE (\"Gerät\" <3>)")
        .With("Level", 2)
        .With("Held until", new DateTimeOffset(2027, 3, 2, 8, 0, 0, TimeSpan.FromHours(1)));

    [Fact]
    public void Anybody_can_make_the_hash_of_a_sheet_again() => Assert.Equal(HashMadeElsewhere, _sheet.ContentHash);

    [Fact]
    public void A_line_without_a_value_is_no_line() => Assert.Equal(_sheet.ContentHash, _sheet.With("Evidence", (string?)null).ContentHash);

    [Fact]
    public void Every_word_of_it_counts()
    {
        Assert.NotEqual(_sheet.ContentHash, (_sheet with { Title = "Renew a qualification" }).ContentHash);
        Assert.NotEqual(_sheet.ContentHash, _sheet.With("Evidence", "Record 114").ContentHash);
    }

    [Fact]
    public void A_record_that_has_a_hash_of_its_own_is_signed_by_that() =>
        Assert.Equal("abc", (_sheet with { ContentHash = "abc" }).ContentHash);

    [Fact]
    public void In_another_language_it_is_that_languages_words_and_its_hash_is_over_them_and_the_language()
    {
        var german = _sheet.ShownIn("de", Texts);

        Assert.Equal(("de", "Eine Qualifikation erteilen"), (german.Language, german.Title));
        Assert.Equal(
            [
                new SheetLine("Person", "P-17"), new SheetLine("Qualifikation", "AUTOCLAVE (\"Gerät\" <3>)"), new SheetLine("Stufe", "2"),
                new SheetLine("Gilt bis", "2027-03-02 07:00:00 UTC"),
            ],
            german.Lines);
        Assert.Equal(GermanHashMadeElsewhere, german.ContentHash);
        Assert.Equal(_sheet.ContentHash, _sheet.ShownIn("en", Texts).ContentHash);
        Assert.Equal(5, Texts.Languages.Select(language => _sheet.ShownIn(language, Texts).ContentHash).Distinct().Count());
        Assert.Equal("abc", (_sheet with { ContentHash = "abc" }).ShownIn("de", Texts).ContentHash);
    }

    [Fact]
    public void What_people_wrote_stands_as_it_is_and_what_the_product_says_is_said_in_the_language()
    {
        var sheet = new SigningSheet("Let a draft be tried")
            .With("Reason", "done")
            .With("Shifts", SheetWord.Of("all"))
            .With(SheetWord.AsIs("Reason"), SheetWord.Of("forced {value}", ("value", "{done}")))
            .With("Groups of", SheetWord.List([SheetWord.Of(ChangeClass.Critical), SheetWord.Of(Role.Operator)]));

        Assert.Equal(
            [
                new SheetLine("Grund", "done"), new SheetLine("Schichten", "alle"), new SheetLine("Reason", "erzwungen {done}"),
                new SheetLine("Gruppen aus", "Kritisch, Bediener/in"),
            ],
            sheet.ShownIn("de", Texts).Lines);
        Assert.Equal("Critical, Operator", sheet.ShownIn("en", Texts).Lines[^1].Value);
    }

    /// <summary>A word that a sheet says has its text, in English the very same; so a word that is new or changed is not forgotten in the other languages.</summary>
    [Fact]
    public void Every_word_of_every_sheet_is_in_the_texts()
    {
        var said = Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText).Where(text => text.Contains("SigningSheet", StringComparison.Ordinal) || text.Contains("SheetWord", StringComparison.Ordinal))
            .SelectMany(text => Literal().Matches(text)).Select(found => found.Groups["word"].Value)
            .Concat(["yes", "no", "all", "skipped", "forced", "done", "not yet released", "Version"])
            .Where(word => Letter().IsMatch(Brace().Replace(word, "")))
            .Distinct().ToDictionary(SheetWord.KeyOf);

        Assert.NotEmpty(said);
        Assert.Equal(
            said.OrderBy(word => word.Key, StringComparer.Ordinal),
            Texts.In("en").Where(text => text.Key.StartsWith("sheet.", StringComparison.Ordinal)).OrderBy(text => text.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void The_numbers_of_a_policy_are_told_in_every_language()
    {
        var sheet = PolicySheet.Of(2, [new ClassPolicy(ChangeClass.Critical, Agreement: 0.75m, TwoContacts: true)], "Stricter");

        Assert.All(Texts.Languages, language =>
        {
            var line = sheet.ShownIn(language, Texts).Lines[^1].Value;
            Assert.Contains("0.75", line, StringComparison.Ordinal);
            Assert.DoesNotContain("{", line, StringComparison.Ordinal);
        });
    }

    private static string Source { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "Groundswell"));

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex(@"(?:\bWith\(|SigningSheet\(|Sheet\.Of\(|SheetWord\.Of\()\s*""(?<word>[^""]*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Brace();

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Letter();
}
