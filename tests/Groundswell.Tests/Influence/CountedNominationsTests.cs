using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Nominations;

namespace Groundswell.Tests.Influence;

/// <summary>Nominations count in blocks of five answers and more: nobody's is found by what was told before and after.</summary>
public sealed class CountedNominationsTests
{
    private const string A = "Operations · Crew A", B = "Operations · Crew B";

    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void They_count_five_answers_at_a_time_and_from_a_monday_on()
    {
        // Three answer in the first week, one in the second and two in the third; one more waits for four others again.
        List<Answered> answers = [.. new[] { 0, 1, 2, 8, 15, 16, 22 }.Select((day, at) => Given(at, day))];

        Assert.Empty(Counted(answers, 13));
        Assert.Empty(Counted(answers, 20));
        Assert.Equal([0, 1, 2, 3, 4, 5], Counted(answers, 21));
        Assert.Equal([0, 1, 2, 3, 4, 5], Counted(answers, 60));
    }

    [Fact]
    public void Answers_of_two_groups_count_by_themselves_and_what_is_left_goes_together_after_four_weeks()
    {
        List<Answered> answers = [.. Enumerable.Range(0, 5).Select(at => Given(at, 0)), .. Enumerable.Range(5, 4).Select(at => Given(at, 0, group: B)), Given(9, 0, group: "Quality")];

        Assert.Equal([0, 1, 2, 3, 4], Counted(answers, 7));
        Assert.Equal([0, 1, 2, 3, 4], Counted(answers, 27));
        Assert.Equal(10, Counted(answers, 35).Count());
    }

    [Fact]
    public void With_who_takes_theirs_back_all_of_their_block_wait_for_five_who_never_counted()
    {
        List<Answered> answers = [.. Enumerable.Range(0, 7).Select(at => Given(at, 0))];
        Assert.Equal(7, Counted(answers, 8).Count());

        answers[3] = answers[3] with { Until = Monday.AddDays(9) };
        Assert.Equal(7, Counted(answers, 8).Count());
        Assert.Empty(Counted(answers, 9));

        answers.AddRange(Enumerable.Range(10, 4).Select(at => Given(at, 9)));
        Assert.Empty(Counted(answers, 14));
        answers.Add(Given(14, 15));
        Assert.Equal([0, 1, 2, 4, 5, 6, 10, 11, 12, 13, 14], Counted(answers, 21));
    }

    [Fact]
    public void Who_answers_anew_is_one_who_takes_theirs_back_and_one_who_answers()
    {
        List<Answered> answers = [.. Enumerable.Range(0, 5).Select(at => Given(at, 0)), Given(20, 8, person: "P-2")];
        answers[2] = answers[2] with { Until = Monday.AddDays(8) };

        Assert.Equal(5, Counted(answers, 7).Count());
        Assert.Empty(Counted(answers, 28));
    }

    [Fact]
    public void Five_answers_of_four_people_are_no_block() =>
        Assert.Empty(Counted([.. Enumerable.Range(0, 4).Select(at => Given(at, 0)), Given(4, 0, person: "P-0")], 60));

    [Fact]
    public void What_is_too_old_takes_its_block_along() =>
        Assert.Empty(CountedNominations.Of([.. Enumerable.Range(0, 5).Select(at => Given(at, at))], Monday.AddDays(2), Monday.AddDays(100), _ => 5));

    [Fact]
    public void More_agreed_on_as_the_least_holds_at_once_and_makes_no_other_blocks_of_what_was_told()
    {
        List<Answered> answers = [.. Enumerable.Range(0, 7).Select(at => Given(at, 0)), .. Enumerable.Range(10, 5).Select(at => Given(at, 8)), .. Enumerable.Range(20, 2).Select(at => Given(at, 15))];
        int Least(DateTimeOffset at) => at < Monday.AddDays(18) ? 5 : 7;

        Assert.Equal(12, CountedNominations.Of(answers, default, Monday.AddDays(17), Least).Count);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], CountedNominations.Of(answers, default, Monday.AddDays(50), Least).Order());
    }

    [Fact]
    public void Whoever_gives_and_takes_back_whenever_no_sum_or_difference_of_what_counted_is_of_few()
    {
        var chance = new Groundswell.Networks.Chance(11);
        for (var round = 0; round < 40; round++)
        {
            List<Answered> answers =
            [
                .. Enumerable.Range(0, 14 + chance.Below(30)).Select(at =>
                {
                    var given = chance.Below(80);
                    return Given(at, given, chance.Below(3) == 0 ? B : A) with { Until = chance.Below(4) == 0 ? Monday.AddDays(given + chance.Below(30)).AddHours(13) : null };
                }),
            ];
            var told = new List<IReadOnlyList<string>>();
            for (var day = 0; day < 120; day++)
            {
                // As it was known then.
                var known = answers.Where(answer => answer.At <= Monday.AddDays(day)).Select(answer => answer.Until > Monday.AddDays(day) ? answer with { Until = null } : answer).ToList();
                string[] counted = [.. Counted(known, day).Select(id => $"{id}")];
                if (counted.Length > 0 && !told.Exists(one => one.SequenceEqual(counted)))
                    told.Add(counted);
            }

            Assert.True(Differencing.IsSafe(told, 5), $"Round {round}: {string.Join(" | ", told.Select(one => string.Join(' ', one)))}");
        }
    }

    private static IEnumerable<long> Counted(IReadOnlyList<Answered> answers, int day) => CountedNominations.Of(answers, DateTimeOffset.MinValue, Monday.AddDays(day), _ => 5).Order();

    private static Answered Given(int id, int day, string group = A, string? person = null) => new(id, person ?? $"P-{id}", group, Monday.AddDays(day), null);
}
