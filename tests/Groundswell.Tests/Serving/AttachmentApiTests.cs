using System.Net;
using System.Text;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Tests.Identifying;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Serving;

public sealed class AttachmentApiTests
{
    private static readonly byte[] Photo = [0xff, 0xd8, 0xff, .. Encoding.ASCII.GetBytes("a photo")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_taken_in_named_by_its_hash_and_given_out_again()
    {
        await using var server = await Groundswelling.Start();
        var worker = await Worker(server);

        using var taken = await worker.SendFile(Photo, "image/jpeg", "weld.jpg");
        var reference = JsonElement.Parse(await taken.Content.ReadAsStringAsync(Stop));
        var address = reference.GetProperty("$attachment").GetString()!;

        Assert.Equal(("image/jpeg", "weld.jpg", Photo.Length), (
            reference.GetProperty("mediaType").GetString(), reference.GetProperty("name").GetString(), reference.GetProperty("length").GetInt32()));
        using var given = await worker.Get($"/attachments/{address["sha256:".Length..]}?mediaType=image/jpeg");
        Assert.Equal(Photo, await given.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal("image/jpeg", given.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task What_a_browser_would_run_is_given_out_to_be_saved_only()
    {
        await using var server = await Groundswelling.Start();
        var worker = await Worker(server);
        using var taken = await worker.SendFile(Encoding.ASCII.GetBytes("<script>alert(1)</script>"), "text/html", "page.html");
        var hash = JsonElement.Parse(await taken.Content.ReadAsStringAsync(Stop)).GetProperty("$attachment").GetString()!["sha256:".Length..];

        using var given = await worker.Get($"/attachments/{hash}?mediaType=text/html");

        Assert.Equal("application/octet-stream", given.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", given.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", given.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task What_was_never_taken_in_is_not_there_and_who_has_no_grant_gets_nothing()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var stranger = await server.NewPerson(root, "S-1", "blue mixer at dawn");

        using var missing = await root.Get($"/attachments/{new string('0', 64)}");
        using var path = await root.Get("/attachments/..%2F..%2Frecord.db");
        using var denied = await stranger.SendFile(Photo, "image/jpeg", "weld.jpg");

        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (missing.StatusCode, path.StatusCode, denied.StatusCode));
    }

    [Fact]
    public async Task A_file_that_was_erased_says_so_and_is_not_taken_in_again()
    {
        await using var server = await Groundswelling.Start();
        var worker = await Worker(server);
        using var taken = await worker.SendFile(Photo, "image/jpeg", "face.jpg");
        var hash = JsonElement.Parse(await taken.Content.ReadAsStringAsync(Stop)).GetProperty("$attachment").GetString()!["sha256:".Length..];
        var journal = server.Services.GetRequiredService<Journal>();
        await journal.Attachments.Erase(journal, Logs.Enterprise, hash, "A face", "P-1", Stop);

        Assert.Equal("attachment.erased", await Browser.CodeOf(await worker.Get($"/attachments/{hash}")));
        Assert.Equal("attachment.erased", await Browser.CodeOf(await worker.SendFile(Photo, "image/jpeg", "face.jpg")));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_taken_in()
    {
        await using var server = await Groundswelling.Start();
        var worker = await Worker(server);

        using var answer = await worker.SendFile(new byte[Groundswelling.LargestAttachment + 1], "video/mp4", "all day.mp4");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("attachment.too-large", await Browser.CodeOf(answer));
    }

    private static async Task<Browser> Worker(Groundswelling server) =>
        await server.NewPerson(await server.WithAdministrator(), "O-1", "blue mixer at dawn", (Role.Operator, "MUC"));
}
