using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Groundswell.Materials;
using Groundswell.Materials.Lots;
using Groundswell.Record;
using Groundswell.Showing;
using Groundswell.Work;
using Groundswell.Work.Calls;
using Groundswell.Work.Past;
using Groundswell.Work.SetAside;

namespace Groundswell.Tests.Showing;

public sealed partial class TextsTests
{
    private static readonly Texts All = Texts.Embedded();
    private static readonly string Source = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "Groundswell"));

    public static TheoryData<string> Translations => [.. Texts.Languages.Skip(1)];

    [Theory, MemberData(nameof(Translations))]
    public void Every_language_has_the_same_texts(string language) =>
        Assert.Equal(All.In("en").Keys.Order(StringComparer.Ordinal), All.In(language).Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Translations))]
    public void Every_translation_has_the_same_values_in_its_braces(string language) =>
        Assert.Empty(
            from text in All.In("en")
            where All.In(language).TryGetValue(text.Key, out var other) && !ValuesIn(text.Value).SetEquals(ValuesIn(other))
            select $"{text.Key}: {text.Value} / {All.In(language)[text.Key]}");

    [Fact]
    public void No_text_is_empty() =>
        Assert.Empty(from language in Texts.Languages from text in All.In(language) where text.Value.Trim().Length == 0 select $"{language} {text.Key}");

    [Fact]
    public void Every_text_a_page_asks_for_is_there()
    {
        var asked =
            from file in Sources()
            from Match found in Asked().Matches(File.ReadAllText(file))
            let key = found.Groups["key"].Value
            where !All.In("en").ContainsKey(key)
            select $"{Path.GetFileName(file)}: {key}";

        Assert.Empty(asked);
    }

    [Fact]
    public void No_text_is_there_that_nobody_asks_for()
    {
        var sources = string.Concat(Sources().Select(File.ReadAllText));
        var enumerations = EnumerationsTold().Select(type => KeyOf(type, "")).ToList();

        Assert.DoesNotContain(All.In("en").Keys, key =>
            !sources.Contains($"\"{key}\"", StringComparison.Ordinal)
            && !key.StartsWith("record.proof.", StringComparison.Ordinal) // Chosen by the state of the proof.
            && !sources.Contains($"$\"{key.Split('.')[0]}.{{", StringComparison.Ordinal)
            && !enumerations.Any(kind => key.StartsWith(kind, StringComparison.Ordinal))
            && !(key.EndsWith(".what", StringComparison.Ordinal) && sources.Contains($"\"{key[..^".what".Length]}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_an_enumeration_that_is_told_every_value_has_its_word() =>
        Assert.Empty(
            from type in EnumerationsTold()
            from name in Enum.GetNames(type)
            where !All.In("en").ContainsKey(KeyOf(type, name))
            select KeyOf(type, name));

    /// <summary>An inspector reads words, not the names that the record is written in.</summary>
    [Fact]
    public void Whatever_can_stand_in_an_orders_record_is_called_by_words() =>
        Assert.Empty(
            from happened in new WorkRoom().Events.Concat(new MaterialsRoom().Events.Where(type => type.Namespace == typeof(MaterialLotMoved).Namespace))
            where happened != typeof(RecordCopied) && happened != typeof(PastUseRecorded) // Of no order.
            let name = happened.GetCustomAttribute<RecordedAsAttribute>()!.Name
            where !All.In("en").ContainsKey($"recorded.{name}")
            select name);

    [Fact]
    public void What_a_terminal_keeps_is_called_by_words_where_it_is_set_aside() =>
        Assert.Empty(
            from act in KeptActs().Matches(File.ReadAllText(Path.Combine(Source, "wwwroot", "js", "floor", "terminal.js")).Split("KEPT")[1].Split("]")[0])
            where !All.In("en").ContainsKey($"recorded.{LateActWords.RecordedAs(act.Groups["act"].Value)}")
            select act.Groups["act"].Value);

    [Fact]
    public void Every_icon_a_page_names_is_drawn() =>
        Assert.Empty(
            from file in Sources()
            from Match found in NamedIcon().Matches(File.ReadAllText(file))
            where !Icons.Names.Contains(found.Groups["name"].Value)
            select $"{Path.GetFileName(file)}: {found.Groups["name"].Value}");

    [Fact]
    public void A_number_chooses_the_words_and_is_told_as_the_language_tells_numbers()
    {
        var words = new Words(All);
        Assert.Equal("1 day", words.Say("time.days", ("days", 1)));
        Assert.Equal("2 days", words.Say("time.days", ("days", 2)));
        Assert.Equal("12\u202f345.5\u00a0kg", words.Amount(12345.5m, "kg"));

        words.Speak("de");
        Assert.Equal("2 Tage", words.Say("time.days", ("days", 2)));
        Assert.Equal("12\u202f345,5\u00a0kg", words.Amount(12345.5m, "kg"));
    }

    [Fact]
    public void Of_pieces_no_unit_is_said()
    {
        Assert.Equal(("", "°C", "L", ""), (Words.Unit("1"), Words.Unit("Cel"), Words.Unit("L"), Words.Unit(null)));
    }

    [Fact]
    public void Times_are_told_by_the_sites_clock()
    {
        var words = new Words(All) { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") };
        var instant = new DateTimeOffset(2026, 11, 23, 20, 5, 0, TimeSpan.Zero);

        Assert.Equal("24 Nov 2026, 04:05", words.Moment(instant));
        words.Speak("zh");
        Assert.Equal("2026年11月24日, 04:05", words.Moment(instant));
    }

    private static IEnumerable<string> Sources() => new[] { "*.razor", "*.cs" }.SelectMany(kind => Directory.EnumerateFiles(Source, kind, SearchOption.AllDirectories));

    /// <summary>Enumerations that have at least one word.</summary>
    private static IEnumerable<Type> EnumerationsTold() => typeof(Texts).Assembly.GetTypes().Where(type =>
        type is { IsEnum: true, IsPublic: true } && Enum.GetNames(type).Any(name => All.In("en").ContainsKey(KeyOf(type, name))));

    private static string KeyOf(Type type, string name) =>
        $"{System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name)}.{System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name)}";

    private static HashSet<string> ValuesIn(string text) =>
        [.. Words.Plural().Matches(text).Concat(Words.Brace().Matches(text)).Select(found => found.Groups["name"].Value)];

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex("""(?:[wW]ords\[|\.Say\()"(?<key>[^"{]+)"[\],)]""")]
    private static partial Regex Asked();

    [GeneratedRegex("""["](?<act>[a-z-]+)["]""")]
    private static partial Regex KeptActs();

    [GeneratedRegex("""<Icon Name="(?<name>[a-z-]+)" """)]
    private static partial Regex NamedIcon();
}
