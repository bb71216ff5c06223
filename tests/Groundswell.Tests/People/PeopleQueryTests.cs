using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.People.Attendances;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Tests.Identifying;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.People;

/// <summary>What people are told of people, through the record, the views and the API.</summary>
public sealed class PeopleQueryTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_people_of_a_site_with_their_names_and_lines()
    {
        await using var server = await Groundswelling.Start();
        var lead = await WithLead(server);
        await Do(server, new RegisterPerson(new("P-17"), [Function.Operations, Function.Quality], "Blue", null, ["de"], new("P-9")));
        await Do(server, new AssignPerson(new("P-17"), [Function.Operations], "Red", "early"));
        server.Time.Step(TimeSpan.FromMinutes(20));
        await Do(server, new ChangeReportingLine(new("P-17")));
        await Do(server, new RegisterPerson(new("P-18"), [Function.Operations]));
        await Do(server, new RecordLeaving(new("P-18")));
        using var named = await lead.Send(HttpMethod.Put, "/sites/MUC/persons/P-17/name", new { printedName = "Ana Silva" });
        Assert.True(named.IsSuccessStatusCode);

        var here = await Asked(server, lead, "/sites/MUC/persons");
        Assert.Equal(["P-17", "P-9"], here.Select(one => one.GetProperty("person").GetProperty("id").GetString()));
        Assert.Equal("Ana Silva", here[0].GetProperty("printedName").GetString());
        Assert.Equal("Red", here[0].GetProperty("person").GetProperty("team").GetString());
        Assert.Equal(3, (await Asked(server, lead, "/sites/MUC/persons?left=true")).Count);

        var line = Assert.Single(await Asked(server, lead, "/sites/MUC/reporting-lines?person=P-17"));
        Assert.Equal("P-9", line.GetProperty("reportsTo").GetString());
        Assert.Equal(TimeSpan.FromMinutes(20), line.GetProperty("until").GetDateTimeOffset() - line.GetProperty("from").GetDateTimeOffset());
    }

    [Fact]
    public async Task Who_holds_what_until_when_and_what_is_missing()
    {
        await using var server = await Groundswelling.Start();
        var lead = await WithLead(server);
        await Do(server, new RegisterPerson(new("P-17"), [Function.Operations], "Blue"));
        await Do(server, new RegisterPerson(new("P-18"), [Function.Operations], "Blue"));
        await Do(server, new RegisterPerson(new("P-19"), [Function.Operations], "Blue"));
        await Do(server, new DefineQualification(new("AUTOCLAVE"), "Autoclave", ["under supervision", "alone"]));
        await Do(server, new SetCoverage(new("AUTOCLAVE"), 3, 2, "Blue"));
        await Do(server, new GrantQualification(new("P-17"), new("AUTOCLAVE"), new("P-9"), 2));
        await Do(server, new GrantQualification(new("P-18"), new("AUTOCLAVE"), new("P-9"), 2, null, server.Time.GetUtcNow().AddDays(20)));
        await Do(server, new GrantQualification(new("P-19"), new("AUTOCLAVE"), new("P-9"), 2));
        await Do(server, new WithdrawQualification(new("P-19"), new("AUTOCLAVE"), "Fault"));

        var site = await Asked(server, lead, "/sites/MUC/qualifications", one => one);
        Assert.Equal(["Held", "Expiring", "Withdrawn"], site.GetProperty("held").EnumerateArray().Select(one => one.GetProperty("standing").GetString()));
        var gap = site.GetProperty("coverage").EnumerateArray().Single();
        Assert.Equal((2, 1, 2), (gap.GetProperty("held").GetInt32(), gap.GetProperty("missing").GetInt32(), gap.GetProperty("missingSoon").GetInt32()));

        server.Time.Step(TimeSpan.FromDays(21));
        await lead.Done("/sign-in", new { userName = "p-9", password = Password });
        var later = await lead.Read("/sites/MUC/qualifications");
        Assert.Contains(later.GetProperty("held").EnumerateArray(), one => one.GetProperty("standing").GetString() == "Expired");
    }

    [Fact]
    public async Task Who_was_there_as_it_was_corrected()
    {
        await using var server = await Groundswelling.Start();
        var lead = await WithLead(server);
        var came = server.Time.GetUtcNow();
        await Do(server, new RecordArrival(new("P-9"), Monday, "E"));
        server.Time.Step(TimeSpan.FromMinutes(20));
        await Do(server, new RecordDeparture(new("P-9"), Monday, "E"));
        await Do(server, new RecordArrival(new("P-9"), Monday, "E"));
        await Do(server, new CorrectAttendance(new("P-9"), Monday, "E", 1, "Forgot to badge", came.AddMinutes(-30), came));

        var stays = await Asked(server, lead, "/sites/MUC/attendance?date=2026-03-02");
        Assert.Equal(2, stays.Count);
        Assert.True(stays[0].GetProperty("attendance").GetProperty("corrected").GetBoolean());
        Assert.Equal(came.AddMinutes(-30), stays[0].GetProperty("attendance").GetProperty("arrivedAt").GetDateTimeOffset());
        Assert.Empty(await Asked(server, lead, "/sites/MUC/attendance?date=2026-03-03"));
    }

    [Fact]
    public async Task Accounts_with_their_grants_for_administrators_alone()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        await server.NewPerson(root, "P-17", Password, (Role.Operator, "MUC"), (Role.LineLead, "MUC"));
        await root.Done("/commands/withdraw-role", new { id = Guid.CreateVersion7(), account = "P-17", role = "Operator", atSite = "MUC" });
        await root.Done("/commands/lock-account", new { id = Guid.CreateVersion7(), account = "P-17", reason = "Lost phone" });

        var accounts = await Asked(server, root, "/accounts");
        var ana = accounts.Single(one => one.GetProperty("account").GetProperty("id").GetString() == "P-17");
        Assert.Equal("Administrator", ana.GetProperty("account").GetProperty("locked").GetString());
        Assert.Equal("LineLead", ana.GetProperty("grants").EnumerateArray().Single().GetProperty("role").GetString());

        await root.Done("/commands/deactivate-account", new { id = Guid.CreateVersion7(), account = "P-17", reason = "Left" });
        accounts = await Asked(server, root, "/accounts");
        ana = accounts.Single(one => one.GetProperty("account").GetProperty("id").GetString() == "P-17");
        Assert.Equal("Deactivated", ana.GetProperty("account").GetProperty("status").GetString());
        Assert.Empty(ana.GetProperty("grants").EnumerateArray());
    }

    private const string Password = "blue mixer at dawn";

    /// <summary>P-9, a supervisor of the site, signed in.</summary>
    private static async Task<Browser> WithLead(Groundswelling server)
    {
        var root = await server.WithAdministrator();
        await Do(server, new RegisterPerson(new("P-9"), [Function.Operations]));
        return await server.NewPerson(root, "P-9", Password, (Role.Supervisor, "MUC"));
    }

    private static Task Do(Groundswelling server, Command command) =>
        server.Take(command is SiteCommand of ? of with { Site = "MUC" } : command);

    private static Task<List<JsonElement>> Asked(Groundswelling server, Browser browser, string path) =>
        Asked(server, browser, path, answer => answer.EnumerateArray().ToList());

    /// <summary>Asks once the views have everything that was recorded.</summary>
    private static async Task<T> Asked<T>(Groundswelling server, Browser browser, string path, Func<JsonElement, T> read)
    {
        var journal = server.Services.GetRequiredService<Journal>();
        foreach (var log in new[] { Logs.Enterprise, Logs.OfSite("MUC") })
        {
            var size = 0L;
            await foreach (var batch in journal.ReadLog(log, 1, 1000, Stop))
                size = batch[^1].Position;
            Assert.True(await server.Services.GetRequiredService<IViewsProgress>().WaitFor(log, size, TimeSpan.FromSeconds(30), Stop));
        }

        return read(await browser.Read(path));
    }
}
