using Groundswell.Deciding;
using Groundswell.People.Accounts;
using Groundswell.People.Signatures;
using Groundswell.Tests.Identifying;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Signing;

/// <summary>What is no signature, or can't be one now.</summary>
public sealed class SignatureFaultTests
{
    private const string Password = "blue mixer at dawn";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_needs_no_signature_or_is_no_act_shows_nothing_to_sign()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        await server.NewPerson(root, "P-17", Password);

        Assert.Equal("signing.nothing-to-sign", await root.Refused(
            "/signing/preview/grant-role", new { id = Guid.CreateVersion7(), account = "P-17", role = "Operator", atSite = "MUC" }));
        Assert.Equal("signing.act-unknown", await root.Refused("/signing/preview/dance", new { }));
    }

    [Fact]
    public async Task One_person_signs_once_with_one_meaning()
    {
        await using var server = await Groundswelling.Start();
        var (_, assessor) = await SigningTests.WithAssessor(server);
        var grant = SigningTests.Grant();
        var signature = new { signer = "P-9", meaning = "assessed", contentHash = await SigningTests.HashOf(assessor, grant), password = Password };

        Assert.Equal("signature.twice", await assessor.Refused(
            "/commands/grant-qualification", new Dictionary<string, object>(grant) { ["signatures"] = new[] { signature, signature } }));
    }

    [Fact]
    public async Task A_password_that_is_too_old_signs_nothing()
    {
        await using var server = await Groundswelling.Start(null, ("PasswordMaxAgeDays", "1"));
        var (root, assessor) = await SigningTests.WithAssessor(server);
        var grant = SigningTests.Grant();
        var hash = await SigningTests.HashOf(assessor, grant);
        server.Time.Step(TimeSpan.FromHours(20));
        await root.Done("/sign-in", new { userName = "root", password = Groundswelling.RootPassword });
        await server.NewPerson(root, "P-10", Password, (Role.LineLead, "MUC"));
        server.Time.Step(TimeSpan.FromHours(5));
        var lead = server.NewBrowser();
        await lead.Done("/sign-in", new { userName = "p-10", password = Password });

        Assert.Equal("signature.password-expired", await lead.Refused("/commands/grant-qualification", SigningTests.Signed(grant, "P-9", hash)));
    }

    [Fact]
    public async Task A_signature_has_a_printed_name()
    {
        await using var server = await Groundswelling.Start();
        var (_, assessor) = await SigningTests.WithAssessor(server);
        await server.Take(new OpenAccount(new("P-99"), AccountHolder.Person));
        await server.Take(new GrantRole(new("P-99"), Role.LineLead, null, "MUC"));
        var accept = new AcceptSignaturePolicy("1") { Id = Guid.CreateVersion7() };
        var accepted = await server.Services.GetRequiredService<Door>().Take(accept, new Caller("P-99", []) { Vouched = true }, Stop);
        Assert.Null(accepted.Refusal);
        var grant = SigningTests.Grant();

        Assert.Equal("signature.printed-name-missing", await assessor.Refused(
            "/commands/grant-qualification", SigningTests.Signed(grant, "P-99", await SigningTests.HashOf(assessor, grant))));
    }
}
