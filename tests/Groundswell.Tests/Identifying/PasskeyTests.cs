using System.Net;
using System.Text.Json;

namespace Groundswell.Tests.Identifying;

public sealed class PasskeyTests
{
    [Theory, EveryDirectory]
    public async Task A_passkey_is_registered_and_signs_in_without_a_name(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory);
        var root = await server.WithAdministrator();
        using var key = new SoftAuthenticator();

        await Register(root, key);
        var browser = server.NewBrowser();
        var session = await SignIn(browser, key);
        Assert.Equal("P-1", session.GetProperty("person").GetString());
        Assert.Equal("Passkey", session.GetProperty("kind").GetString());
        await SignIn(server.NewBrowser(), key); // And again: the counter goes on.

        var listed = (await root.Read("/passkeys")).EnumerateArray().Single();
        Assert.Equal("blue key", listed.GetProperty("name").GetString());
        using var removed = await root.Send(HttpMethod.Delete, $"/passkeys/{listed.GetProperty("passkey").GetString()}", null);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal("proof.wrong", await SignInRefused(server.NewBrowser(), key));
        Assert.Equal(["account.credential-set", "account.credential-removed"], (await server.Recorded("account-P-1"))[^2..]);
    }

    [Fact]
    public async Task Registering_one_takes_the_password_again()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();

        Assert.Equal("proof.wrong", await root.Refused("/passkeys/question", new { password = "wrong" }));
    }

    [Fact]
    public async Task An_answer_counts_once_and_for_what_was_asked()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        using var key = new SoftAuthenticator();
        await Register(root, key);
        var browser = server.NewBrowser();
        var question = await browser.Done("/sign-in/passkey/question", new { });
        var answer = new { challenge = question.GetProperty("challenge").GetString(), credential = key.Get(question.GetProperty("options")) };

        await browser.Done("/sign-in/passkey", answer);
        Assert.Equal("passkey.challenge-over", await browser.Refused("/sign-in/passkey", answer));

        // The answer to one question under the name of another.
        var other = await browser.Done("/sign-in/passkey/question", new { });
        var third = await browser.Done("/sign-in/passkey/question", new { });
        Assert.Equal("proof.wrong", await browser.Refused("/sign-in/passkey", new
        {
            challenge = other.GetProperty("challenge").GetString(),
            credential = key.Get(third.GetProperty("options")),
        }));
    }

    [Fact]
    public async Task A_question_is_not_open_for_ever()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        using var key = new SoftAuthenticator();
        await Register(root, key);
        var browser = server.NewBrowser();
        var question = await browser.Done("/sign-in/passkey/question", new { });

        server.Time.Step(TimeSpan.FromMinutes(6));

        Assert.Equal("passkey.challenge-over", await browser.Refused("/sign-in/passkey", new
        {
            challenge = question.GetProperty("challenge").GetString(),
            credential = key.Get(question.GetProperty("options")),
        }));
    }

    [Fact]
    public async Task Another_sites_page_and_an_authenticator_that_verifies_nobody_are_refused()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        using var phished = new SoftAuthenticator { Origin = "http://localhost.evil.example" };
        using var careless = new SoftAuthenticator { VerifiesUser = false };

        Assert.Equal("passkey.unfit", await RegisterRefused(root, phished));
        Assert.Equal("passkey.unfit", await RegisterRefused(root, careless));
    }

    [Fact]
    public async Task A_strangers_passkey_and_a_forged_signature_prove_nothing()
    {
        await using var server = await Groundswelling.Start();
        await server.WithAdministrator();
        using var stranger = new SoftAuthenticator();

        Assert.Equal("proof.wrong", await SignInRefused(server.NewBrowser(), stranger));
    }

    [Fact]
    public async Task A_deactivated_accounts_passkey_proves_nothing()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var ana = await server.NewPerson(root, "P-17", "blue mixer at dawn");
        using var key = new SoftAuthenticator();
        await Register(ana, key, "blue mixer at dawn");

        await root.Done("/commands/deactivate-account", new { id = Guid.CreateVersion7(), account = "P-17", reason = "Left" });

        Assert.Equal("proof.wrong", await SignInRefused(server.NewBrowser(), key));
    }

    internal static async Task Register(Browser browser, SoftAuthenticator key, string password = Groundswelling.RootPassword)
    {
        var question = await browser.Done("/passkeys/question", new { password });
        await browser.Done("/passkeys", new
        {
            challenge = question.GetProperty("challenge").GetString(),
            credential = key.Create(question.GetProperty("options")),
            name = "blue key",
        });
    }

    private static async Task<string> RegisterRefused(Browser browser, SoftAuthenticator key)
    {
        var question = await browser.Done("/passkeys/question", new { password = Groundswelling.RootPassword });
        return await browser.Refused("/passkeys", new
        {
            challenge = question.GetProperty("challenge").GetString(),
            credential = key.Create(question.GetProperty("options")),
        });
    }

    private static async Task<JsonElement> SignIn(Browser browser, SoftAuthenticator key)
    {
        var question = await browser.Done("/sign-in/passkey/question", new { });
        return await browser.Done("/sign-in/passkey", new
        {
            challenge = question.GetProperty("challenge").GetString(),
            credential = key.Get(question.GetProperty("options")),
        });
    }

    private static async Task<string> SignInRefused(Browser browser, SoftAuthenticator key)
    {
        var question = await browser.Done("/sign-in/passkey/question", new { });
        return await browser.Refused("/sign-in/passkey", new
        {
            challenge = question.GetProperty("challenge").GetString(),
            credential = key.Get(question.GetProperty("options")),
        });
    }
}
