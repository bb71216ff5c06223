using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Standings;

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
    public void An_answer_counts_while_whoever_gave_it_takes_part_and_anew_with_others_once_they_are_back()
    {
        AnsweredRow[] answers = [Row(1, "P-1", 3), Row(2, "P-2", 3), Row(3, "P-3", 3)];
        TookPartRow[] times =
        [
            new() { Site = "MUC", Position = 11, Person = "P-1", From = Monday, Until = Monday.AddDays(9) },
            new() { Site = "MUC", Position = 12, Person = "P-1", From = Monday.AddDays(20) },
            // Had everything up to the fifth day deleted.
            new() { Site = "MUC", Position = 13, Person = "P-3", From = Monday.AddDays(5), AnswersAfter = Monday.AddDays(5) },
        ];

        Assert.Equal(
            [new Answered(1, "P-1", A, Monday.AddDays(3), Monday.AddDays(9)), new Answered(1, "P-1", A, Monday.AddDays(20), null)],
            Answered.Of(answers, times));

        static AnsweredRow Row(long position, string person, int day) => new() { Site = "MUC", Position = position, GivenBy = person, Group = A, At = Monday.AddDays(day) };
    }

    [Fact]
    public void With_who_pauses_their_block_is_gone_and_who_is_back_makes_no_five_again()
    {
        List<Answered> answers = [.. Enumerable.Range(0, 5).Select(at => Given(at, 0))];
        answers[2] = answers[2] with { Until = Monday.AddDays(8) };
        answers.Add(answers[2] with { At = Monday.AddDays(15), Until = null });

        Assert.Equal(5, Counted(answers, 7).Count());
        Assert.Empty(Counted(answers, 60));
    }

    [Fact]
    public void A_block_is_in_figures_only_where_all_who_answered_are_told_of_in_the_same_group()
    {
        var block = new NominationBlock(["P-1", "P-2", "P-3", "P-4", "P-5"], []);

        Assert.True(block.IsIn(Told(["P-0", "P-1", "P-2", "P-3", "P-4", "P-5"])));
        Assert.False(block.IsIn(Told(["P-0", "P-1", "P-2", "P-3", "P-4"], ["P-5", "P-6", "P-7", "P-8", "P-9"])));
        // Who has joined lately is not told of yet.
        Assert.False(block.IsIn(Told(["P-0", "P-1", "P-2", "P-3", "P-4"])));

        static MayBeTold Told(params IReadOnlyList<string>[] cells) => new([.. cells.Select(cell => new Cell($"{cell[0]}", cell))], [], null);
    }

    [Fact]
    public void More_agreed_on_as_the_least_holds_at_once_and_makes_no_other_blocks_of_what_was_told()
    {
        List<Answered> answers = [.. Enumerable.Range(0, 7).Select(at => Given(at, 0)), .. Enumerable.Range(10, 5).Select(at => Given(at, 8)), .. Enumerable.Range(20, 2).Select(at => Given(at, 15))];
        int Least(DateTimeOffset at) => at < Monday.AddDays(18) ? 5 : 7;

        Assert.Equal(12, CountedNominations.Of(answers, Monday.AddDays(17), Least).Sum(block => block.Count));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], CountedNominations.Of(answers, Monday.AddDays(50), Least).SelectMany(block => block).Select(answer => answer.Id).Order());
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

    [Fact]
    public void Whoever_joins_pauses_and_moves_whenever_each_groups_figure_rests_on_five_of_it_or_none_and_so_does_each_difference()
    {
        var chance = new Groundswell.Networks.Chance(12);
        var (figures, mixed) = (0, 0);
        for (var round = 0; round < 40; round++)
        {
            string[] people = [.. Enumerable.Range(0, 30).Select(at => $"P-{at}")];
            var answers = people.Select((person, at) => new AnsweredRow
            {
                Site = "MUC",
                Position = at,
                GivenBy = person,
                Group = at % 3 == 0 ? B : A,
                At = Monday.AddDays(chance.Below(40)),
                Until = chance.Below(6) == 0 ? Monday.AddDays(50 + chance.Below(30)) : null,
            }).ToList();
            var times = people.Where(_ => chance.Below(5) > 0).SelectMany((person, at) =>
            {
                var (from, until, again) = (chance.Below(40), 45 + chance.Below(20), 70 + chance.Below(20));
                return chance.Below(3) > 0
                    ? [Time(2 * at, person, from, null)]
                    : new[] { Time(2 * at, person, from, until), Time((2 * at) + 1, person, again, null) };
            }).ToList();
            // A few have moved to the other crew since they answered, and one of a crew is always left out.
            var moved = people.Where(_ => chance.Below(10) == 0).ToHashSet();
            var left = people[chance.Below(people.Length)];
            var told = new Dictionary<string, List<IReadOnlyList<string>>> { [A] = [], [B] = [] };
            for (var day = 0; day < 120; day += 3)
            {
                var cells = people.Index().Where(one => day < 100 || one.Item != left)
                    .GroupBy(one => (one.Index % 3 == 0) != (day >= 60 && moved.Contains(one.Item)) ? B : A, one => one.Item).Select(cell => new Cell(cell.Key, [.. cell])).ToList();
                var blocks = CountedNominations.Of(Answered.Of(answers, times), Monday.AddDays(day), _ => 5)
                    .Select(block => new NominationBlock([.. block.Select(answer => answer.Person)], [])).ToList();
                var within = blocks.Where(block => block.IsIn(new MayBeTold(cells, [], null))).ToList();
                mixed += blocks.Count - within.Count;
                foreach (var cell in cells)
                {
                    string[] counted = [.. within.SelectMany(block => block.Answerers).Where(cell.Members.Contains).Order(StringComparer.Ordinal)];
                    if (counted.Length > 0 && !told[cell.Name].Exists(one => one.SequenceEqual(counted)))
                        told[cell.Name].Add(counted);
                }
            }

            figures += told.Values.Sum(one => one.Count);
            foreach (var (group, sets) in told)
                Assert.True(Differencing.IsSafe(sets, 5), $"Round {round}, {group}: {string.Join(" | ", sets.Select(one => string.Join(' ', one)))}");
        }

        Assert.True(figures > 100 && mixed > 0, $"{figures} {mixed}");

        static TookPartRow Time(long position, string person, int from, int? until) =>
            new() { Site = "MUC", Position = position, Person = person, From = Monday.AddDays(from), Until = until is { } day ? Monday.AddDays(day) : null };
    }

    private static IEnumerable<long> Counted(IReadOnlyList<Answered> answers, int day) => CountedNominations.Of(answers, Monday.AddDays(day), _ => 5).SelectMany(block => block).Select(answer => answer.Id).Order();

    private static Answered Given(int id, int day, string group = A, string? person = null) => new(id, person ?? $"P-{id}", group, Monday.AddDays(day), null);
}
