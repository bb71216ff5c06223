using System.Net;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Accounts;
using Groundswell.Plant;
using Groundswell.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Identifying;

public sealed class StationTests
{
    private const string Password = "blue mixer at dawn";
    private const string AnasPin = "738291";
    private const string BosPin = "192837";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDirectory]
    public async Task Several_people_are_badged_in_at_once_and_each_acts_as_themselves(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory);
        var (_, station) = await WithStation(server);
        var ana = (await station.Done("/station/badge-in", new { badge = "1001", pin = AnasPin })).GetProperty("session").GetString();
        var bo = (await station.Done("/station/badge-in", new { badge = "1002", pin = BosPin })).GetProperty("session").GetString();

        station.Acting = ana;
        await station.Done("/commands/register-person", Register("P-30"));
        station.Acting = bo;
        await station.Done("/commands/register-person", Register("P-31"));

        Assert.Equal("P-17", (await EntryOf(server, "person-P-30")).Actor);
        Assert.Equal("P-18", (await EntryOf(server, "person-P-31")).Actor);
        Assert.Equal("ST-1", (await EntryOf(server, "person-P-31")).Station);
        station.Acting = null;
        var people = (await station.Read("/station")).GetProperty("people").EnumerateArray().Select(one => one.GetProperty("printedName").GetString());
        Assert.Equal(["Person P-17", "Person P-18"], people.Order());
    }

    [Theory, EveryDirectory]
    public async Task A_device_becomes_a_station_s_by_a_code_once_and_within_the_hour(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory);
        var (root, _) = await WithStation(server);
        await server.Take(new EnrollStation(new("ST-2"), "Station 2", new("MIX")) { Site = "MUC" });
        var code = (await root.Done("/sites/MUC/stations/ST-2/code", new { })).GetProperty("code").GetString()!;
        var device = server.NewBrowser();

        Assert.Equal("station.code-wrong", await device.Refused("/station/device", new { code = "00000-00000-00000-00000" }));
        Assert.Equal("ST-2", (await device.Done("/station/device", new { code = code.ToLowerInvariant() })).GetProperty("station").GetString());
        Assert.Equal("ST-2", (await device.Read("/station")).GetProperty("station").GetString());
        Assert.Equal("station.code-wrong", await server.NewBrowser().Refused("/station/device", new { code }));
        var late = (await root.Done("/sites/MUC/stations/ST-2/code", new { })).GetProperty("code").GetString();
        server.Time.Step(TimeSpan.FromMinutes(61));
        Assert.Equal("station.code-wrong", await server.NewBrowser().Refused("/station/device", new { code = late }));
    }

    [Fact]
    public async Task A_badge_session_is_worth_nothing_away_from_its_station()
    {
        await using var server = await Groundswelling.Start();
        var (root, station) = await WithStation(server);
        var ana = (await station.Done("/station/badge-in", new { badge = "1001", pin = AnasPin })).GetProperty("session").GetString();
        await server.Take(new EnrollStation(new("ST-2"), "Station 2", new("MIX")) { Site = "MUC" });
        var other = server.NewBrowser(root);
        await other.Done("/sites/MUC/stations/ST-2/device", new { });
        await other.Done("/sign-out", new { });
        var nowhere = server.NewBrowser();

        (other.Acting, nowhere.Acting) = (ana, ana);

        Assert.Equal("session.acting-elsewhere", await other.WhyNobody());
        Assert.Equal("station.not-enrolled", await nowhere.WhyNobody());
        nowhere.Acting = null;
        Assert.Equal("station.not-enrolled", await nowhere.Refused("/station/badge-in", new { badge = "1001", pin = AnasPin }));
    }

    [Fact]
    public async Task Whoever_says_who_acts_is_nobody_else_where_that_does_not_hold()
    {
        await using var server = await Groundswelling.Start();
        var (root, station) = await WithStation(server);
        var own = (await root.Read("/session")).GetProperty("session").GetString();
        var both = server.NewBrowser(station);
        await both.Done("/sign-in", new { userName = "root", password = Groundswelling.RootPassword });

        both.Acting = "0195f2c8a1b27cc39d0f8d5b6f6f6f6f";
        Assert.Equal("session.over", await both.WhyNobody());
        both.Acting = own; // A password's session is no badge's.
        Assert.Equal("session.acting-elsewhere", await both.WhyNobody());
    }

    [Fact]
    public async Task A_badge_session_is_locked_soon_and_unlocked_by_its_PIN()
    {
        await using var server = await Groundswelling.Start(null, ("BadgeIdleMinutes", "5"));
        var (_, station) = await WithStation(server);
        station.Acting = (await station.Done("/station/badge-in", new { badge = "1001", pin = AnasPin })).GetProperty("session").GetString();

        server.Time.Step(TimeSpan.FromMinutes(6));

        Assert.Equal("session.locked", await station.WhyNobody());
        Assert.Equal("proof.wrong", await station.Refused("/session/unlock", new { pin = BosPin }));
        await station.Done("/session/unlock", new { pin = AnasPin });
        Assert.Null(await station.WhyNobody());
        await station.Done("/station/badge-out", new { });
        Assert.Equal("session.over", await station.WhyNobody());
    }

    [Fact]
    public async Task Wrong_PINs_lock_the_account_out_as_wrong_passwords_do()
    {
        await using var server = await Groundswelling.Start(null, ("MaxFailures", "2"));
        var (_, station) = await WithStation(server);

        Assert.Equal("proof.wrong", await station.Refused("/station/badge-in", new { badge = "1001", pin = "000111" }));
        Assert.Equal("proof.account-locked", await station.Refused("/station/badge-in", new { badge = "1001", pin = "000112" }));

        Assert.Equal("proof.account-locked", await station.Refused("/sign-in", new { userName = "p-17", password = Password }));
        Assert.Equal("proof.wrong", await station.Refused("/station/badge-in", new { badge = "9999", pin = "000112" }));
    }

    [Fact]
    public async Task Wrong_PINs_lock_out_who_has_no_names_in_the_directory_too()
    {
        await using var server = await Groundswelling.Start(null, ("MaxFailures", "2"));
        var (root, station) = await WithStation(server);
        await server.Take(new OpenAccount(new("P-40"), AccountHolder.Person));
        await server.Take(new GrantRole(new("P-40"), Role.Operator, null, "MUC"));
        await root.Done("/accounts/P-40/badges", new { number = "1040", pin = AnasPin });

        Assert.Equal("proof.wrong", await station.Refused("/station/badge-in", new { badge = "1040", pin = "000111" }));
        Assert.Equal("proof.account-locked", await station.Refused("/station/badge-in", new { badge = "1040", pin = "000112" }));

        Assert.Equal("proof.account-locked", await station.Refused("/station/badge-in", new { badge = "1040", pin = AnasPin }));
        Assert.Contains("account.locked", await server.Recorded("account-P-40"));
    }

    [Fact]
    public async Task A_device_that_stands_for_a_station_is_an_entry_by_who_let_it()
    {
        await using var server = await Groundswelling.Start();
        var (root, station) = await WithStation(server);
        await server.NewBrowser(root).Done("/sites/MUC/stations/ST-1/device", new { });

        var entries = (await server.Services.GetRequiredService<Journal>().ReadStream(Logs.OfSite("MUC"), "station-ST-1", 1, Stop))
            .Where(entry => entry.Name == "station.device-set").ToList();

        Assert.Equal(["P-1", "P-1"], entries.Select(entry => entry.Actor));
        var (first, second) = (JsonElement.Parse(entries[0].Payload.Span), JsonElement.Parse(entries[1].Payload.Span));
        Assert.Equal(station.Cookies[Groundswell.Identifying.SignedIn.StationCookie].Split('.')[0], first.GetProperty("device").GetString());
        Assert.Equal(first.GetProperty("device").GetString(), second.GetProperty("before").GetString());
    }

    [Fact]
    public async Task One_station_that_guesses_locks_out_neither_the_others_nor_desks()
    {
        await using var server = await Groundswelling.Start(null, ("AttemptsPerMinute", "5"));
        var root = await server.WithAdministrator();
        await server.Take(new AddArea(new("H1"), "Hall 1") { Site = "MUC" });
        await server.Take(new AddWorkCenter(new("MIX"), "Mixing", new("H1")) { Site = "MUC" });
        var stations = new List<Browser>();
        foreach (var id in new[] { "ST-1", "ST-2" })
        {
            await server.Take(new EnrollStation(new(id), id, new("MIX")) { Site = "MUC" });
            stations.Add(server.NewBrowser(root));
            await stations[^1].Done($"/sites/MUC/stations/{id}/device", new { });
        }

        for (var i = 0; i < 5; i++)
            Assert.Equal("proof.wrong", await stations[0].Refused("/station/badge-in", new { badge = $"{i}", pin = "000111" }));
        using var refused = await stations[0].Post("/station/badge-in", new { badge = "6", pin = "000111" });

        Assert.Equal((HttpStatusCode.TooManyRequests, "sign-in.too-many-attempts"), (refused.StatusCode, await Browser.CodeOf(refused)));
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("proof.wrong", await stations[1].Refused("/station/badge-in", new { badge = "7", pin = "000111" }));
        Assert.Equal("proof.wrong", await server.NewBrowser().Refused("/sign-in", new { userName = "nobody", password = "wrong wrong wrong" }));
    }

    [Fact]
    public async Task A_cookie_that_is_no_stations_buys_no_further_attempts()
    {
        await using var server = await Groundswelling.Start(null, ("AttemptsPerMinute", "3"));
        await server.WithAdministrator();
        var codes = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var stranger = server.NewBrowser();
            stranger.Cookies[Groundswell.Identifying.SignedIn.StationCookie] = Token.New().ToString();
            codes.Add(await stranger.Refused("/sign-in", new { userName = "nobody", password = "wrong wrong wrong" }));
        }

        Assert.Contains("sign-in.too-many-attempts", codes);
    }

    [Fact]
    public async Task A_badge_out_of_use_opens_nothing_and_its_number_can_be_given_again()
    {
        await using var server = await Groundswelling.Start();
        var (root, station) = await WithStation(server);
        var badge = (await root.Read("/accounts/P-17/badges")).EnumerateArray().Single().GetProperty("badge").GetString();

        Assert.Equal("badge.in-use", await root.Refused("/accounts/P-18/badges", new { number = "1001", pin = BosPin }));
        using var ended = await root.Send(HttpMethod.Delete, $"/accounts/P-17/badges/{badge}", null);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal("proof.wrong", await station.Refused("/station/badge-in", new { badge = "1001", pin = AnasPin }));
        await root.Done("/accounts/P-18/badges", new { number = "1001", pin = BosPin });
        Assert.Equal("P-18", (await station.Done("/station/badge-in", new { badge = "1001", pin = BosPin })).GetProperty("person").GetString());
    }

    [Fact]
    public async Task A_person_sets_their_own_PIN()
    {
        await using var server = await Groundswelling.Start();
        var (_, station) = await WithStation(server);

        Assert.Equal("pin.too-simple", await station.Refused("/station/pin", new { badge = "1001", pin = AnasPin, newPin = "111222" }));
        Assert.Equal("pin.unfit", await station.Refused("/station/pin", new { badge = "1001", pin = AnasPin, newPin = "1234" }));
        Assert.Equal("proof.wrong", await station.Refused("/station/pin", new { badge = "1001", pin = "000111", newPin = "564738" }));
        await station.Done("/station/pin", new { badge = "1001", pin = AnasPin, newPin = "564738" });
        await station.Done("/station/badge-in", new { badge = "1001", pin = "564738" });
    }

    [Fact]
    public async Task A_station_has_one_device_and_one_that_is_withdrawn_has_none()
    {
        await using var server = await Groundswelling.Start();
        var (root, station) = await WithStation(server);
        station.Acting = (await station.Done("/station/badge-in", new { badge = "1001", pin = AnasPin })).GetProperty("session").GetString();
        var newer = server.NewBrowser(root);
        await newer.Done("/sites/MUC/stations/ST-1/device", new { });

        Assert.Equal("station.not-enrolled", await station.WhyNobody());
        await newer.Done("/station/badge-in", new { badge = "1001", pin = AnasPin });
        await server.Take(new WithdrawStation(new("ST-1"), "Broken") { Site = "MUC" });
        Assert.Equal("station.not-enrolled", await newer.Refused("/station/badge-in", new { badge = "1001", pin = AnasPin }));
        Assert.Equal("station.not-in-use", await root.Refused("/sites/MUC/stations/ST-1/device", new { }));
    }

    [Fact]
    public async Task Badging_in_anew_ends_what_was_open_before()
    {
        await using var server = await Groundswelling.Start();
        var (_, station) = await WithStation(server);
        var before = (await station.Done("/station/badge-in", new { badge = "1001", pin = AnasPin })).GetProperty("session").GetString();

        await station.Done("/station/badge-in", new { badge = "1001", pin = AnasPin });

        Assert.Single((await station.Read("/station")).GetProperty("people").EnumerateArray());
        station.Acting = before;
        Assert.Equal("session.over", await station.WhyNobody());
    }

    [Fact]
    public async Task An_act_at_a_station_costs_no_slow_hash()
    {
        await using var server = await Groundswelling.Start(null, builder => builder.Configuration["Identifying:HashIterations"] = "1000000");
        var (_, station) = await WithStation(server);
        var began = TimeProvider.System.GetTimestamp();
        station.Acting = (await station.Done("/station/badge-in", new { badge = "1001", pin = AnasPin })).GetProperty("session").GetString();
        var badgingIn = TimeProvider.System.GetElapsedTime(began);

        began = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 40; i++)
            await station.Done("/commands/register-person", Register($"P-{100 + i}"));

        Assert.True(TimeProvider.System.GetElapsedTime(began) < badgingIn * 20, $"40 acts took {TimeProvider.System.GetElapsedTime(began)}; badging in, with its one hash, {badgingIn}.");
    }

    internal static object Register(string person) =>
        new { id = Guid.CreateVersion7(), site = "MUC", person, functions = new[] { "Operations" } };

    /// <summary>A station at which P-17 (Ana) and P-18 (Bo), both supervisors, can badge in.</summary>
    internal static async Task<(Browser Root, Browser Station)> WithStation(Groundswelling server)
    {
        var root = await server.WithAdministrator();
        await server.Take(new AddArea(new("H1"), "Hall 1") { Site = "MUC" });
        await server.Take(new AddWorkCenter(new("MIX"), "Mixing", new("H1")) { Site = "MUC" });
        await server.Take(new EnrollStation(new("ST-1"), "Station 1", new("MIX")) { Site = "MUC" });
        await server.NewPerson(root, "P-17", Password, (Role.Supervisor, "MUC"));
        await server.NewPerson(root, "P-18", Password, (Role.Supervisor, "MUC"));
        await root.Done("/accounts/P-17/badges", new { number = "1001", pin = AnasPin });
        await root.Done("/accounts/P-18/badges", new { number = "1002", pin = BosPin });
        var station = server.NewBrowser(root);
        await station.Done("/sites/MUC/stations/ST-1/device", new { });
        station.Cookies.Remove(Groundswell.Identifying.SignedIn.SessionCookie);
        return (root, station);
    }

    private static async Task<Entry> EntryOf(Groundswelling server, string stream) =>
        (await server.Services.GetRequiredService<Journal>().ReadStream(Logs.OfSite("MUC"), stream, 1, Stop))[0];
}
