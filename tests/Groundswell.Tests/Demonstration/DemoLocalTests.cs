using System.Net;
using Groundswell.Demonstration;
using Groundswell.Record;
using Groundswell.Serving;
using Groundswell.Tests.CommandLine;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace Groundswell.Tests.Demonstration;

public sealed class DemoLocalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groundswell-demo-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("https://[::1]:5443")]
    public void Addresses_of_this_machine_are_taken(string url) => Demonstrating.RefuseOthers([url]);

    [Theory]
    [InlineData("http://*:5080")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://plant.example:5080")]
    [InlineData("http://192.168.1.5:5080")]
    public async Task A_demonstration_is_not_served_to_others(string url)
    {
        Assert.Throws<DemoNotLocalException>(() => Demonstrating.RefuseOthers([url]));

        await (await Journal.OpenFolder(DataFolder.Record(_folder), new JournalOptions { Kind = RecordKind.Demo }, Stop)).DisposeAsync();
        await Assert.ThrowsAsync<DemoNotLocalException>(() => GroundswellHost.Build(new HostSettings(_folder) { Urls = [url] }, null, Stop));
    }

    [Fact]
    public async Task Whoever_asks_from_elsewhere_is_not_answered()
    {
        await using var app = await GroundswellHost.Build(
            new HostSettings(_folder) { Journal = new JournalOptions { Kind = RecordKind.Demo } },
            builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Logging.ClearProviders();
            },
            Stop);
        await app.StartAsync(Stop);

        Assert.Equal(HttpStatusCode.Forbidden, await AskedFrom("10.0.0.7"));
        Assert.Equal(HttpStatusCode.OK, await AskedFrom("127.0.0.1"));

        async Task<HttpStatusCode> AskedFrom(string address)
        {
            var answer = await app.GetTestServer().SendAsync(http =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(address);
                (http.Request.Method, http.Request.Path) = ("GET", "/sign-in");
            }, Stop);
            return (HttpStatusCode)answer.Response.StatusCode;
        }
    }

    [Fact]
    public async Task A_plants_record_never_becomes_a_demonstration_nor_the_other_way_round()
    {
        using var plant = new CommandLineRun();
        await (await Journal.OpenFolder(DataFolder.Record(plant.Data), new JournalOptions(), Stop)).DisposeAsync();
        var said = await CommandLineRun.Fails(2, "demo", "--data", plant.Data, "--signing-key", plant.SigningKeyFile);
        Assert.Contains("plant's own record", said, StringComparison.Ordinal);

        await (await Journal.OpenFolder(DataFolder.Record(_folder), new JournalOptions { Kind = RecordKind.Demo }, Stop)).DisposeAsync();
        await using var again = await Journal.OpenFolder(DataFolder.Record(_folder), new JournalOptions { Kind = RecordKind.Plant }, Stop);
        Assert.Equal(RecordKind.Demo, again.Kind);
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_left_alone()
    {
        using var run = new CommandLineRun();
        await File.WriteAllTextAsync(run.File("letter.txt"), "dear", Stop);
        var said = await CommandLineRun.Fails(2, "demo", "--data", run.Folder, "--signing-key", run.SigningKeyFile);
        Assert.Contains("not empty", said, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
