using System.Net;
using Groundswell.Identifying;
using Groundswell.Identifying.Storing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Identifying;

public sealed class SignInTests
{
    private const string Password = "blue mixer at dawn";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDirectory]
    public async Task The_first_administrator_is_set_up_with_the_code_on_the_console_and_nobody_after_them(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory);
        var first = server.Services.GetRequiredService<FirstAdministrator>();
        var voided = await first.NewCode(Stop);
        var code = await first.NewCode(Stop);
        var root = server.NewBrowser();
        var asked = new { code, person = "P-1", userName = "root", printedName = "Ruth Root", password = Groundswelling.RootPassword };

        Assert.Equal("sign-in.code-wrong", await root.Refused("/sign-in/first-administrator", asked with { code = voided }));
        Assert.Equal("password.too-short", await root.Refused("/sign-in/first-administrator", asked with { password = "short" }));
        var session = await root.Done("/sign-in/first-administrator", asked with { code = code!.ToLowerInvariant() });

        Assert.Equal("Ruth Root", session.GetProperty("printedName").GetString());
        Assert.Equal(["account.opened", "account.role-granted", "account.named", "account.credential-set"], await server.Recorded("account-P-1"));
        Assert.Null(await first.NewCode(Stop));
        Assert.Equal("administrators.there-already", await server.NewBrowser().Refused("/sign-in/first-administrator", asked with { person = "P-2" }));
    }

    [Theory, EveryDirectory]
    public async Task A_person_sets_a_password_with_a_code_once_and_signs_in_with_it(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory);
        var root = await server.WithAdministrator();
        var issued = await root.Done("/accounts", new { person = "P-17", printedName = "Ana Silva", userName = "Ana" });
        var code = issued.GetProperty("code").GetString();
        var ana = server.NewBrowser();

        Assert.Equal("proof.wrong", await ana.Refused("/sign-in", new { userName = "ana", password = Password }));
        await ana.Done("/sign-in/code", new { userName = "ana", code, newPassword = Password });
        Assert.Equal("sign-in.code-wrong", await ana.Refused("/sign-in/code", new { userName = "ana", code, newPassword = Password }));

        var again = server.NewBrowser();
        Assert.Equal("door.not-signed-in", await again.WhyNobody());
        await again.Done("/sign-in", new { userName = "ANA", password = Password });
        Assert.Equal("P-17", (await again.Read("/session")).GetProperty("person").GetString());
        Assert.Equal(["account.opened", "account.named", "account.sign-in-code-issued", "account.credential-set"], await server.Recorded("account-P-17"));
    }

    [Fact]
    public async Task A_code_runs_out()
    {
        await using var server = await Groundswelling.Start(null, ("SignInCodeHours", "72"));
        var root = await server.WithAdministrator();
        var code = (await root.Done("/accounts", new { person = "P-17", printedName = "Ana Silva", userName = "ana" })).GetProperty("code").GetString();

        server.Time.Step(TimeSpan.FromHours(73));

        Assert.Equal("sign-in.code-wrong", await server.NewBrowser().Refused("/sign-in/code", new { userName = "ana", code, newPassword = Password }));
    }

    [Theory, EveryDirectory]
    public async Task Failed_proofs_lock_the_account_out_for_a_while_and_an_administrator_can_unlock_it(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory, ("MaxFailures", "3"), ("LockOutMinutes", "15"));
        var root = await server.WithAdministrator();
        var ana = await server.NewPerson(root, "P-17", Password);
        var stranger = server.NewBrowser();

        Assert.Equal("proof.wrong", await stranger.Refused("/sign-in", new { userName = "p-17", password = "wrong" }));
        Assert.Equal("proof.wrong", await stranger.Refused("/sign-in", new { userName = "p-17", password = "wrong" }));
        Assert.Equal("proof.account-locked", await stranger.Refused("/sign-in", new { userName = "p-17", password = "wrong" }));
        Assert.Equal("proof.account-locked", await stranger.Refused("/sign-in", new { userName = "p-17", password = Password }));
        Assert.Equal("account.locked", (await server.Recorded("account-P-17"))[^1]);
        Assert.Null(await ana.WhyNobody()); // Who is there stays there.

        server.Time.Step(TimeSpan.FromMinutes(16));
        await stranger.Done("/sign-in", new { userName = "p-17", password = Password });

        for (var i = 0; i < 3; i++)
            await stranger.Refused("/sign-in", new { userName = "p-17", password = "wrong" });
        await root.Done("/commands/unlock-account", new { id = Guid.CreateVersion7(), account = "P-17", reason = "Spoke to her" });
        await stranger.Done("/sign-in", new { userName = "p-17", password = Password });
    }

    [Fact]
    public async Task Many_tries_at_once_are_not_more_tries()
    {
        await using var server = await Groundswelling.Start(null, ("MaxFailures", "3"));
        var root = await server.WithAdministrator();
        await server.NewPerson(root, "P-17", Password);
        var passwords = server.Services.GetRequiredService<Passwords>();

        var proofs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => passwords.ProveByName("p-17", "wrong", Stop)));

        Assert.True(proofs.Count(proof => proof.Refusal is ProofWrong) <= 3);
        Assert.Single(await server.Recorded("account-P-17"), "account.locked");
        Assert.IsType<AccountIsLocked>((await passwords.ProveByName("p-17", Password, Stop)).Refusal);
    }

    [Fact]
    public async Task A_success_forgives_what_failed_before()
    {
        await using var server = await Groundswelling.Start(null, ("MaxFailures", "3"));
        var root = await server.WithAdministrator();
        await server.NewPerson(root, "P-17", Password);
        var browser = server.NewBrowser();

        for (var i = 0; i < 4; i++)
        {
            await browser.Refused("/sign-in", new { userName = "p-17", password = "wrong" });
            await browser.Refused("/sign-in", new { userName = "p-17", password = "wrong" });
            await browser.Done("/sign-in", new { userName = "p-17", password = Password });
        }

        Assert.DoesNotContain("account.locked", await server.Recorded("account-P-17"));
    }

    [Theory, EveryDirectory]
    public async Task A_password_that_is_too_old_only_sets_another_one(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory, ("PasswordMaxAgeDays", "90"));
        var root = await server.WithAdministrator();
        await server.NewPerson(root, "P-17", Password);
        var ana = server.NewBrowser();

        server.Time.Step(TimeSpan.FromDays(91));

        Assert.Equal("password.expired", await ana.Refused("/sign-in", new { userName = "p-17", password = Password }));
        Assert.Equal("password.used-before", await ana.Refused("/password", new { userName = "p-17", password = Password, newPassword = Password }));
        await ana.Done("/password", new { userName = "p-17", password = Password, newPassword = Password + " again" });
        await ana.Done("/sign-in", new { userName = "p-17", password = Password + " again" });
        Assert.Equal("password.used-before", await ana.Refused("/password", new { userName = "p-17", password = Password + " again", newPassword = Password }));
    }

    [Fact]
    public async Task A_password_follows_the_rules()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var ana = await server.NewPerson(root, "P-17", Password);
        Task<string> Setting(string newPassword) => ana.Refused("/password", new { userName = "p-17", password = Password, newPassword });

        Assert.Equal("password.too-short", await Setting("eleven char"));
        Assert.Equal("password.too-long", await Setting(new string('x', 300)));
        Assert.Equal("password.too-simple", await Setting("abababababababab"));
        Assert.Equal("password.tells-name", await Setting("my name is p-17 and"));
    }

    [Fact]
    public async Task Setting_another_password_signs_out_everywhere_else()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var here = await server.NewPerson(root, "P-17", Password);
        var elsewhere = server.NewBrowser();
        await elsewhere.Done("/sign-in", new { userName = "p-17", password = Password });

        await here.Done("/password", new { userName = "p-17", password = Password, newPassword = Password + " again" });

        Assert.Null(await here.WhyNobody());
        Assert.Equal("session.over", await elsewhere.WhyNobody());
    }

    [Fact]
    public async Task A_stranger_a_deactivated_account_and_a_wrong_password_are_answered_alike()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        await server.NewPerson(root, "P-17", Password);
        await root.Done("/commands/deactivate-account", new { id = Guid.CreateVersion7(), account = "P-17", reason = "Left" });
        var browser = server.NewBrowser();

        Assert.Equal("proof.wrong", await browser.Refused("/sign-in", new { userName = "nobody", password = Password }));
        Assert.Equal("proof.wrong", await browser.Refused("/sign-in", new { userName = "p-17", password = Password }));
        Assert.Equal("proof.wrong", await browser.Refused("/sign-in", new { userName = "root", password = "wrong" }));
    }

    [Fact]
    public async Task Who_tries_too_often_has_to_wait()
    {
        await using var server = await Groundswelling.Start(null, ("AttemptsPerMinute", "5"));
        var browser = server.NewBrowser();

        for (var i = 0; i < 5; i++)
            await browser.Refused("/sign-in", new { userName = "nobody", password = Password });
        using var answer = await browser.Post("/sign-in", new { userName = "nobody", password = Password });

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("sign-in.too-many-attempts", await Browser.CodeOf(answer));
    }

    [Fact]
    public async Task A_name_to_sign_in_with_belongs_to_one_person()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();

        Assert.Equal("name.sign-in-taken", await root.Refused("/accounts", new { person = "P-17", printedName = "Ana", userName = "ROOT" }));
        // What was half done is finished by trying again.
        await root.Done("/accounts", new { person = "P-17", printedName = "Ana", userName = "ana" });
        Assert.Equal("account.already-opened", await root.Refused("/accounts", new { person = "P-17", printedName = "Ana", userName = "ana" }));
    }

    [Fact]
    public async Task No_secret_is_kept_in_the_clear()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        await server.NewPerson(root, "P-17", Password);
        await root.Done("/accounts/P-17/badges", new { number = "0815", pin = "738291" });
        var factory = server.Services.GetRequiredService<IDbContextFactory<DirectoryDb>>();
        await using var db = await factory.CreateDbContextAsync(Stop);

        var hashes = await db.SignIns.Select(row => row.PasswordHash).ToListAsync(Stop);
        var badge = await db.Badges.SingleAsync(Stop);

        Assert.All(hashes, hash => Assert.DoesNotContain(Password, hash));
        Assert.DoesNotContain("738291", badge.PinHash);
        Assert.DoesNotContain("0815", System.Text.Encoding.UTF8.GetString(badge.NumberHash));
        Assert.All(await db.Sessions.ToListAsync(Stop), row => Assert.Equal(32, row.SecretHash!.Length));
    }
}
