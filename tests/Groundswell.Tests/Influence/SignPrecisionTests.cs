using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Influence.Signs;
using Groundswell.Work.Calls;

namespace Groundswell.Tests.Influence;

/// <summary>Over HTTP, from entries to a threshold: a sign asks, what was found is recorded, how often it was right becomes known, and from where on it fires is set by that.</summary>
public sealed class SignPrecisionTests
{
    [Fact]
    public async Task What_was_found_makes_a_signs_precision_known_and_its_threshold_follows()
    {
        await using var plant = await InfluencePlant.Start();
        // Nine weeks in which somebody comes to every call; then one in which to two of sixteen nobody does, and one in which nobody does to any.
        for (var week = 0; week < 11; week++)
        {
            foreach (var (person, at) in InfluencePlant.Crew("A").Concat(InfluencePlant.Crew("A")).Index().Select(one => (one.Item, one.Index)))
            {
                var call = new Id<HelpCall>($"HC-{week}-{at}");
                await plant.Do(new RaiseHelpCall(call, "machine", new("MIX")), person);
                if (week < 9 || (week == 9 && at > 1))
                    await plant.Do(new TakeHelpCall(call, Answering.OnDuty), "B-1");
                await plant.Do(new CloseHelpCall(call, true), person);
            }

            plant.Server.Time.Step(TimeSpan.FromDays(7));
        }

        // So long nobody stays signed in.
        await plant.Facilitator.Done("/sign-in", new { userName = "f-1", password = InfluencePlant.Password });
        await plant.Council.Done("/sign-in", new { userName = "c-1", password = InfluencePlant.Password });
        var asked = Of(await Signs(plant), "questions");
        var (weak, strong) = (asked.Single(one => one.GetProperty("share").GetDouble() < 0.5), asked.Single(one => one.GetProperty("share").GetDouble() > 0.5));

        // A question is answered where it was asked, and nowhere else.
        await plant.Facilitator.Done("/commands/record-sign-finding", Finding(weak, "Nothing", "Both were at the dentist"));
        await plant.Facilitator.Done("/commands/record-sign-finding", Finding(strong, "Misfit", "The bell can't be heard at the mixer"));
        Assert.Equal("influence.sign-unknown", await plant.Facilitator.Refused(
            "/commands/record-sign-finding", new { id = Guid.CreateVersion7(), site = InfluencePlant.Site, week = "2026-03-02", sign = "Unanswered", group = "Operations · Anna", finding = "Misfit", note = "x" }));
        var precision = Unanswered(await Signs(plant));
        Assert.Equal((2, 1, 2, 1), Counts(precision));
        Assert.InRange(precision.GetProperty("low").GetDouble(), 0.02, 0.03);
        Assert.InRange(precision.GetProperty("high").GetDouble(), 0.97, 0.98);
        Assert.False(precision.TryGetProperty("reason", out var none) && none.ValueKind != JsonValueKind.Null);

        // Stricter: the weak one is no longer asked about, what was found of it is still known, and what is left was right.
        await plant.Facilitator.Done("/commands/set-sign-threshold", Threshold(0.001m, 10));
        var after = await Signs(plant);
        Assert.DoesNotContain(Of(after, "questions"), one => one.GetProperty("week").GetString() == weak.GetProperty("week").GetString());
        Assert.Contains(Of(after, "questions"), one => one.GetProperty("note").GetString() == "The bell can't be heard at the mixer");
        Assert.Equal((2, 1, 1, 1), Counts(Unanswered(after)));
        Assert.Equal("One of two was nothing", Unanswered(after).GetProperty("reason").GetString());

        // Of other signs nothing has changed, and nobody else sets one.
        Assert.Equal(0.1m, Of(after, "precision").Single(one => one.GetProperty("sign").GetString() == "Late").GetProperty("falseShare").GetDecimal());
        Assert.Equal("door.not-allowed", await plant.Council.Refused("/commands/set-sign-threshold", Threshold(0.01m, 4)));
        Assert.Equal("influence.sign-threshold-same", await plant.Facilitator.Refused("/commands/set-sign-threshold", Threshold(0.001m, 10)));
        Assert.Equal(Unanswered(after).GetRawText(), Unanswered(await plant.Asked(plant.Council, "signs")).GetRawText());
    }

    private static object Threshold(decimal falseShare, decimal deviations) =>
        new { id = Guid.CreateVersion7(), site = InfluencePlant.Site, sign = "Unanswered", falseShare, deviations, reason = "One of two was nothing" };

    private static object Finding(JsonElement question, string finding, string note) => new
    {
        id = Guid.CreateVersion7(),
        site = InfluencePlant.Site,
        week = question.GetProperty("week").GetString(),
        sign = question.GetProperty("sign").GetString(),
        group = question.GetProperty("group").GetString(),
        finding,
        note,
    };

    private static Task<JsonElement> Signs(InfluencePlant plant) => plant.Asked(plant.Facilitator, "signs");

    private static List<JsonElement> Of(JsonElement signs, string what) =>
        [.. signs.GetProperty(what).EnumerateArray().Where(one => what != "questions" || one.GetProperty("sign").GetString() == nameof(SignKind.Unanswered))];

    private static JsonElement Unanswered(JsonElement signs) => Of(signs, "precision").Single(one => one.GetProperty("sign").GetString() == nameof(SignKind.Unanswered));

    private static (int, int, int, int) Counts(JsonElement precision) => (
        precision.GetProperty("looked").GetInt32(), precision.GetProperty("misfits").GetInt32(), precision.GetProperty("firesNow").GetInt32(), precision.GetProperty("misfitsNow").GetInt32());
}
