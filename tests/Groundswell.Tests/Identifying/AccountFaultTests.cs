using System.Net;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Plant;
using Groundswell.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Identifying;

/// <summary>Names, badges and keys that can't be; and what an administrator is told of attempts at misuse, and of clocks.</summary>
public sealed class AccountFaultTests
{
    private const string Password = "blue mixer at dawn";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_labels_and_numbers_are_something_and_not_too_long()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        await server.NewPerson(root, "P-17", Password);
        var endless = new string('x', 200);

        Assert.Equal("name.printed-unfit", await root.Refused("/accounts", new { person = "P-1000", printedName = " ", userName = "x" }));
        Assert.Equal("name.sign-in-unfit", await root.Refused("/accounts", new { person = "P-1001", printedName = "X", userName = endless }));
        Assert.Equal("badge.number-unfit", await root.Refused("/accounts/P-17/badges", new { number = endless, pin = "493817" }));
        await root.Done("/accounts", new { person = "ERP", printedName = "The ERP", holder = "Machine" });
        Assert.Equal("key.label-unfit", await root.Refused("/accounts/ERP/keys", new { label = "" }));
    }

    [Fact]
    public async Task Who_signs_in_by_badge_only_has_no_password_to_set()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        await root.Done("/accounts", new { person = "P-30", printedName = "Ida" });

        Assert.IsType<SignInNameMissing>(await server.Services.GetRequiredService<Passwords>().Set("P-30", Password, Stop));
    }

    [Fact]
    public async Task The_name_of_an_account_is_not_changed_as_any_persons_is()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var supervisor = await server.NewPerson(root, "P-17", Password, (Role.Supervisor, "MUC"));

        using var account = await supervisor.Send(HttpMethod.Put, "/sites/MUC/persons/P-17/name", new { printedName = "Somebody else" });
        using var person = await supervisor.Send(HttpMethod.Put, "/sites/MUC/persons/P-50/name", new { printedName = "Ida" });

        Assert.Equal("name.of-account", await Browser.CodeOf(account));
        Assert.Equal(HttpStatusCode.NoContent, person.StatusCode);
    }

    [Fact]
    public async Task An_administrator_is_alerted_of_an_account_that_was_locked_out()
    {
        await using var server = await Groundswelling.Start(null, ("MaxFailures", "2"));
        var root = await server.WithAdministrator();
        await server.NewPerson(root, "P-17", Password);
        for (var i = 0; i < 2; i++)
            await server.NewBrowser().Refused("/sign-in", new { userName = "p-17", password = "wrong" });

        for (var tries = 0; (await root.Read("/security-alerts")).GetArrayLength() == 0; tries++)
        {
            Assert.True(tries < 1_000, "There is no alert.");
            await Task.Delay(20, Stop);
        }

        var alert = (await root.Read("/security-alerts"))[0];
        Assert.Equal(("P-17", "account.locked"), (alert.GetProperty("account").GetString(), alert.GetProperty("what").GetString()));
        using var denied = await (await server.NewPerson(root, "P-18", Password, (Role.Supervisor, "MUC"))).Get("/security-alerts");
        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
    }

    [Fact]
    public async Task How_far_a_stations_clock_is_off_is_recorded_when_it_changes()
    {
        await using var server = await Groundswelling.Start();
        var (_, station) = await StationTests.WithStation(server);

        foreach (var ahead in new[] { 0.5, 1.0, 90, 91, 88.5, -3600 })
        {
            station.DeviceTime = server.Time.GetUtcNow().AddSeconds(ahead);
            await station.Read("/station");
            // More often than once a minute nothing is recorded.
            server.Time.Step(TimeSpan.FromMinutes(2));
        }

        var measured = (await server.Services.GetRequiredService<Journal>().ReadStream(Logs.OfSite("MUC"), "station-ST-1", 2, Stop))
            .Select(entry => Product.Codec.Read(entry)).OfType<StationClockMeasured>().Select(clock => clock.AheadMilliseconds);
        Assert.Equal([500, 90_000, -3_600_000], measured);
    }

    [Fact]
    public void A_clock_that_is_as_far_off_as_it_was_is_not_recorded_again()
    {
        var station = new Station(new("ST-1"), InUse.Yes, new("MIX"), null, new DeviceClock("D-1", 4_000));

        Story.When(RecordDeviceClock.Decide(new(new("ST-1"), "D-1", 5_000), station)).Refused(new DeviceClockUnchanged(new("ST-1"), 4_000));
        Story.When(RecordDeviceClock.Decide(new(new("ST-1"), "D-2", 5_000), station)).Happens(new StationClockMeasured(new("ST-1"), "D-2", 5_000));
        Story.When(RecordDeviceClock.Decide(new(new("ST-1"), "D-1", 0), Station.Unknown)).Refused(new NotInUse("station", "ST-1"));
    }
}
