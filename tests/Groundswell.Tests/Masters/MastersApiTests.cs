using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Materials.Definitions;
using Groundswell.Tests.Identifying;

namespace Groundswell.Tests.Masters;

/// <summary>Masters over HTTP, as an engineer's and Quality's programs see them.</summary>
public sealed class MastersApiTests
{
    private const string Password = "blue mixer at dawn";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_is_written_found_faulty_mended_signed_and_commissioned()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var engineer = await server.NewPerson(root, "E-1", Password, (Role.Engineer, null));
        var quality = await Signer(server, root, "Q-1", Role.QualityApprover, null);
        var lead = await Signer(server, root, "L-1", Role.SiteLead, "MUC");
        var operatorHere = await server.NewPerson(root, "O-1", Password, (Role.Operator, "MUC"));
        foreach (var material in HandRub.Materials)
            await server.Take(new DefineMaterial(material.Id, material.Name, material.Id == HandRub.Rub ? "L" : "mL", MaterialTracking.Lot));

        using var picture = await engineer.SendFile(HandRub.Picture, "image/jpeg", "mark.jpg");
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);

        await engineer.Done("/commands/create-work-master", Command(new { workMaster = "hand-rub", name = "Rub", material = "HR-1", quantity = 10 }));
        var faulty = JsonSerializer.SerializeToNode(HandRub.WithOperation("filling", one => one with { Equipment = null }), MastersJson.Default.WorkMasterContent)!;
        await engineer.Done("/commands/replace-draft", Command(new { version = "hand-rub@1", baseRevision = 1, content = faulty }));

        using var refused = await engineer.Post("/commands/send-to-review", Command(new { version = "hand-rub@1" }));
        var problem = JsonElement.Parse(await refused.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("version.faulty", problem.GetProperty("code").GetString());
        Assert.Equal(
            ("operation.equipment-missing", "operations/filling/equipment"),
            (problem.GetProperty("facts").GetProperty("faults")[0].GetProperty("code").GetString(), problem.GetProperty("facts").GetProperty("faults")[0].GetProperty("at").GetString()));

        await engineer.Done("/commands/change-operation", Command(new
        {
            version = "hand-rub@1",
            operation = new { id = "filling", name = "Filling", steps = Array.Empty<object>(), after = new[] { "mixing" }, equipment = new { level = "WorkCenter", code = "FILL" } },
        }));
        await engineer.Done("/commands/send-to-review", Command(new { version = "hand-rub@1" }));
        await SignedDone(quality, "Q-1", "approve-version", new { version = "hand-rub@1" });
        var old = new Id<WorkMaster>("old-rub");
        await server.Take(new TakeOverVersion(old, HandRub.Content, "SOP-7"));
        await SignedDone(quality, "Q-1", "record-baseline", new { site = "MUC", workMaster = "old-rub", inUse = new[] { new { version = "old-rub@1" } }, evidence = "SOP-7" });
        await SignedDone(lead, "L-1", "ask-for-commissioning", new { site = "MUC", workMaster = "hand-rub", version = "hand-rub@1" });
        await SignedDone(quality, "Q-1", "commission-version", new { site = "MUC", workMaster = "hand-rub", version = "hand-rub@1" }, wait: true);

        // Whoever works at the site reads what the site runs.
        var runs = await operatorHere.Read("/sites/MUC/versions/hand-rub");
        Assert.Equal("hand-rub@1", runs.GetProperty("version").GetString());
        var whole = await operatorHere.Read("/masters/hand-rub/versions/1");
        Assert.Equal("consume", whole.GetProperty("content").GetProperty("operations")[0].GetProperty("steps")[2].GetProperty("does").GetProperty("kind").GetString());
        using var text = await operatorHere.Get("/masters/hand-rub/versions/1/content");
        Assert.Equal(
            whole.GetProperty("summary").GetProperty("contentHash").GetString(),
            Convert.ToHexStringLower(SHA256.HashData(await text.Content.ReadAsByteArrayAsync(Stop))));
        Assert.Equal("hand-rub", (await operatorHere.Read("/masters?material=HR-1"))[0].GetProperty("id").GetString());
        Assert.Equal("version.approved", (await operatorHere.Read("/masters/hand-rub/history"))[5].GetProperty("what").GetString());
        Assert.Equal("None", (await operatorHere.Read("/masters/hand-rub/difference?from=1&to=1")).GetProperty("class").GetString());
        using var nothing = await operatorHere.Get("/masters/hand-rub/versions/7");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Theory]
    [InlineData("""{"id":"s","name":"S","does":{}}""")]
    [InlineData("""{"id":"s","name":"S","does":{"kind":"dance"}}""")]
    [InlineData("""{"id":"s","name":"S"}""")]
    [InlineData("""{"id":"s","name":"S","does":{"kind":"number"}}""")]
    [InlineData("null")]
    public async Task What_is_no_step_is_answered_as_malformed(string step)
    {
        await using var server = await Groundswelling.Start();
        var engineer = await server.NewPerson(await server.WithAdministrator(), "E-1", Password, (Role.Engineer, null));

        using var answer = await engineer.Post("/commands/add-step", Command(new { version = "hand-rub@1", operation = "mixing", step = JsonNode.Parse(step) }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<Browser> Signer(Groundswelling server, Browser root, string person, Role role, string? site)
    {
        var browser = await server.NewPerson(root, person, Password, (role, site));
        await browser.Done("/signing/policy/accept", new { version = "1", password = Password });
        return browser;
    }

    /// <summary>Shown, signed as it was shown, done.</summary>
    private static async Task SignedDone(Browser browser, string person, string act, object fields, bool wait = false)
    {
        var command = Command(fields);
        var hash = (await browser.Done($"/signing/preview/{act}", command)).GetProperty("contentHash").GetString();
        command["signatures"] = new JsonArray(new JsonObject
        {
            ["signer"] = person,
            ["meaning"] = "approved",
            ["contentHash"] = hash,
            ["password"] = Password,
        });
        await browser.Done($"/commands/{act}", command);
        if (wait)
            await Until(async () => (await browser.Read("/sites/MUC/versions")).GetProperty("given").GetArrayLength() > 0);
    }

    private static async Task Until(Func<Task<bool>> so)
    {
        for (var tries = 0; !await so(); tries++)
        {
            Assert.True(tries < 1_000, "The views did not get there.");
            await Task.Delay(20, Stop);
        }
    }

    private static JsonObject Command(object fields)
    {
        var command = JsonSerializer.SerializeToNode(fields)!.AsObject();
        command["id"] = Guid.CreateVersion7().ToString();
        return command;
    }
}
