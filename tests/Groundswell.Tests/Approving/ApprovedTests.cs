using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Serving;
using Groundswell.Serving.Describing;
using Groundswell.Tests.Identifying;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Approving;

public sealed class ApprovedTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_APIs_description_is_the_approved_one()
    {
        await using var server = await Groundswelling.Start();
        var served = JsonNode.Parse(await server.Client.GetStringAsync("/openapi/v1.json", Stop))!;

        Approved.Same("tests/Groundswell.Tests/Approving/openapi.approved.json", served.ToJsonString(Readable));
    }

    [Fact]
    public async Task The_list_of_rights_is_what_is_declared()
    {
        await using var server = await Groundswelling.Start();
        var text = new StringBuilder("""
            # Rights

            Made from what is declared beside each act and question; do not edit. Whoever has one of the roles in a grant that fits the place may do it, and nobody
            else. "Everybody" is whoever has any grant there. What several people must not do together is in [accounts](accounts.md), who may sign in [signing](signing.md).

            """);
        foreach (var room in Product.Rooms.Acts.All.Where(act => !act.Rights.IsOfProgram).GroupBy(act => RoomOf(act.Command)).OrderBy(room => room.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {room.Key}: acts\n\n| act | does | who may | where |\n| --- | --- | --- | --- |\n");
            foreach (var act in room.OrderBy(act => act.Name, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"| `{act.Name}` | {act.Summary} | {ApiDescription.InWords(act.Rights)} | {ApiDescription.WhereOf(act)} |\n");
        }

        text.Append("\n## Everything else that can be called\n\n| call | does | who may |\n| --- | --- | --- |\n");
        foreach (var (call, endpoint) in Others(server))
            text.Append(CultureInfo.InvariantCulture, $"| `{call}` | {SummaryOf(endpoint)} | {WhoMay(endpoint)} |\n");

        text.Append("\n## What only the program does\n\nIn somebody's name, after checks of its own. None of these can be called.\n\n| act | does |\n| --- | --- |\n");
        foreach (var act in Product.Rooms.Acts.All.Where(act => act.Rights.IsOfProgram).OrderBy(act => act.Name, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| `{act.Name}` | {act.Summary} |\n");

        Approved.Same("docs/rights.md", text.ToString());
    }

    [Fact]
    public void The_list_of_refusals_is_what_the_code_can_say()
    {
        var texts = RefusalTexts.Embedded("en");
        var acts = Product.Rooms.Acts.All
            .SelectMany(act => RefusalsOfActs.Of(act).Select(refusal => (refusal, act.Name)))
            .ToLookup(one => one.refusal, one => one.Name);
        var text = new StringBuilder("""
            # Refusals

            Made from the code; do not edit. `code` never changes its meaning; the text is for people and may. Braces stand for values, which a program finds in `facts`.
            "From" are the acts whose rules can say so; where there is none, the door, signing in or signing says it.

            """);
        foreach (var room in typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract)
            .GroupBy(RoomOf).OrderBy(room => room.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {room.Key}\n\n| code | field | says | from |\n| --- | --- | --- | --- |\n");
            foreach (var (type, refusal) in room.Select(type => (type, RefusalsOfActs.Sample(type))).OrderBy(one => one.Item2.Code, StringComparer.Ordinal))
            {
                var from = acts[type].Order(StringComparer.Ordinal).ToList();
                text.Append(CultureInfo.InvariantCulture, $"| `{refusal.Code}` | {(refusal.Field is { } field ? $"`{field}`" : "")} | {texts[refusal.Code]} | {(from.Count > 8 ? $"{from.Count} acts" : string.Join(", ", from.Select(name => $"`{name}`")))} |\n");
            }
        }

        Approved.Same("docs/refusals.md", text.ToString());
    }

    [Fact]
    public void A_decider_that_is_followed_is_known_to_refuse()
    {
        var hold = Product.Rooms.Acts.All.Single(act => act.Name == "hold-job");
        var consume = Product.Rooms.Acts.All.Single(act => act.Name == "consume-lot");

        Assert.Equal(
            ["job.is-held", "job.not-running", "job.unknown", "work.reason-missing"],
            RefusalsOfActs.Of(hold).Select(type => RefusalsOfActs.Sample(type).Code).Order(StringComparer.Ordinal));
        Assert.Contains("material-lot.expired", RefusalsOfActs.Of(consume).Select(type => RefusalsOfActs.Sample(type).Code)); // Made in an iterator.
    }

    private static string RoomOf(Type type) => type.Namespace!.Split('.')[1];

    private static IEnumerable<(string Call, RouteEndpoint Endpoint)> Others(Groundswelling server) =>
        from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<Act>() is null
        let call = $"{endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"
        orderby endpoint.RoutePattern.RawText, call
        select (call, endpoint);

    private static string SummaryOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IEndpointSummaryMetadata>()?.Summary ?? "";

    private static string WhoMay(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<OpenToAll>() is not null)
            return "anybody";
        if (endpoint.Metadata.GetMetadata<Rights>() is not { } rights)
            return "whoever is signed in, about themselves";
        var where = endpoint.RoutePattern.RawText!.Contains("{site}", StringComparison.Ordinal) ? "at the site"
            : endpoint.Metadata.GetMetadata<AtAllSites>() is not null ? "for all sites"
            : "at any site";
        return $"{ApiDescription.InWords(rights)}, {where}";
    }
}
