using System.Text.Json;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Readiness;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Demonstration;
using Groundswell.Demonstration.Cast;
using Groundswell.Masters;
using Groundswell.Record.Verifying;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Demonstration;

public sealed class DemoHistoryTests
{
    private const double Days = 2;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_seed_makes_the_same_record_and_another_seed_another()
    {
        await using var one = await DemoServer.Make(7, Days);
        await using var same = await DemoServer.Make(7, Days);
        await using var other = await DemoServer.Make(8, Days);

        var history = await one.History();
        Assert.Equal(history, await same.History());
        Assert.NotEqual(history, await other.History());
    }

    [Fact]
    public async Task Both_plants_work_and_their_record_verifies()
    {
        await using var demo = await DemoServer.Make(3, Days);

        foreach (var log in new[] { "enterprise", "site.lindau", "site.monterrey" })
        {
            var verified = await LogVerifier.Verify(demo.Journal, log, new VerifyOptions { Attachments = demo.Journal.Attachments }, Stop);
            Assert.True(verified.Sound, log);
            Assert.StartsWith("groundswell/demo/", verified.Origin, StringComparison.Ordinal);
        }

        foreach (var log in new[] { "site.lindau", "site.monterrey" })
        {
            var kinds = (await demo.Entries(log)).GroupBy(entry => entry.Name).ToDictionary(same => same.Key, same => same.Count());
            Assert.InRange(kinds["step.completed"], 1_000, 8_000);
            Assert.InRange(kinds.Values.Sum(), 3_000, 20_000);
            foreach (var name in new[]
            {
                "order.completed", "job.completed", "material-lot.consumed", "material-lot.received", "exception.raised", "step.corrected",
                "help-call.raised", "help-call.taken", "help-call.answered", "help-call.closed", "hand-over.written", "hand-over.read", "attendance.arrived",
                "attendance.departed", "baseline.recorded", "site.began-work", "qualification.granted", "job.paused", "job.resumed",
            })
                Assert.True(kinds.ContainsKey(name), $"{log}: {name}");
        }
    }

    [Fact]
    public async Task One_change_is_launched_and_pulled_by_the_other_plant_one_is_withdrawn_one_is_a_plants_own_and_one_is_on_trial()
    {
        await using var demo = await DemoServer.Make(1, Days);
        var states = demo.Services.GetRequiredService<States>();
        Task<SiteChange> Of(string site, string change) => Read(site, SiteChange.IdOf(new(change)));
        async Task<TState> Read<TState>(string site, Id<TState> id) where TState : IState<TState> => await new Reading(states, Logs.OfSite(site), Stop).Of(id);

        Assert.Equal(SiteChangeStatus.Launched, (await Of("LINDAU", "stops-first")).Status);
        Assert.Equal(SiteChangeStatus.BroughtIn, (await Of("MONTERREY", "stops-first")).Status);
        Assert.Equal(SiteChangeStatus.Withdrawn, (await Of("MONTERREY", "photo-of-floor")).Status);
        Assert.Equal(PilotStatus.Running, (await Read("LINDAU", new Id<Pilot>("top-down.1"))).Status);

        Assert.Equal(SiteChangeStatus.Launched, (await Of("MONTERREY", "light-curtains")).Status);
        var own = await new Reading(states, Logs.Enterprise, Stop).Of(new Id<WorkMasterVersion>("shift-round@3"));
        Assert.Equal(("MONTERREY", "shift-round@1"), (own.Variant?.Site, own.Variant?.Core.Value));

        // Real work went on by what was launched, and was tried before.
        var made = (await demo.Entries("site.lindau")).Where(entry => entry.Name == "order.released")
            .Select(entry => JsonDocument.Parse(entry.Payload).RootElement.GetProperty("version").GetString()).ToHashSet();
        Assert.Superset(new HashSet<string?> { "shift-round@1", "shift-round@2", "shift-round@2.1" }, made);

        var all = await LaunchActs.Of(new Id<Change>("stops-first"), "MONTERREY", new Reading(states, Logs.OfSite("MONTERREY"), Stop), DemoServer.Now);
        var gate = ReadinessGate.Judge(LaunchGate.Facts(
            "MONTERREY", all.Change, all.Here, all.Champions, all.Nominations, all.Versions, all.Hearing, all.Says, all.Policy, all.Persons, all.Centers, all.Units, all.Accepted,
            DemoServer.Now));
        Assert.Superset(new HashSet<string> { "coverage", "named-by-peers", "heard.Quality", "answered" }, gate.Missing.ToHashSet());
    }

    [Fact]
    public async Task Nobody_tries_in_vain_again_and_again()
    {
        await using var demo = await DemoServer.Make(5, Days);

        // A value that needs a reason, a second step at a job that was held: people try, and learn. Anything else is the plants' own fault.
        var refused = demo.Life.Refused.Where(one => one.Key is not ("step.reason-needed" or "job.not-running")).Sum(one => one.Value);
        Assert.True(refused < demo.Life.Recorded / 200, string.Join(", ", demo.Life.Refused.Select(one => $"{one.Key} {one.Value}")));
    }

    [Fact]
    public async Task Whom_people_call_is_whom_they_were_planted_to_turn_to()
    {
        await using var demo = await DemoServer.Make(11, 4);
        var truth = JsonSerializer.Deserialize(await File.ReadAllTextAsync(Path.Combine(demo.Folder, "ground-truth.json"), Stop), DemoJson.Default.GroundTruth)!;
        var plants = truth.Plants.ToDictionary(plant => plant.Site.ToLowerInvariant());

        foreach (var (site, plant) in plants)
        {
            var ties = plant.People.ToDictionary(person => person.Person, person => person.Calls.Select(tie => tie.Person).ToHashSet());
            var named = (await demo.Entries($"site.{site}")).Where(entry => entry.Name == "help-call.raised")
                .Select(entry => (entry.Actor, For: JsonDocument.Parse(entry.Payload).RootElement.TryGetProperty("for", out var one) ? one.GetString() : null))
                .Where(call => call.For is not null).ToList();

            Assert.NotEmpty(named);
            Assert.All(named, call => Assert.Contains(call.For!, ties[call.Actor]));
            var lead = plant.People.Single(person => person.Part == Part.UnheardLead).Person;
            var goTo = plant.People.Where(person => person.Part == Part.GoTo).Select(person => person.Person).ToHashSet();
            Assert.True(named.Count(call => goTo.Contains(call.For!)) > named.Count(call => call.For == lead));
        }
    }

    [Fact]
    public async Task Taken_up_again_its_clock_goes_on_and_never_back_and_what_happened_meanwhile_is_there()
    {
        await using var demo = await DemoServer.Make(2, Days);
        var before = await demo.Journal.NewestRecordedAt(Stop);

        await demo.Restart(TimeSpan.FromHours(5));

        var now = demo.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        Assert.InRange(now - DemoServer.Now, TimeSpan.FromHours(5), TimeSpan.FromHours(5.2));
        var since = (await demo.Entries("site.lindau")).Where(entry => entry.OccurredAt > before).ToList();
        Assert.InRange(since.Count(entry => entry.Name == "step.completed"), 50, 3_000);
    }

    [Fact]
    public void Sixty_people_a_plant_differ_and_each_signs_in_by_a_name_of_their_own()
    {
        var company = new Company(1);

        Assert.All(company.Plants, cast => Assert.Equal(60, cast.People.Count));
        var all = company.Plants.SelectMany(cast => cast.People).ToList();
        Assert.Equal(all.Count, all.Select(person => person.UserName).Distinct().Count());
        Assert.Equal(all.Count, all.Select(person => person.Badge).Distinct().Count());
        Assert.True(all.Select(person => person.Traits).Distinct().Count() > 110);
        Assert.All(company.Plants, cast => Assert.All(cast.People, person => Assert.InRange(cast.Network.Calls(person.Id).Sum(tie => tie.Weight), 0.99, 1.01)));
    }
}
