using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.Record;
using Groundswell.Tests.Identifying;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Signing;

/// <summary>Signing over HTTP, with the granting of a qualification that its assessor signs.</summary>
public sealed class SigningTests
{
    private const string Password = "blue mixer at dawn";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDirectory]
    public async Task What_was_shown_is_signed_and_the_record_holds_the_signature(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory);
        var (_, assessor) = await WithAssessor(server);
        var grant = Grant();
        Assert.Equal("signature.missing", await assessor.Refused("/commands/grant-qualification", grant));

        var preview = await assessor.Done("/signing/preview/grant-qualification", grant);
        var hash = preview.GetProperty("contentHash").GetString()!;
        await assessor.Done("/commands/grant-qualification", Signed(grant, "P-9", hash));

        Assert.Contains(preview.GetProperty("lines").EnumerateArray(), line => line.GetProperty("value").GetString() == "AUTOCLAVE (Autoclave)");
        Assert.Equal("assessed", preview.GetProperty("meanings")[0].GetProperty("meaning").GetString());
        var granted = JsonElement.Parse((await EntriesOf(server, "person-P-17"))[^1].Payload.Span);
        var signature = granted.GetProperty("signature");
        Assert.Equal("P-9", signature.GetProperty("signer").GetString());
        Assert.Equal("Person P-9", signature.GetProperty("printedName").GetString());
        Assert.Equal(hash, signature.GetProperty("contentHash").GetString());
        Assert.Equal("password", signature.GetProperty("method").GetString());
        Assert.DoesNotContain(Password, granted.GetRawText());
    }

    [Fact]
    public async Task What_is_signed_is_shown_and_signed_in_the_signers_language()
    {
        await using var server = await Groundswelling.Start();
        var (_, assessor) = await WithAssessor(server);
        var grant = Grant();
        var english = await HashOf(assessor, grant);

        var german = await assessor.Done("/signing/preview/grant-qualification?language=de", grant);
        var hash = german.GetProperty("contentHash").GetString()!;

        Assert.Equal(("de", "Eine Qualifikation erteilen"), (german.GetProperty("language").GetString(), german.GetProperty("title").GetString()));
        Assert.Equal("signature.language-unknown", await assessor.Refused("/signing/preview/grant-qualification?language=la", grant));
        // The words of one language are not those of another: who was shown German has signed German.
        Assert.Equal("signature.of-other-content", await assessor.Refused("/commands/grant-qualification", Signed(grant, "P-9", hash)));
        Assert.Equal("signature.of-other-content", await assessor.Refused("/commands/grant-qualification", In("de", grant, english)));
        Assert.Equal("signature.language-unknown", await assessor.Refused("/commands/grant-qualification", In("la", grant, hash)));
        await assessor.Done("/commands/grant-qualification", In("de", grant, hash));

        var signature = JsonElement.Parse((await EntriesOf(server, "person-P-17"))[^1].Payload.Span).GetProperty("signature");
        Assert.Equal(("de", hash), (signature.GetProperty("language").GetString(), signature.GetProperty("shownHash").GetString()));
        // What the decider compares, and an inspector makes again, is the same whatever language it was read in.
        Assert.Equal(english, signature.GetProperty("contentHash").GetString());

        static Dictionary<string, object> In(string language, Dictionary<string, object> command, string hash) =>
            With(command, new { signer = "P-9", meaning = "assessed", contentHash = hash, language, password = Password });
    }

    [Fact]
    public async Task Where_it_is_known_what_a_signer_reads_they_are_shown_that()
    {
        await using var server = await Groundswelling.Start();
        var (_, assessor) = await WithAssessor(server);
        await server.Take(new RegisterPerson(new("P-20"), [Function.Quality], Languages: ["es"]) { Site = "MUC" });
        foreach (var log in await server.Services.GetRequiredService<Journal>().Logs(Stop))
            Assert.True(await server.Services.GetRequiredService<Groundswell.Projecting.IViewsProgress>().WaitFor(log.Log, log.Size, TimeSpan.FromSeconds(30), Stop));

        var own = await assessor.Done("/signing/preview/grant-qualification?language=de&signer=P-20", Grant());
        var unknown = await assessor.Done("/signing/preview/grant-qualification?language=de&signer=P-9", Grant());

        Assert.Equal(("es", "de"), (own.GetProperty("language").GetString(), unknown.GetProperty("language").GetString()));
    }

    [Fact]
    public async Task Sent_again_a_signed_command_is_answered_as_the_first_time()
    {
        await using var server = await Groundswelling.Start();
        var (_, assessor) = await WithAssessor(server);
        var grant = Grant();
        var hash = await HashOf(assessor, grant);

        var first = await assessor.Done("/commands/grant-qualification", Signed(grant, "P-9", hash));
        var again = await assessor.Done("/commands/grant-qualification", Signed(grant, "P-9", hash));

        Assert.True(again.GetProperty("repeated").GetBoolean());
        Assert.Equal(first.GetProperty("first").GetInt64(), again.GetProperty("first").GetInt64());
        Assert.Equal(2, (await EntriesOf(server, "person-P-17")).Count);
    }

    [Fact]
    public async Task A_second_person_signs_without_signing_anyone_out()
    {
        await using var server = await Groundswelling.Start();
        var (root, assessor) = await WithAssessor(server);
        var lead = await server.NewPerson(root, "P-18", Password, (Role.LineLead, "MUC"));
        var grant = Grant();

        await lead.Done("/commands/grant-qualification", Signed(grant, "P-9", await HashOf(lead, grant)));

        var entry = (await EntriesOf(server, "person-P-17"))[^1];
        Assert.Equal("P-18", entry.Actor);
        Assert.Null(await lead.WhyNobody());
        Assert.Null(await assessor.WhyNobody());
    }

    [Fact]
    public async Task What_has_changed_since_it_was_shown_is_not_signed()
    {
        await using var server = await Groundswelling.Start();
        var (_, assessor) = await WithAssessor(server);
        var grant = Grant();
        var hash = await HashOf(assessor, grant);

        await server.Take(new ChangeQualification(new("AUTOCLAVE"), "Another autoclave", ["under supervision", "alone"], null, true));

        Assert.Equal("signature.of-other-content", await assessor.Refused("/commands/grant-qualification", Signed(grant, "P-9", hash)));
        Assert.Single(await EntriesOf(server, "person-P-17"));
    }

    [Fact]
    public async Task A_signature_of_one_thing_is_not_taken_for_another()
    {
        await using var server = await Groundswelling.Start();
        var (_, assessor) = await WithAssessor(server);
        var hash = await HashOf(assessor, Grant(level: 1));

        Assert.Equal("signature.of-other-content", await assessor.Refused("/commands/grant-qualification", Signed(Grant(level: 2), "P-9", hash)));
    }

    [Fact]
    public async Task Who_does_not_prove_who_they_are_signs_nothing_and_the_record_says_that_they_tried()
    {
        await using var server = await Groundswelling.Start(null, ("MaxFailures", "2"));
        var (_, assessor) = await WithAssessor(server);
        var grant = Grant();
        var hash = await HashOf(assessor, grant);

        Assert.Equal("signature.not-proved", await assessor.Refused("/commands/grant-qualification", Signed(grant, "P-9", hash, "wrong")));
        Assert.Equal("signature.signer-locked", await assessor.Refused("/commands/grant-qualification", Signed(grant, "P-9", hash, "wrong")));
        Assert.Equal("signature.signer-locked", await assessor.Refused("/commands/grant-qualification", Signed(grant, "P-9", hash)));

        Assert.Equal(["signature.failed", "account.locked", "signature.failed"], (await server.Recorded("account-P-9"))[^3..]);
        Assert.Single(await EntriesOf(server, "person-P-17"));
    }

    [Fact]
    public async Task A_PIN_never_signs()
    {
        await using var server = await Groundswelling.Start();
        var (root, assessor) = await WithAssessor(server);
        await root.Done("/accounts/P-9/badges", new { number = "1009", pin = "738291" });
        var grant = Grant();
        var hash = await HashOf(assessor, grant);

        Assert.Equal("signature.not-proved", await assessor.Refused("/commands/grant-qualification", Signed(grant, "P-9", hash, "738291")));
        // A field that no proof reads is not passed over in silence.
        var withPin = With(grant, new { signer = "P-9", meaning = "assessed", contentHash = hash, pin = "738291" });
        Assert.Equal("request.malformed", await assessor.Refused("/commands/grant-qualification", withPin));
    }

    [Fact]
    public async Task A_finished_signature_copied_into_a_command_proves_nothing()
    {
        await using var server = await Groundswelling.Start();
        var (_, assessor) = await WithAssessor(server);
        var grant = Grant(level: 1);
        var hash = await HashOf(assessor, grant);
        await assessor.Done("/commands/grant-qualification", Signed(grant, "P-9", hash));
        var copied = JsonElement.Parse((await EntriesOf(server, "person-P-17"))[^1].Payload.Span).GetProperty("signature");
        var other = Grant(level: 2);

        Assert.Equal("request.malformed", await assessor.Refused("/commands/grant-qualification", With(other, copied)));
    }

    [Fact]
    public async Task Only_who_has_accepted_the_policy_signs()
    {
        await using var server = await Groundswelling.Start();
        var (root, assessor) = await WithAssessor(server, accepted: false);
        var grant = Grant();
        var hash = await HashOf(assessor, grant);

        Assert.Equal("signature.policy-not-accepted", await assessor.Refused("/commands/grant-qualification", Signed(grant, "P-9", hash)));
        Assert.Equal("proof.wrong", await assessor.Refused("/signing/policy/accept", new { version = "1", password = "wrong" }));
        await assessor.Done("/signing/policy/accept", new { version = "1", password = Password });
        await assessor.Done("/commands/grant-qualification", Signed(grant, "P-9", hash));

        await root.Done("/commands/publish-signature-policy", new { id = Guid.CreateVersion7(), version = "2", text = "It binds me." });
        var next = Grant(level: 2);
        Assert.Equal("signature.policy-not-accepted", await assessor.Refused("/commands/grant-qualification", Signed(next, "P-9", await HashOf(assessor, next))));
        Assert.Equal("account.signature-policy-accepted", (await server.Recorded("account-P-9"))[^1]);
    }

    [Fact]
    public async Task An_administrator_signs_no_GMP_record()
    {
        await using var server = await Groundswelling.Start();
        var (root, _) = await WithAssessor(server);
        await server.Take(new RegisterPerson(new("P-1"), [Function.Operations]) { Site = "MUC" });
        await root.Done("/commands/grant-role", new { id = Guid.CreateVersion7(), account = "P-1", role = "Supervisor", atSite = "MUC" });
        await root.Done("/signing/policy/accept", new { version = "1", password = Groundswelling.RootPassword });
        var grant = Grant(assessor: "P-1");
        var hash = await HashOf(root, grant);

        Assert.Equal(
            "signature.administrator", await root.Refused("/commands/grant-qualification", Signed(grant, "P-1", hash, Groundswelling.RootPassword)));
    }

    [Fact]
    public async Task A_role_that_does_not_give_the_signature_does_not_give_it()
    {
        await using var server = await Groundswelling.Start();
        var (root, assessor) = await WithAssessor(server);
        var other = await server.NewPerson(root, "P-19", Password, (Role.Operator, "MUC"));
        await other.Done("/signing/policy/accept", new { version = "1", password = Password });
        await server.Take(new RegisterPerson(new("P-19"), [Function.Operations]) { Site = "MUC" });
        var grant = Grant(assessor: "P-19");
        var hash = await HashOf(assessor, grant);

        Assert.Equal("signature.signer-not-allowed", await assessor.Refused("/commands/grant-qualification", Signed(grant, "P-19", hash)));
        Assert.Equal("signature.meaning-unfit", await assessor.Refused(
            "/commands/grant-qualification", With(grant, new { signer = "P-9", meaning = "released", contentHash = hash, password = Password })));
        Assert.Equal("signature.not-proved", await assessor.Refused("/commands/grant-qualification", Signed(grant, "nobody", hash)));
    }

    [Fact]
    public async Task Whoever_may_not_do_it_is_told_so_before_a_password_is_looked_at()
    {
        await using var server = await Groundswelling.Start(null, ("MaxFailures", "1"));
        var (root, assessor) = await WithAssessor(server);
        var nobody = await server.NewPerson(root, "P-20", Password);
        var grant = Grant();

        Assert.Equal("door.not-allowed", await nobody.Refused(
            "/commands/grant-qualification", Signed(grant, "P-9", await HashOf(assessor, grant), "wrong")));
        Assert.DoesNotContain("account.locked", await server.Recorded("account-P-9"));
    }

    [Theory, EveryDirectory]
    public async Task Where_the_site_asks_for_it_a_meaning_is_signed_with_a_passkey(DirectoryChoice directory)
    {
        await using var server = await Groundswelling.Start(directory);
        var (root, assessor) = await WithAssessor(server);
        await root.Done("/commands/set-signing-rule", new { id = Guid.CreateVersion7(), site = "MUC", meaning = "assessed", passkeyOnly = true, reason = "Quality" });
        using var key = new SoftAuthenticator();
        await PasskeyTests.Register(assessor, key, Password);
        var grant = Grant();
        var preview = await assessor.Done("/signing/preview/grant-qualification", grant);
        var hash = preview.GetProperty("contentHash").GetString()!;

        Assert.True(preview.GetProperty("meanings")[0].GetProperty("passkeyNeeded").GetBoolean());
        Assert.Equal("signature.passkey-needed", await assessor.Refused("/commands/grant-qualification", Signed(grant, "P-9", hash)));
        var question = await assessor.Done("/signing/passkey/question", new { signer = "P-9", meaning = "assessed", contentHash = hash });
        await assessor.Done("/commands/grant-qualification", WithPasskey(grant, hash, question, key));

        var granted = JsonElement.Parse((await EntriesOf(server, "person-P-17"))[^1].Payload.Span);
        Assert.Equal("passkey", granted.GetProperty("signature").GetProperty("method").GetString());
    }

    [Fact]
    public async Task A_passkeys_answer_for_one_content_or_purpose_signs_no_other()
    {
        await using var server = await Groundswelling.Start();
        var (_, assessor) = await WithAssessor(server);
        using var key = new SoftAuthenticator();
        await PasskeyTests.Register(assessor, key, Password);
        var grant = Grant();
        var hash = await HashOf(assessor, grant);
        var ofOther = await assessor.Done("/signing/passkey/question", new { signer = "P-9", meaning = "assessed", contentHash = new string('0', 64) });
        var toSignIn = await assessor.Done("/sign-in/passkey/question", new { });

        Assert.Equal("passkey.challenge-over", await assessor.Refused("/commands/grant-qualification", WithPasskey(grant, hash, ofOther, key)));
        Assert.Equal("passkey.challenge-over", await assessor.Refused("/commands/grant-qualification", WithPasskey(grant, hash, toSignIn, key)));
    }

    [Fact]
    public async Task Another_persons_passkey_does_not_sign_for_me()
    {
        await using var server = await Groundswelling.Start();
        var (root, assessor) = await WithAssessor(server);
        using var key = new SoftAuthenticator();
        await PasskeyTests.Register(root, key);
        var grant = Grant();
        var hash = await HashOf(assessor, grant);
        var question = await assessor.Done("/signing/passkey/question", new { signer = "P-9", meaning = "assessed", contentHash = hash });

        Assert.Equal("signature.not-proved", await assessor.Refused("/commands/grant-qualification", WithPasskey(grant, hash, question, key)));
    }

    internal static Dictionary<string, object> Grant(int level = 1, string assessor = "P-9") => new()
    {
        ["id"] = Guid.CreateVersion7(),
        ["site"] = "MUC",
        ["person"] = "P-17",
        ["qualification"] = "AUTOCLAVE",
        ["assessedBy"] = assessor,
        ["level"] = level,
    };

    internal static Dictionary<string, object> Signed(Dictionary<string, object> command, string signer, string hash, string password = Password) =>
        With(command, new { signer, meaning = "assessed", contentHash = hash, password });

    private static Dictionary<string, object> WithPasskey(Dictionary<string, object> command, string hash, JsonElement question, SoftAuthenticator key)
    {
        var passkey = new { challenge = question.GetProperty("challenge").GetString(), credential = key.Get(question.GetProperty("options")) };
        return With(command, new { signer = "P-9", meaning = "assessed", contentHash = hash, passkey });
    }

    private static Dictionary<string, object> With(Dictionary<string, object> command, object signature) =>
        new(command) { ["signatures"] = new[] { signature } };

    internal static async Task<string> HashOf(Browser browser, object command) =>
        (await browser.Done("/signing/preview/grant-qualification", command)).GetProperty("contentHash").GetString()!;

    private static async Task<IReadOnlyList<Entry>> EntriesOf(Groundswelling server, string stream) =>
        await server.Services.GetRequiredService<Journal>().ReadStream(Logs.OfSite("MUC"), stream, 1, Stop);

    /// <summary>P-9, a line lead who has a password, P-17, whom they assess, and a qualification that is signed.</summary>
    internal static async Task<(Browser Root, Browser Assessor)> WithAssessor(Groundswelling server, bool accepted = true)
    {
        var root = await server.WithAdministrator();
        var assessor = await server.NewPerson(root, "P-9", Password, (Role.LineLead, "MUC"));
        if (accepted)
            await assessor.Done("/signing/policy/accept", new { version = "1", password = Password });
        await server.Take(new RegisterPerson(new("P-9"), [Function.Operations]) { Site = "MUC" });
        await server.Take(new RegisterPerson(new("P-17"), [Function.Operations], "Blue") { Site = "MUC" });
        await server.Take(new DefineQualification(new("AUTOCLAVE"), "Autoclave", ["under supervision", "alone"], 12, true));
        return (root, assessor);
    }
}
