using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Plant;
using Groundswell.Serving;
using Groundswell.Showing;
using Groundswell.Work;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;

namespace Groundswell.Tests.Showing;

/// <summary>What a refusal tells inside is told in the reader's language too, not in English in the middle of it.</summary>
public sealed class ToldTests
{
    private static readonly Texts All = Texts.Embedded();

    private static readonly Saying Above = Saying.Of("told.above", ("value", "26 Cel"), ("low", "20 Cel"), ("high", "25 Cel"));

    [Fact]
    public void A_refusal_is_in_one_language_to_its_last_word()
    {
        var unfit = new StepValueUnfit("temperature", Saying.Of("told.asks-decimals", ("unit", "Cel"), ("decimals", "1")), "warm");

        Assert.Equal("Step temperature asks for a number in Cel with at most 1 decimals; warm is not that.", RefusalTexts.English.Of(unfit));
        Assert.Equal("Schritt temperature verlangt eine Zahl in Cel mit höchstens 1 Nachkommastellen; warm ist das nicht.", In("de").Of(unfit));
        Assert.Equal(
            "Schritt temperature: 26\u00a0°C liegt über den Grenzen 20\u00a0°C bis 25\u00a0°C. Sagen Sie warum, dann wird es als Abweichung aufgezeichnet.",
            In("de").Of(new StepReasonNeeded("temperature", ExceptionKind.OutOfLimits, Above)));
        Assert.Equal(
            "El paso ethanol no se puede calcular: la lista de materiales no tiene la línea eth. Ingeniería debe revisar el maestro.",
            In("es").Of(new StepCannotBeWorkedOut("ethanol", Saying.Of("told.no-bill-line", ("line", "eth")))));
        Assert.Equal("o lote L-1 foi usado embora esteja expirado, em falta", In("pt").Of(
            Saying.Many("told.lot-used", [("lot", "L-1")], [Saying.Of("told.lot-expired"), Saying.Of("told.lot-short")])));
    }

    [Fact]
    public void What_is_wrong_with_a_draft_is_told_in_the_language_of_who_writes_it()
    {
        var fault = new ContentFault("id.twice", "operations/mix/id", "The id 'mix' is used twice.") { Facts = ["mix"] };

        Assert.Contains("operations/mix/id: The id 'mix' is used twice.", RefusalTexts.English.Of(new DraftIdsUnfit([fault])), StringComparison.Ordinal);
        foreach (var language in Texts.Languages.Skip(1))
        {
            foreach (var refused in new Refusal[] { new DraftIdsUnfit([fault]), new VersionFaulty([fault]) })
            {
                var told = In(language).Of(refused);
                Assert.Contains("mix", told, StringComparison.Ordinal);
                Assert.DoesNotContain("is used twice", told, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>An act that was set aside is settled hours later by a lead who reads another language than its person.</summary>
    [Fact]
    public void A_refusal_that_was_kept_by_its_code_and_its_facts_is_told_as_the_refusal_itself()
    {
        Refusal[] kept =
        [
            new StepDone(new("4711.010"), "gloves"), new StepReasonNeeded("temperature", ExceptionKind.OutOfLimits, Above),
            new NotInPilot(new("4711.010"), "P-17", ["P-18", "P-19"]), new JobNotRunning(new("4711.010"), JobStatus.Held),
        ];

        Assert.All(Texts.Languages, language => Assert.All(kept, refusal =>
            Assert.Equal(In(language).Of(refusal), In(language).Of(refusal.Code, Problems.FactsOf(refusal).ToJsonString()))));
    }

    [Fact]
    public void A_kind_of_place_and_a_status_are_told_in_the_readers_language()
    {
        Assert.Equal("Dieser Standort hat Bereich „HALL“ nicht in Gebrauch.", In("de").Of(new NotInUse(Area.Kind, "HALL")));
        Assert.DoesNotContain("Held", In("de").Of("job.not-running", """{"job":"4711.010","status":"Held"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_recorded_of_it_comes_back_as_it_was_and_in_English_beside()
    {
        var written = JsonSerializer.Serialize(Above, WorkJson.Default.Saying);

        Assert.Equal("""{"code":"told.above","values":{"high":"25 Cel","low":"20 Cel","value":"26 Cel"}}""", written);
        Assert.Equal(Above, JsonSerializer.Deserialize(written, WorkJson.Default.Saying));
        Assert.NotEqual(Above, Saying.Of("told.below", ("value", "26 Cel"), ("low", "20 Cel"), ("high", "25 Cel")));
        Assert.Equal("26 Cel is above the limits 20 Cel to 25 Cel", Above.ToString());
    }

    private static Words In(string language)
    {
        var words = new Words(All);
        words.Speak(language);
        return words;
    }
}
