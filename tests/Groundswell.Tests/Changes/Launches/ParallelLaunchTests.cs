using System.Text.Json;
using Groundswell.Changes.Champions;
using Groundswell.Changes.Launches;
using Groundswell.Deciding;
using Groundswell.Masters.Effective;
using Groundswell.Record;
using Groundswell.Tests.Identifying;
using Microsoft.Extensions.DependencyInjection;
using static Groundswell.Tests.Changes.ChangePlant;

namespace Groundswell.Tests.Changes.Launches;

/// <summary>Launches truly at once, over HTTP: two sites, two champions of one site, and a champion who goes while they launch. What was decided is read from the record.</summary>
public sealed class ParallelLaunchTests
{
    private const int Rounds = 4;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task Nobody_gets_round_the_gate_by_being_quick(DirectoryChoice stores)
    {
        await using var plant = await ChangePlant.Start(stores);
        await plant.Shapes(affecting: false);
        await plant.Does("O-1", "start-pilot", new { pilot = Pilot });
        await plant.Does("O-2", "end-pilot", new { pilot = Pilot, reason = "It has shown enough" });
        await plant.Accepts();
        await plant.Readies();
        await plant.Does("O-5", "volunteer-as-champion", new { });
        await plant.Does("O-5", "accept-being-champion", new { workCenters = new[] { "MIX" } });
        await plant.Does("O-5", "take-up-change", new { change = Change });
        await plant.ReadiesMangalore();

        await Two_sites_and_two_champions_ask_at_once(plant);
        await They_step_at_once(plant);
        await plant.Does("O-5", "step-down-as-champion", new { });
        for (var round = 0; round < Rounds; round++)
            await The_last_champion_goes_while_they_launch(plant);

        await The_record_says_who_could(plant);
    }

    private static async Task Two_sites_and_two_champions_ask_at_once(ChangePlant plant)
    {
        var answers = await Task.WhenAll(new[] { "O-4", "O-5", "O-4", "O-5", "M-1", "M-1" }.Select(person => Sends(plant, person, "ask-for-launch", new { change = Change })));

        // One at each site, whoever it was, and not one more.
        Assert.Single(answers[..4], answer => answer is null);
        Assert.Single(answers[4..], answer => answer is null);
        Assert.All(answers.OfType<string>(), code => Assert.Equal("launch.asked-already", code));
        foreach (var site in new[] { "MUC", "MG" })
            Assert.Single(await plant.Server.Recorded($"site-change-{Change}", Logs.OfSite(site)), name => name == "site-change.launch-asked");
    }

    private static async Task They_step_at_once(ChangePlant plant)
    {
        var answers = await Task.WhenAll(new[] { "O-4", "M-1", "O-5", "M-1", "L-1", "P-1" }.Select(person => Sends(plant, person, "launch-step", Step)));

        Assert.All(answers[..4], Assert.Null);
        Assert.All(answers[4..], code => Assert.Equal("site-change.not-a-champion", code));
        foreach (var site in new[] { "MUC", "MG" })
            Assert.Equal(2, (await plant.Server.Recorded("effective-version-RUB", Logs.OfSite(site))).Count(name => name == "version.launched"));
        Assert.Equal(Second, await plant.VersionOf(await plant.Releases()));
    }

    private static async Task The_last_champion_goes_while_they_launch(ChangePlant plant)
    {
        var sent = new[] { "launch-step", "launch-step", "step-down-as-champion", "launch-step", "launch-step", "launch-step" };
        await Task.WhenAll(sent.Select(act => act == "launch-step" ? Sends(plant, "O-4", act, Step) : Sends(plant, "O-4", act, new { why = "Enough" })));

        // Whoever comes too late comes too late.
        Assert.Equal("site-change.not-a-champion", await Sends(plant, "O-4", "launch-step", Step));
        await plant.Does("O-4", "volunteer-as-champion", new { });
        await plant.Does("O-4", "accept-being-champion", new { workCenters = new[] { "MIX" } });
        await plant.Does("O-4", "take-up-change", new { change = Change });
    }

    /// <summary>Entry by entry: whenever something was launched, who launched it was a champion then, and carried it.</summary>
    private static async Task The_record_says_who_could(ChangePlant plant)
    {
        var (journal, codec) = (plant.Server.Services.GetRequiredService<Journal>(), plant.Server.Services.GetRequiredService<EventCodec>());
        foreach (var site in new[] { "MUC", "MG" })
        {
            var (carrying, launched) = (new HashSet<string>(), 0);
            var size = (await journal.Logs(Stop)).Single(log => log.Log == Logs.OfSite(site)).Size;
            await foreach (var batch in journal.ReadLog(Logs.OfSite(site), 1, 500, Stop))
            {
                foreach (var entry in batch)
                {
                    switch (codec.Read(entry))
                    {
                        case ChangeTakenUp e:
                            carrying.Add(e.Champion.Value);
                            break;
                        case ChampionSteppedDown e:
                            carrying.Remove(e.Champion.Value);
                            break;
                        case LaunchAsked e:
                            Assert.Contains(e.Champion, carrying);
                            break;
                        case StepLaunched e:
                            Assert.Contains(e.Champion, carrying);
                            launched++;
                            break;
                        case VersionLaunched e:
                            Assert.Equal(Second, e.Version.Value);
                            break;
                    }
                }

                if (batch.Count == 0 || batch[^1].Position >= size)
                    break;
            }

            Assert.True(launched >= 2, $"{site}: {launched}");
        }
    }

    private static object Step => new { change = Change, workCenters = new[] { "MIX" } };

    /// <summary>Null where it was done; else why not.</summary>
    private static async Task<string?> Sends(ChangePlant plant, string person, string act, object fields)
    {
        var body = JsonSerializer.SerializeToNode(fields)!.AsObject();
        body["id"] = Guid.CreateVersion7().ToString();
        body["site"] = person == "M-1" ? "MG" : "MUC";
        using var answer = await plant[person].Post($"/commands/{act}", body);
        if (answer.IsSuccessStatusCode)
            return null;
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("code").GetString();
    }
}
