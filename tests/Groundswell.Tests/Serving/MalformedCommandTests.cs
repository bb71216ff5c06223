using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Serving;
using Groundswell.Tests.Identifying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Serving;

/// <summary>Whatever is sent to a command, the answer is the command's own: a refusal or the request's fault, never the server's.</summary>
public sealed class MalformedCommandTests
{
    private static readonly Caller Anybody = new("P-9", [.. Enum.GetValues<Role>().Select(role => new Grant(role, null, null))]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_without_one_of_its_fields_or_with_nothing_or_nonsense_in_it_is_no_fault_of_the_server()
    {
        await using var server = await Groundswelling.Start(null, builder => builder.Services.AddSingleton<IStartupFilter, AsAnybody>());
        await server.Take(new OpenSite(new("MUC"), "Munich", "Europe/Berlin", true));
        var wrong = new List<string>();

        foreach (var act in server.Services.GetRequiredService<Acts>().All.Where(act => !act.Rights.IsOfProgram))
        {
            foreach (var (what, body) in Spoiled(SampleCommands.Of(act, "MUC")))
            {
                using var answer = await server.Client.PostAsJsonAsync($"/api/commands/{act.Name}", body, Stop);
                if (answer.StatusCode >= HttpStatusCode.InternalServerError)
                    wrong.Add($"{act.Name} {what}: {answer.StatusCode}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_field_that_a_command_does_not_have_is_not_passed_over_in_silence()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var open = new { id = Guid.CreateVersion7(), site = "BER", name = "Berlin", timeZone = "Europe/Berlin", underGmp = true, undergmp2 = false };

        using var refused = await root.Post("/commands/open-site", open);

        Assert.Equal((HttpStatusCode.BadRequest, "request.malformed"), (refused.StatusCode, await Browser.CodeOf(refused)));
        Assert.Contains("undergmp2", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static IEnumerable<(string What, JsonNode Body)> Spoiled(JsonObject whole)
    {
        yield return ("of nothing", new JsonObject());
        yield return ("of a list", new JsonArray());
        foreach (var field in whole.Select(one => one.Key).Where(name => name is not "id").ToList())
        {
            foreach (var (what, value) in new (string, Func<JsonNode?>)[]
            {
                ("null", () => null), ("empty", () => ""), ("a list of null", () => new JsonArray((JsonNode?)null)), ("an object", () => new JsonObject()), ("-1", () => -1),
            })
            {
                var copy = whole.DeepClone().AsObject();
                copy["id"] = Guid.CreateVersion7().ToString();
                copy[field] = value();
                yield return ($"with {what} in {field}", copy);
            }

            var without = whole.DeepClone().AsObject();
            without["id"] = Guid.CreateVersion7().ToString();
            without.Remove(field);
            yield return ($"without {field}", without);
        }
    }

    private sealed class AsAnybody : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, then) =>
            {
                http.Is(Anybody);
                return then(http);
            });
            next(app);
        };
    }
}
