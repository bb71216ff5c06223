using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Groundswell.Showing;

namespace Groundswell.Tests.Showing;

/// <summary>Every text that a person reads is there in every language, and is not the English one under another name.</summary>
public sealed partial class TranslationTests
{
    private const string Symbol = "The unit's symbol is the same in every language.";
    private const string OnlyValues = "There is nothing in it but values.";
    private const string SameWord = "The language has the same word.";
    private const string Borrowed = "The language has taken the word over.";

    private static readonly string Source = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "Groundswell"));

    /// <summary>Texts that are right although they are the English ones; why, and in which languages.</summary>
    private static readonly (string Key, string[] Languages, string Why)[] TrueCognates =
    [
        ("sign-in.name", ["de"], SameWord),
        ("code.code", ["de"], Borrowed),
        ("me.passkeys", ["de"], "It is what the browsers' own windows say in German."),
        ("session-kind.passkey", ["de"], "It is what the browsers' own windows say in German."),
        ("time.minutes", ["es", "pt"], Symbol),
        ("time.hours", ["es", "pt"], Symbol),
        ("board.min", ["es", "pt"], Symbol),
        ("drafting.by", ["de", "es", "pt"], OnlyValues),
        ("told.change", ["zh"], OnlyValues),
        ("told.master", ["zh"], OnlyValues),
        ("told.version", ["zh"], OnlyValues),
        ("reason.material", ["de", "es", "pt"], SameWord),
        ("lots.material", ["de", "es", "pt"], SameWord),
        ("record.hash", ["de", "es", "pt"], "A term of cryptography that no language translates."),
        ("record.origin", ["de"], "A log of the record is called so in German too."),
        ("record.no", ["es"], SameWord),
        ("badge.pin", ["de", "es", "pt", "zh"], Borrowed),
        ("step.code", ["de"], Borrowed),
        ("call.material", ["de", "es", "pt"], SameWord),
        ("no", ["es"], SameWord),
        ("role.Supervisor", ["es", "pt"], SameWord),
        ("changed.other", ["de", "es", "pt", "zh"], OnlyValues),
        ("note.from", ["de", "es", "pt"], OnlyValues),
        ("title.complete-step", ["de", "es", "pt", "zh"], OnlyValues),
        ("nav.champions", ["de", "es", "pt"], Borrowed),
        ("say-effect.neutral", ["es"], SameWord),
        ("gate-note.coverage.covered", ["es", "pt"], Borrowed),
        ("champions.title", ["de", "es", "pt"], Borrowed),
        ("champions.who", ["de"], SameWord),
        ("files.people-one", ["de"], SameWord),
        ("files.materials-one", ["de", "es", "pt"], SameWord),
        ("enroll.code", ["de"], Borrowed),
        ("suggest.person", ["de"], SameWord),
        ("master-sort.name", ["de"], SameWord),
        ("master.name", ["de"], SameWord),
        ("master.version", ["de"], SameWord),
        ("master.number", ["de"], SameWord),
        ("version-source.pilot", ["de"], Borrowed),
        ("difference.from", ["de"], SameWord),
        ("change-class.parameter", ["de"], SameWord),
        ("asks.in", ["de"], SameWord),
        ("step-kind.text", ["de"], SameWord),
        ("field.in-language", ["de", "es", "pt"], OnlyValues),
        ("field.no", ["es"], SameWord),
        ("field.name", ["de"], SameWord),
        ("field.names", ["de"], SameWord),
        ("field.material", ["de", "es", "pt"], SameWord),
        ("people.name", ["de"], SameWord),
        ("people.team", ["de"], SameWord),
        ("account.roles", ["es"], SameWord),
        ("account.pin", ["de", "es", "pt", "zh"], Borrowed),
        ("nav.stations", ["de"], Borrowed),
        ("plant.name", ["de"], SameWord),
        ("place-kind.station", ["de", "es", "pt"], Borrowed),
        ("calendar.code", ["de"], Borrowed),
        ("sites.code", ["de"], Borrowed),
        ("says.Neutral", ["es"], SameWord),
        ("sheet.version", ["de"], SameWord),
        ("sheet.person", ["de"], SameWord),
        ("sheet.material", ["de", "es", "pt"], SameWord),
        ("sheet.name", ["de"], SameWord),
        ("sheet.no", ["es"], SameWord),
    ];

    public static TheoryData<string> Translations => [.. Texts.Languages.Skip(1)];

    [Theory, MemberData(nameof(Translations))]
    public void Every_text_is_translated(string language) => Assert.Empty(
        from file in Files()
        let translated = Read(file, language)
        from text in Read(file, "en")
        where !translated.ContainsKey(text.Key)
        select $"{Path.GetFileName(file)}: {text.Key}");

    [Theory, MemberData(nameof(Translations))]
    public void No_translation_is_of_a_text_that_is_gone(string language) => Assert.Empty(
        from file in Files()
        let english = Read(file, "en")
        from text in Read(file, language)
        where !english.ContainsKey(text.Key)
        select $"{Path.GetFileName(file)}: {text.Key}");

    [Theory, MemberData(nameof(Translations))]
    public void No_translation_is_the_English_text_but_for_words_that_are_the_same(string language)
    {
        var same =
            from file in Files()
            let translated = Read(file, language)
            from text in Read(file, "en")
            where translated.GetValueOrDefault(text.Key) == text.Value
            select text.Key;

        Assert.Equal(
            TrueCognates.Where(known => known.Languages.Contains(language)).Select(known => known.Key).Order(StringComparer.Ordinal),
            same.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void There_are_texts_of_all_three_kinds() =>
        Assert.Equal([".js", ".refusals", ".texts"], Files().Select(KindOf).Distinct().Order(StringComparer.Ordinal));

    private static string KindOf(string file) => file.EndsWith(".js", StringComparison.Ordinal) ? ".js" : Path.GetExtension(Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(file)));

    /// <summary>The English file of each room, and of the terminal.</summary>
    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Source, "*.*", SearchOption.AllDirectories).Where(file =>
        file.EndsWith(".texts.en.json", StringComparison.Ordinal)
        || file.EndsWith(".refusals.en.json", StringComparison.Ordinal)
        || file.EndsWith(Path.Combine("words", "en.js"), StringComparison.Ordinal));

    private static Dictionary<string, string> Read(string english, string language)
    {
        var file = Regex.Replace(english, @"\ben\.(json|js)$", $"{language}.$1");
        if (!File.Exists(file))
            return [];
        var text = File.ReadAllText(file);
        return file.EndsWith(".js", StringComparison.Ordinal)
            ? Pair().Matches(text).ToDictionary(pair => pair.Groups["key"].Value, pair => pair.Groups["text"].Value, StringComparer.Ordinal)
            : JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex(@"""(?<key>(?:[^""\\]|\\.)+)"":\s*""(?<text>(?:[^""\\]|\\.)*)""")]
    private static partial Regex Pair();
}
