using System.Text.RegularExpressions;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Standings;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Tests.CommandLine;
using Groundswell.Tests.Identifying;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Influence;

/// <summary>Attacks by whatever else can be asked, exported or compared: lists, files, records, the command line, two dates, two pilot groups, an administrator who helps themselves.</summary>
public sealed partial class TellingAttackTests
{
    /// <summary>What each answer differs in from one moment to the next, whoever takes part in what.</summary>
    private static readonly string[] Moving = ["/news", "/api/views", "/metrics", "/sessions", "/api/session", "/accounts/{person}"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_can_be_asked_or_exported_is_the_same_to_everybody_else_whoever_takes_part_names_somebody_or_leaves()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.Help("A-1", "A-2", 3);
        await plant.Help("A-2", "A-3", 3);
        await plant.OrderAtWork();
        var snoopers = await Snoopers(plant);
        var own = await plant.Worker("A-1");
        var before = await All();
        var ownBefore = await Everything(plant, own);

        await plant.AllTakePart();
        await plant.Do(new Nominate(["A-1"], ["A-1"]), "A-2");
        await plant.Do(new Nominate(["A-7"], []), "A-1");
        await plant.Asked(plant.Facilitator, "map");
        await plant.Asked(plant.Facilitator, "signs");
        await plant.Asked(plant.Facilitator, "suggestion");
        await plant.Do(new PauseTakingPart(), "A-4");
        await plant.Do(new EndTakingPart(Objects: true), "A-5");
        await plant.Do(new DeleteTies(), "A-6");

        var after = await All();
        Assert.True(before.Values.Count(answer => answer.StartsWith("OK", StringComparison.Ordinal)) > 80, $"{before.Values.Count(answer => answer.StartsWith("OK", StringComparison.Ordinal))} were answered.");
        Assert.Equal([], before.Keys.Where(path => before[path] != after[path]).Select(path => $"{path}: {First(before[path], after[path])}"));
        // Among them an order's record, filled: who did what and who helped is in it, and nothing of how anybody stands.
        var record = before.Where(answer => answer.Key.EndsWith("/sites/MUC/orders/1/record.json", StringComparison.Ordinal) && answer.Value.StartsWith("OK", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(record);
        Assert.All(record, answer => Assert.Contains("\"stir\"", answer.Value));
        Assert.All(record, answer => Assert.DoesNotContain("influence", answer.Value, StringComparison.OrdinalIgnoreCase));
        // Those who are told are told something else: the comparison does see what changes.
        var ownAfter = await Everything(plant, own);
        Assert.Contains(ownBefore.Keys, path => path.EndsWith("/influence/mine", StringComparison.Ordinal) && ownBefore[path] != ownAfter[path]);

        async Task<Dictionary<string, string>> All()
        {
            var answers = new Dictionary<string, string>();
            foreach (var (snooper, at) in snoopers.Select((one, at) => (one, at)))
            {
                foreach (var (path, answer) in await Everything(plant, snooper))
                    answers.Add($"{at} {path}", answer);
            }

            return answers;
        }
    }

    /// <summary>As few people as have every role there is but the two that may look at groups: some roles never go together.</summary>
    private static async Task<List<Browser>> Snoopers(InfluencePlant plant)
    {
        var snoopers = new List<Browser>();
        foreach (var role in Enum.GetValues<Role>().Except([Role.Facilitator, Role.WorksCouncil, Role.Integration]))
        {
            var granted = false;
            for (var at = 1; at <= snoopers.Count && !granted; at++)
            {
                using var answer = await plant.Root.Post("/commands/grant-role", new { id = Guid.CreateVersion7(), account = $"S-{at}", role = role.ToString() });
                granted = answer.IsSuccessStatusCode;
            }

            if (!granted)
                snoopers.Add(await plant.Worker($"S-{snoopers.Count + 1}", (role, null)));
        }

        return snoopers;
    }

    [Fact]
    public async Task A_log_of_peoples_data_leaves_the_machine_in_a_backup_and_in_no_export_and_no_proof()
    {
        using var run = new CommandLineRun();
        await run.Record();
        await using (var journal = await run.Write())
        {
            await journal.OpenLog(Logs.PeopleOfSite("MUC"), Stop);
            Assert.IsType<Receipt>(await journal.Append(CommandLineRun.Held(1) with { Log = Logs.PeopleOfSite("MUC"), Command = Guid.CreateVersion7() }, Stop));
        }

        foreach (var command in (string[][])[["export"], ["prove", "--position", "1"], ["prove", "--stream", "influence-standing-A-1"]])
        {
            var told = await CommandLineRun.Fails(2, [.. command, "--data", run.Data, "--log", "site.muc.people", "--out", run.File("told")]);
            Assert.Contains("holds people's data", told, StringComparison.Ordinal);
            Assert.False(File.Exists(run.File("told")));
        }

        await CommandLineRun.Good("export", "--data", run.Data, "--log", "site-a", "--out", run.File("a.jsonl"));
        Assert.Contains("site.muc.people: sound", await CommandLineRun.Good("verify", "--data", run.Data), StringComparison.Ordinal);
        await CommandLineRun.Good("backup", "--data", run.Data, "--to", run.File("backup"));
    }

    [Fact]
    public async Task Who_has_their_ties_deleted_is_not_found_by_comparing_two_days()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        foreach (var other in InfluencePlant.Crew("A").Skip(1))
            await plant.Help("A-1", other, 6);
        Assert.Contains("Crew A", (await plant.Asked(plant.Facilitator, "map")).GetProperty("groups").GetRawText(), StringComparison.Ordinal);

        plant.Server.Time.Step(TimeSpan.FromMinutes(1));
        await plant.Do(new DeleteTies(), "A-1");
        var after = await plant.Asked(plant.Facilitator, "map");

        // Eight people without one are too few for four others to be left out along with them.
        Assert.DoesNotContain("Crew A", after.GetProperty("groups").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Crew A", after.GetProperty("withheld").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_joins_waits_until_five_have_and_the_map_stays_as_it_was()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Do(new Groundswell.People.Persons.RegisterPerson(new("A-9"), [Function.Operations], "Crew A"));
        await plant.Help("A-1", "A-2", 12);
        var before = await plant.Asked(plant.Facilitator, "map");

        await plant.Do(new TakePart(1), "A-9");
        var after = await plant.Asked(plant.Facilitator, "map");

        Assert.Equal(before.GetProperty("groups").GetRawText(), after.GetProperty("groups").GetRawText());
        Assert.Equal(before.GetProperty("ties").GetRawText(), after.GetProperty("ties").GetRawText());
        Assert.Equal(before.GetProperty("reach").GetRawText(), after.GetProperty("reach").GetRawText());
        Assert.Empty(after.GetProperty("withheld").EnumerateArray());
    }

    [Fact]
    public async Task Who_leaves_is_not_found_by_asking_whom_to_invite_twice()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        foreach (var crew in new[] { "A", "B" })
        {
            foreach (var other in InfluencePlant.Crew(crew).Skip(1))
                await plant.Help($"{crew}-1", other, 3);
        }

        var before = await plant.Asked(plant.Facilitator, "suggestion");
        // Crew A has its lead as well, who does not take part: of whom fewer than five are missing all are said.
        Assert.Equal(17, before.GetProperty("reach").GetProperty("affected").GetInt32());
        await plant.Do(new EndTakingPart(), "A-8");
        var after = await plant.Asked(plant.Facilitator, "suggestion");

        // Of Crew A nothing is counted any more; how many are reached of it can't be compared.
        Assert.NotEmpty(after.GetProperty("invited").EnumerateArray());
        Assert.DoesNotContain(after.GetProperty("notReached").EnumerateArray(), one => one.GetProperty("group").GetString()!.Contains("Crew A", StringComparison.Ordinal));
        Assert.True(!after.TryGetProperty("reach", out var reach) || reach.ValueKind == System.Text.Json.JsonValueKind.Null || reach.GetProperty("affected").GetInt32() == 8, after.GetRawText());
    }

    [Fact]
    public async Task How_far_one_reaches_is_not_found_by_two_pilot_groups_that_differ_by_them()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        foreach (var crew in new[] { "A", "B" })
        {
            foreach (var helped in InfluencePlant.Crew(crew).Skip(1))
                await plant.Help($"{crew}-1", helped, 3);
        }

        await plant.Do(new OpenChange(new("one-list"), "One list", "Two are written"));
        await plant.Do(new OpenPilotGroup(new("one-list"), new("one-list")), "F-1");
        var first = await Candidates();
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, first.GetProperty("reach").ValueKind);
        var proposed = first.GetProperty("invited").EnumerateArray().Select(one => one.GetProperty("person").GetString()!).ToList();

        // Whoever asks puts somebody in whom nobody has proposed: what that changes would be how far they reach.
        var other = InfluencePlant.Crew("A").First(person => !proposed.Contains(person));
        await plant.Do(new InviteToPilot(new("one-list"), new(other)), "F-1");
        var second = await Candidates();

        Assert.False(second.TryGetProperty("reach", out var reach) && reach.ValueKind != System.Text.Json.JsonValueKind.Null, second.GetRawText());
        Assert.Empty(second.GetProperty("notReached").EnumerateArray());
        Assert.NotEmpty(second.GetProperty("invited").EnumerateArray());

        async Task<System.Text.Json.JsonElement> Candidates()
        {
            await plant.Arrived();
            return (await plant.Facilitator.Read($"/sites/{InfluencePlant.Site}/pilots/one-list/candidates")).GetProperty("network");
        }
    }

    [Fact]
    public async Task An_administrator_who_makes_themselves_a_facilitator_is_told_of_groups_only_and_the_works_council_sees_it()
    {
        await using var plant = await InfluencePlant.Start();
        await plant.AllTakePart();
        await plant.Help("A-1", "A-2", 12);
        Assert.Equal("door.not-allowed", await plant.Refused(plant.Root, "map"));

        await plant.Root.Done("/commands/grant-role", new { id = Guid.CreateVersion7(), account = "P-1", role = "Facilitator", atSite = InfluencePlant.Site });
        var map = await plant.Asked(plant.Root, "map");

        Assert.All(InfluencePlant.Crew("A").Concat(InfluencePlant.Crew("B")), person => Assert.DoesNotContain($"\"{person}\"", map.GetRawText()));
        Assert.Contains((await plant.Asked(plant.Council, "looks")).EnumerateArray(), look => look.GetProperty("look").GetProperty("lookedBy").GetString() == "P-1");
        // They still see nobody's ties but their own.
        Assert.Empty((await plant.Asked(plant.Root, "mine")).GetProperty("ties").EnumerateArray());
    }

    /// <summary>Every answer of the API and of the pages, of every file and record, as this one gets it.</summary>
    private static async Task<SortedDictionary<string, string>> Everything(InfluencePlant plant, Browser browser)
    {
        await plant.Arrived();
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var endpoint in plant.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != true || Moving.Any(moving => route.Contains(moving, StringComparison.Ordinal)) || route.Contains("{*", StringComparison.Ordinal))
                continue;
            foreach (var sheet in route.Contains("{sheet}", StringComparison.Ordinal) ? (string[])["plant", "people", "materials", "lots", "orders"] : [""])
            {
                var path = Parameter().Replace(route, parameter => parameter.Groups[1].Value switch
                {
                    "site" => InfluencePlant.Site,
                    "sheet" => sheet,
                    "person" or "account" => "A-1",
                    "workCenter" => "MIX",
                    "workUnit" => "M2",
                    "job" => "1.010",
                    "step" => "stir",
                    _ => "1",
                });
                using var answer = await browser.Get($"..{path}".Replace("../api/", "", StringComparison.Ordinal));
                answers[path] = $"{answer.StatusCode} {Changing().Replace(await answer.Content.ReadAsStringAsync(Stop), "…")}";
            }
        }

        using var copy = await browser.Post($"/sites/{InfluencePlant.Site}/csv/people/copies", new { id = Guid.CreateVersion7(), purpose = "To see who is there" });
        answers["people.csv"] = await copy.Content.ReadAsStringAsync(Stop);
        return answers;
    }

    /// <summary>What an answer was and is, from where on it differs.</summary>
    private static string First(string before, string after)
    {
        var at = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{before.Substring(Math.Max(0, at - 60), Math.Min(160, before.Length - Math.Max(0, at - 60)))} | {after.Substring(Math.Max(0, at - 60), Math.Min(160, after.Length - Math.Max(0, at - 60)))}";
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    /// <summary>Ids and tokens that each answer has of its own.</summary>
    [GeneratedRegex("\"traceId\":\"[^\"]*\"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|CfDJ8[\\w-]+|[0-9a-f]{32}")]
    private static partial Regex Changing();
}
