using Groundswell.Influence.Policies;
using Groundswell.Influence.Signs;
using Groundswell.Influence.Standings;
using Groundswell.Networks;

namespace Groundswell.Influence.Nominations;

/// <summary>That somebody answered the two questions, and until when it stood. Whom they named is not in it.</summary>
/// <param name="Id">The answer's own, which tells nothing.</param>
/// <param name="Group">Function and team of whoever gave it, as they were then.</param>
/// <param name="At">From when it may count: when it was given, or when whoever gave it began to take part after that.</param>
/// <param name="Until">When it was taken back, given anew or destroyed, or whoever gave it took part no longer; null while it stands.</param>
public sealed record Answered(long Id, string Person, string Group, DateTimeOffset At, DateTimeOffset? Until)
{
    /// <summary>An answer as often as whoever gave it began to take part, each time by itself: with who pauses their block is gone, as with who takes theirs back.</summary>
    public static IReadOnlyList<Answered> Of(IEnumerable<AnsweredRow> answers, IEnumerable<TookPartRow> times)
    {
        var timesOf = times.ToLookup(time => time.Person, StringComparer.Ordinal);
        return
        [
            .. from answer in answers
               from time in timesOf[answer.GivenBy]
               where !(time.AnswersAfter >= answer.At)
               let at = answer.At > time.From ? answer.At : time.From
               let until = answer.Until is null || time.Until < answer.Until ? time.Until : answer.Until
               where !(until <= at)
               orderby answer.Position, time.Position
               select new Answered(answer.Position, answer.GivenBy, answer.Group, at, until),
        ];
    }
}

/// <summary>
/// Which nominations count in the network: from a Monday on, in blocks of five answers at least, and a block counts whole or not at all. Whoever looks before and after somebody answers at a terminal would
/// otherwise see whom they have named, and whoever looks before and after somebody takes it back would see whom they had.
/// </summary>
/// <remarks>
/// With an answer that is gone its block is gone at once, since what it said is destroyed. The others of it wait, and count again in a block with five that never counted. So what can be told at two moments, or at
/// any number of them, differs by five people's answers at least, however it is added and subtracted: of the blocks a sum is made of, the last one has five answers that are in no block before it.
/// </remarks>
public static class CountedNominations
{
    /// <summary>So long the answers of one group wait for others of it before they go with those of other groups.</summary>
    private const int WeeksAlone = 4;

    /// <param name="answers">All that were ever given at the site.</param>
    /// <param name="leastAt">How many people are the least of whom something is told, as was agreed on at an instant.</param>
    /// <returns>The answers that count now, block by block.</returns>
    public static IReadOnlyList<IReadOnlyList<Answered>> Of(IReadOnlyList<Answered> answers, DateTimeOffset now, Func<DateTimeOffset, int> leastAt)
    {
        var blocks = new List<List<Answered>>();
        var counted = new HashSet<long>();
        if (answers.Count > 0)
        {
            var thisWeek = SignCounts.WeekOf(now);
            for (var week = SignCounts.WeekOf(answers.Min(answer => answer.At)).AddDays(7); week <= thisWeek; week = week.AddDays(7))
            {
                DateTimeOffset monday = new(week.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
                blocks.RemoveAll(block => block.Exists(answer => IsGone(answer, monday)));
                var standing = blocks.SelectMany(block => block).Select(answer => answer.Id).ToHashSet();
                var waiting = answers.Where(answer => answer.At < monday && !IsGone(answer, monday) && !standing.Contains(answer.Id)).ToList();
                foreach (var block in Blocks(waiting, counted, monday, Math.Max(InfluenceRules.LeastGroup, leastAt(monday))))
                {
                    blocks.Add(block);
                    counted.UnionWith(block.Select(answer => answer.Id));
                }
            }
        }

        // More may have been agreed on as the least since.
        var least = Math.Max(InfluenceRules.LeastGroup, leastAt(now));
        return [.. blocks.Where(block => !block.Exists(answer => IsGone(answer, now)) && People(block) >= least)];
    }

    private static bool IsGone(Answered answer, DateTimeOffset at) => answer.Until <= at;

    private static int People(IEnumerable<Answered> answers) => answers.Select(answer => answer.Person).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Those of one group by themselves, so that each block is in one group's figures; what is left of groups that have waited long enough, together.</summary>
    private static IEnumerable<List<Answered>> Blocks(List<Answered> waiting, HashSet<long> counted, DateTimeOffset monday, int least)
    {
        var rest = new List<Answered>();
        foreach (var group in waiting.GroupBy(answer => answer.Group).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var blocks = Split([.. group], counted, monday, least);
            if (blocks.Count == 0 && group.Any(answer => answer.At < monday.AddDays(-7 * WeeksAlone)))
                rest.AddRange(group);
            foreach (var block in blocks)
                yield return block;
        }

        foreach (var block in Split(rest, counted, monday, least))
            yield return block;
    }

    /// <summary>Blocks as small as they may be, so that as few as possible go with an answer that goes; who is in which is drawn, always the same.</summary>
    private static List<List<Answered>> Split(List<Answered> waiting, HashSet<long> counted, DateTimeOffset monday, int least)
    {
        var fresh = waiting.Where(answer => !counted.Contains(answer.Id)).ToLookup(answer => answer.Person, StringComparer.Ordinal);
        if (fresh.Count < least)
            return [];
        string[] people = [.. fresh.Select(one => one.Key).Order(StringComparer.Ordinal)];
        var chance = new Chance((ulong)monday.ToUnixTimeSeconds(), (ulong)people.Length);
        chance.Shuffle(people.AsSpan());
        var blocks = new List<List<Answered>>();
        for (var at = 0; at < people.Length / least; at++)
            blocks.Add([]);
        foreach (var (at, person) in people.Index())
            blocks[at % blocks.Count].AddRange(fresh[person]);
        foreach (var (at, again) in waiting.Where(answer => counted.Contains(answer.Id)).OrderBy(answer => answer.Id).Index())
            blocks[at % blocks.Count].Add(again);
        return blocks;
    }
}
