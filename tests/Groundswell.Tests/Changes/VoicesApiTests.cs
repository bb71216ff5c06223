using System.Net;
using System.Text;
using System.Text.Json;
using Groundswell.Changes.Due;
using Groundswell.Changes.Says;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Tests.Identifying;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Changes;

/// <summary>Over HTTP: a voice from the line to its answer, what people say of a change, and attempts to see what is not theirs.</summary>
public sealed class VoicesApiTests
{
    private const string Password = "blue mixer at dawn";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proposal_is_heard_climbs_unanswered_and_is_refused_and_objected_to()
    {
        // Nobody signs in anew while days go by.
        await using var server = await Groundswelling.Start(null, ("IdleMinutes", "100000"), ("SessionHours", "1000"));
        var root = await Plant(server);
        var proposer = await Worker(server, root, "O-1", "L-1");
        var other = await Worker(server, root, "O-2", "L-1");
        var lead = await server.NewPerson(root, "L-1", Password, (Role.LineLead, "MUC"));
        var above = await server.NewPerson(root, "S-1", Password, (Role.SiteLead, "MUC"));

        await proposer.Done("/commands/propose", Command(new { proposal = "P-1", about = "Slow", workCenter = "MIX", wrong = "Two lists", asSomeone = true }));
        await other.Done("/commands/add-voice", Command(new { proposal = "P-1", same = true, text = "Here too" }));
        Assert.Equal("proposal.voice-added-already", await other.Refused("/commands/add-voice", Command(new { proposal = "P-1", same = true })));
        Assert.Equal("door.not-allowed", await proposer.Refused("/commands/refuse-proposal", Command(new { proposal = "P-1", reason = "x" })));
        Assert.Equal("door.not-allowed", await root.Refused("/commands/refuse-proposal", Command(new { proposal = "P-1", reason = "x" })));
        using (var program = await lead.Post("/commands/climb-proposal", Command(new { proposal = "P-1" })))
            Assert.Equal(HttpStatusCode.NotFound, program.StatusCode);

        var shown = await One(other, "/sites/MUC/proposals", "proposal", "P-1");
        Assert.False(shown.TryGetProperty("proposedBy", out var by) && by.ValueKind != JsonValueKind.Null, "The proposer asked not to be named.");
        Assert.Equal(("L-1", 1), (shown.GetProperty("answerer").GetString(), shown.GetProperty("same").GetInt32()));

        // Looked for twice, by any number of nodes: it climbs once.
        server.Time.Step(TimeSpan.FromDays(8));
        var clock = server.Services.GetRequiredService<ChangesClock>();
        await clock.Look(Stop);
        await clock.Look(Stop);
        Assert.Equal(["proposal.made", "proposal.voice-added", "proposal.climbed"], await server.Recorded("proposal-P-1", Logs.OfSite("MUC")));

        await lead.Done("/commands/refuse-proposal", Command(new { proposal = "P-1", reason = "The norm asks for it" }));
        Assert.Equal("proposal.not-yours", await other.Refused("/commands/object-to-refusal", Command(new { proposal = "P-1", why = "It does not" })));
        await proposer.Done("/commands/object-to-refusal", Command(new { proposal = "P-1", why = "It does not" }));
        Assert.Equal("proposal.refused-by-you", await lead.Refused("/commands/refuse-proposal", Command(new { proposal = "P-1", reason = "Still" })));
        await above.Done("/commands/open-change", Command(new { change = "one-list", title = "One list", reason = "Two are written" }));
        await above.Done("/commands/accept-proposal", Command(new { proposal = "P-1", change = "one-list", answer = "You are right" }));
        Assert.Equal("P-1", (await One(other, "/sites/MUC/proposals?open=false", "change", "one-list")).GetProperty("proposal").GetString());
    }

    [Fact]
    public async Task What_somebody_says_of_a_change_is_theirs_and_the_facilitators_and_others_see_totals_from_five()
    {
        await using var server = await Groundswelling.Start();
        var root = await Plant(server);
        var workers = new List<Browser>();
        for (var i = 1; i <= 5; i++)
            workers.Add(await Worker(server, root, $"O-{i}", i == 1 ? "F-1" : "L-1"));
        var facilitator = await Worker(server, root, "F-1", null, Role.Facilitator);
        var lead = await Worker(server, root, "L-1", null, Role.LineLead, Role.SiteLead, Role.QualityApprover, Role.MesLeader, Role.WorksCouncil);
        await lead.Done("/commands/open-change", Command(new { change = "one-list", title = "One list", reason = "Two are written" }));

        foreach (var (worker, i) in workers.Take(4).Select((worker, i) => (worker, i)))
            await worker.Done("/commands/say-of-change", Command(new { change = "one-list", effect = "Hurts", wouldWork = $"A bigger screen {i}" }));

        // Neither whoever leads nor the administrator gets at it by name; below five nobody gets a total.
        foreach (var curious in new[] { lead, root, workers[4] })
        {
            using var refused = await curious.Get("/sites/MUC/changes/one-list/says/open");
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        Assert.False(HasCounts(await Json(lead, "/sites/MUC/changes/one-list/says")));
        await workers[4].Done("/commands/say-of-change", Command(new { change = "one-list", effect = "Helps" }));
        Assert.True(HasCounts(await Json(lead, "/sites/MUC/changes/one-list/says")));

        // The facilitator sees all but whoever reports to them, and can't answer that one either.
        var open = (await Json(facilitator, "/sites/MUC/changes/one-list/says/open")).EnumerateArray().ToList();
        Assert.Equal(["O-2", "O-3", "O-4", "O-5"], open.Select(one => one.GetProperty("person").GetString()).Order());
        Assert.Equal("say.facilitator-of-own-line", await facilitator.Refused("/commands/answer-say", Command(new { change = "one-list", number = 1, answer = "x" })));
        Assert.Equal("door.not-allowed", await lead.Refused("/commands/answer-say", Command(new { change = "one-list", number = 2, answer = "x" })));
        await facilitator.Done("/commands/answer-say", Command(new { change = "one-list", number = 2, answer = "The screen is ordered", changedDesign = true }));
        Assert.Equal("The screen is ordered", (await One(workers[1], "/sites/MUC/my-says", "change", "one-list")).GetProperty("answer").GetString());
        Assert.False((await One(workers[2], "/sites/MUC/my-says", "change", "one-list")).TryGetProperty("answer", out var others) && others.ValueKind != JsonValueKind.Null);

        // On their page they see who waits, and what is told to others; of whoever reports to them they see nothing.
        var page = await Json(facilitator, "/sites/MUC/changes/one-list/facilitating");
        Assert.Equal(["O-2", "O-3", "O-4", "O-5"], page.GetProperty("says").EnumerateArray().Select(one => one.GetProperty("person").GetString()).Order());
        Assert.Equal(2, page.GetProperty("toAnswer").GetArrayLength());
        Assert.Equal(0, page.GetProperty("groups").GetArrayLength());
        foreach (var curious in new[] { lead, root, workers[4] })
        {
            using var refused = await curious.Get("/sites/MUC/changes/one-list/facilitating");
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        // In no log does it stand in the clear, nor in any view; and nothing of it is told by the news.
        var journal = server.Services.GetRequiredService<Journal>();
        foreach (var log in await journal.Logs(Stop))
        {
            await foreach (var entries in journal.ReadLog(log.Log, 1, 500, Stop))
                Assert.All(entries, entry => Assert.DoesNotContain("screen", Encoding.UTF8.GetString(entry.Payload.Span)));
        }
    }

    [Fact]
    public async Task Forgotten_a_say_is_gone_from_totals_from_the_facilitator_and_from_the_program_when_it_starts_again()
    {
        await using var server = await Groundswelling.Start();
        var root = await Plant(server);
        var worker = await Worker(server, root, "O-1", null);
        var lead = await Worker(server, root, "L-1", null, Role.LineLead);
        var facilitator = await Worker(server, root, "F-1", null, Role.Facilitator);
        await lead.Done("/commands/open-change", Command(new { change = "one-list", title = "One list", reason = "Two are written" }));
        await worker.Done("/commands/say-of-change", Command(new { change = "one-list", effect = "Hurts", wouldWork = "A bigger screen" }));
        await facilitator.Done("/commands/answer-say", Command(new { change = "one-list", number = 1, answer = "It comes" }));

        await worker.Done("/commands/forget-say", Command(new { change = "one-list" }));

        Assert.Equal("say.nothing-said", await worker.Refused("/commands/forget-say", Command(new { change = "one-list" })));
        Assert.Empty((await Json(facilitator, "/sites/MUC/changes/one-list/says/open")).EnumerateArray());
        await server.Restart();
        var states = server.Services.GetRequiredService<States>();
        Assert.Empty((await new Reading(states, Logs.PeopleOfSite("MUC"), Stop).Of(ChangeSays.IdOf(new Id<Change>("one-list")))).ByPerson);
        var journal = server.Services.GetRequiredService<Journal>();
        Assert.Contains(await journal.ReadStream(Logs.PeopleOfSite("MUC"), "record", 1, Stop), entry => entry.Name == "seal-key.destroyed");
    }

    [Fact]
    public async Task Enough_peers_make_a_champion_and_nobody_learns_who_they_were()
    {
        await using var server = await Groundswelling.Start();
        var root = await Plant(server);
        var champion = await Worker(server, root, "O-1", null);
        var accept = Command(new { workCenters = new[] { "MIX" }, shifts = Array.Empty<string>() });
        for (var i = 2; i <= 4; i++)
        {
            Assert.Equal("champion.not-named", await champion.Refused("/commands/accept-being-champion", accept));
            await (await Worker(server, root, $"O-{i}", null)).Done("/commands/nominate-champions", Command(new { people = new[] { "O-1" } }));
        }

        await champion.Done("/commands/accept-being-champion", accept);

        var shown = Assert.Single((await Json(champion, "/sites/MUC/champions")).EnumerateArray());
        Assert.True(shown.GetProperty("namedByPeers").GetBoolean());
        var journal = server.Services.GetRequiredService<Journal>();
        var entry = (await journal.ReadStream(Logs.OfSite("MUC"), "champions-site", 1, Stop)).Single();
        Assert.DoesNotContain("O-2", Encoding.UTF8.GetString(entry.Payload.Span));
        Assert.All(
            await journal.ReadStream(Logs.PeopleOfSite("MUC"), "champion-nominations-site", 1, Stop),
            nomination => Assert.DoesNotContain("O-1", Encoding.UTF8.GetString(nomination.Payload.Span)));
    }

    private static async Task<Browser> Plant(Groundswelling server)
    {
        var root = await server.WithAdministrator(underGmp: false);
        await server.Take(new AddArea(new("HALL"), "Hall") { Site = "MUC" });
        await server.Take(new AddWorkCenter(new("MIX"), "Mixing", new("HALL")) { Site = "MUC" });
        return root;
    }

    private static async Task<Browser> Worker(Groundswelling server, Browser root, string person, string? reportsTo, params Role[] roles)
    {
        if (reportsTo is not null && !(await server.Services.GetRequiredService<States>().Load<Person>(new(Logs.OfSite("MUC"), $"person-{reportsTo}"), Stop)).State.Functions.Any())
            await server.Take(new RegisterPerson(new(reportsTo), [Function.Operations]) { Site = "MUC" });
        if ((await server.Services.GetRequiredService<States>().Load<Person>(new(Logs.OfSite("MUC"), $"person-{person}"), Stop)).State.Status != PersonStatus.Here)
            await server.Take(new RegisterPerson(new(person), [Function.Operations], ReportsTo: reportsTo is null ? null : new Id<Person>(reportsTo)) { Site = "MUC" });
        return await server.NewPerson(root, person, Password, [.. roles.Append(Role.Operator).Select(role => (role, (string?)"MUC"))]);
    }

    private static bool HasCounts(JsonElement totals) => totals.TryGetProperty("counts", out var counts) && counts.ValueKind == JsonValueKind.Object;

    private static async Task<JsonElement> Json(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>As soon as the views have it.</summary>
    private static async Task<JsonElement> One(Browser browser, string path, string field, string value)
    {
        for (var tries = 0; ; tries++)
        {
            var found = (await Json(browser, path)).EnumerateArray().FirstOrDefault(one => one.GetProperty(field).GetString() == value);
            if (found.ValueKind == JsonValueKind.Object)
                return found;
            Assert.True(tries < 200, $"{path} has no {value}.");
            await Task.Delay(25, Stop);
        }
    }

    private static System.Text.Json.Nodes.JsonObject Command(object fields)
    {
        var command = JsonSerializer.SerializeToNode(fields)!.AsObject();
        command["id"] = Guid.CreateVersion7();
        command["site"] = "MUC";
        return command;
    }
}
