using System.Net;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Identifying;

public sealed class SessionTests
{
    private const string Password = "blue mixer at dawn";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDirectory]
    public async Task A_restart_signs_nobody_out(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory);
        var root = await server.WithAdministrator();
        var cookie = (await root.Read("/session")).GetProperty("session").GetString();

        await server.Restart();

        var same = server.NewBrowser(root);
        Assert.Equal(cookie, (await same.Read("/session")).GetProperty("session").GetString());
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_and_for_no_script()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();

        using var answer = await root.Post("/sign-in", new { userName = "root", password = Groundswelling.RootPassword });
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, EveryDirectory]
    public async Task Signing_out_ends_the_session_for_whoever_copied_the_cookie_too(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory);
        var root = await server.WithAdministrator();
        var copy = server.NewBrowser(root);
        Assert.Null(await copy.WhyNobody());

        await root.Done("/sign-out", new { });

        Assert.Equal("door.not-signed-in", await root.WhyNobody());
        Assert.Equal("session.over", await copy.WhyNobody());
    }

    [Theory, EveryDirectory]
    public async Task A_deactivated_account_is_out_at_once(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory);
        var root = await server.WithAdministrator();
        var ana = await server.NewPerson(root, "P-17", Password, (Role.Operator, "MUC"));
        Assert.Null(await ana.WhyNobody());

        await root.Done("/commands/deactivate-account", new { id = Guid.CreateVersion7(), account = "P-17", reason = "Left" });
        Assert.Equal("session.over", await ana.WhyNobody());

        // And does not come back with the account.
        server.Time.Step(TimeSpan.FromSeconds(1));
        await root.Done("/commands/reactivate-account", new { id = Guid.CreateVersion7(), account = "P-17", reason = "Back" });
        Assert.Equal("session.over", await ana.WhyNobody());
    }

    [Fact]
    public async Task A_locked_account_is_out_at_once()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var ana = await server.NewPerson(root, "P-17", Password);

        await root.Done("/commands/lock-account", new { id = Guid.CreateVersion7(), account = "P-17", reason = "Lost phone" });

        Assert.Equal("session.over", await ana.WhyNobody());
    }

    [Fact]
    public async Task A_grant_holds_and_ends_with_the_next_request()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var ana = await server.NewPerson(root, "P-17", Password);
        object Register(string person) => new { id = Guid.CreateVersion7(), site = "MUC", person, functions = new[] { "Operations" } };
        object Grant() => new { id = Guid.CreateVersion7(), account = "P-17", role = "Supervisor", atSite = "MUC" };

        Assert.Equal("door.not-allowed", await ana.Refused("/commands/register-person", Register("P-30")));
        await root.Done("/commands/grant-role", Grant());
        await ana.Done("/commands/register-person", Register("P-30"));
        await root.Done("/commands/withdraw-role", Grant());
        Assert.Equal("door.not-allowed", await ana.Refused("/commands/register-person", Register("P-31")));
    }

    [Fact]
    public async Task A_session_that_is_not_used_is_locked_and_unlocked_with_the_password()
    {
        await using var server = await Groundswelling.Start(null, ("IdleMinutes", "30"));
        var root = await server.WithAdministrator();

        server.Time.Step(TimeSpan.FromMinutes(29));
        Assert.Null(await root.WhyNobody());
        server.Time.Step(TimeSpan.FromMinutes(29));
        Assert.Null(await root.WhyNobody());
        server.Time.Step(TimeSpan.FromMinutes(31));

        Assert.Equal("session.locked", await root.WhyNobody());
        Assert.True((await root.Read("/session")).GetProperty("locked").GetBoolean());
        Assert.Equal("proof.wrong", await root.Refused("/session/unlock", new { password = "wrong" }));
        Assert.Equal("proof.wrong", await root.Refused("/session/unlock", new { pin = "123456" }));
        Assert.Equal("session.locked", await root.WhyNobody());
        await root.Done("/session/unlock", new { password = Groundswelling.RootPassword });
        Assert.Null(await root.WhyNobody());
    }

    [Fact]
    public async Task What_only_listens_does_not_keep_a_session_awake()
    {
        await using var server = await Groundswelling.Start(null, ("IdleMinutes", "30"));
        var root = await server.WithAdministrator();

        for (var i = 0; i < 4; i++)
        {
            server.Time.Step(TimeSpan.FromMinutes(10));
            await root.Read("/session");
        }

        Assert.Equal("session.locked", await root.WhyNobody());
    }

    [Fact]
    public async Task A_session_is_locked_by_its_person_and_survives_a_restart_so()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();

        await root.Done("/session/lock", new { });
        Assert.Equal("session.locked", await root.WhyNobody());
        await server.Restart();

        Assert.Equal("session.locked", await server.NewBrowser(root).WhyNobody());
    }

    [Fact]
    public async Task A_session_ends_after_its_time_however_much_it_is_used()
    {
        await using var server = await Groundswelling.Start(null, ("SessionHours", "2"), ("IdleMinutes", "50"));
        var root = await server.WithAdministrator();

        server.Time.Step(TimeSpan.FromMinutes(45));
        Assert.Null(await root.WhyNobody());
        server.Time.Step(TimeSpan.FromMinutes(45));
        Assert.Null(await root.WhyNobody());
        server.Time.Step(TimeSpan.FromMinutes(31));

        Assert.Equal("session.over", await root.WhyNobody());
    }

    [Fact]
    public async Task A_person_sees_and_ends_their_own_sessions_and_nobody_elses()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var ana = await server.NewPerson(root, "P-17", Password);
        var elsewhere = server.NewBrowser();
        await elsewhere.Done("/sign-in", new { userName = "p-17", password = Password });
        var roots = (await root.Read("/sessions")).EnumerateArray().Single().GetProperty("session").GetString();

        var sessions = (await ana.Read("/sessions")).EnumerateArray().ToList();
        var other = sessions.Single(one => !one.GetProperty("own").GetBoolean()).GetProperty("session").GetString();
        Assert.Equal(2, sessions.Count);
        using var notHers = await ana.Send(HttpMethod.Delete, $"/sessions/{roots}", null);
        Assert.Equal("session.unknown", await Browser.CodeOf(notHers));
        using var ended = await ana.Send(HttpMethod.Delete, $"/sessions/{other}", null);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal("session.over", await elsewhere.WhyNobody());
        Assert.Null(await ana.WhyNobody());
    }

    [Theory, EveryDirectory]
    public async Task A_machine_works_by_key_until_the_key_is_ended(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory);
        var root = await server.WithAdministrator();
        await root.Done("/accounts", new { person = "ERP", printedName = "The ERP", holder = "Machine" });
        await root.Done("/commands/grant-role", new { id = Guid.CreateVersion7(), account = "ERP", role = "Integration", atSite = "MUC" });
        var made = await root.Done("/accounts/ERP/keys", new { label = "orders" });
        var erp = server.NewBrowser();
        erp.Key = made.GetProperty("token").GetString();

        await erp.Done("/commands/register-person", new { id = Guid.CreateVersion7(), site = "MUC", person = "P-30", functions = new[] { "Operations" } });
        await server.Restart();
        var restarted = server.NewBrowser();
        (restarted.Key, root) = (erp.Key, server.NewBrowser(root));
        Assert.Null(await restarted.WhyNobody());

        using var ended = await root.Send(HttpMethod.Delete, $"/accounts/ERP/keys/{made.GetProperty("key").GetString()}", null);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal("session.over", await restarted.WhyNobody());
        Assert.Equal(
            ["account.opened", "account.named", "account.role-granted", "account.credential-set", "account.credential-removed"],
            await server.Recorded("account-ERP"));
    }

    [Fact]
    public async Task A_key_is_for_machines_alone()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();

        Assert.Equal("account.credential-unfit", await root.Refused("/accounts/P-1/keys", new { label = "mine" }));
        await root.Done("/accounts", new { person = "ERP", printedName = "The ERP", holder = "Machine" });
        Assert.Equal("account.credential-unfit", await root.Refused("/accounts/ERP/badges", new { number = "1", pin = "738291" }));
    }

    [Fact]
    public async Task What_is_no_token_signs_nobody_in()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var id = (await root.Read("/session")).GetProperty("session").GetString();
        var thief = server.NewBrowser();
        string[] wrong = ["", ".", "x", $"{id}", $"{id}.", $"{id}.{Token.NewSecret()}", $".{Token.NewSecret()}", new string('a', 1000) + ".b"];

        foreach (var key in wrong)
        {
            thief.Key = key;
            Assert.Equal("session.over", await thief.WhyNobody());
        }
    }

    [Fact]
    public async Task Another_node_hears_of_it_within_two_seconds()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var session = (await root.Read("/session")).GetProperty("session").GetString()!;
        // A second set of caches over the same stores is what another node is.
        var other = ActivatorUtilities.CreateInstance<Sessions>(server.Services, ActivatorUtilities.CreateInstance<Grants>(server.Services));
        var token = new Token(session, Groundswelling.SecretOf(root));
        Assert.NotNull((await other.Admit(token, true, Stop)).Caller);

        await root.Done("/sign-out", new { });
        server.Time.Step(Grants.Freshness);

        Assert.IsType<SessionOver>((await other.Admit(token, true, Stop)).Refusal);
    }
}
