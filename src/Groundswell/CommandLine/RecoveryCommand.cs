using System.CommandLine;
using System.Globalization;
using Groundswell.Demonstration;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Recovering;
using Groundswell.Influence.Signs;
using Groundswell.Projecting;
using Groundswell.Record;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell recovery</c>: how much of a demonstration's planted network the record alone shows. Of real people there is no such command.</summary>
internal static class RecoveryCommand
{
    public static Command Make()
    {
        var command = new Command("recovery", "Say how much of a demonstration's planted network is found in its record alone.");
        var data = new Option<string>("--data") { Description = "The demonstration's folder.", HelpName = "DIR", Required = true };
        var key = new SigningKeyPlace(command);
        command.Add(data);
        return command.Does(async (parsed, stop) =>
        {
            var folder = new RecordPlace.Folder(Path.GetFullPath(parsed.GetValue(data)!));
            var demo = new DemoFolder(folder.Path);
            if (!folder.Exists || !demo.Exists || !File.Exists(demo.GroundTruth))
                throw new CommandFailedException(ExitCode.Usage, $"{folder.Path} holds no demonstration. What is read of real people is told to nobody else.");
            var truth = demo.ReadGroundTruth();
            await using var server = await PlantServer.Over(parsed, folder, key, [], stop);
            if (server.Services.GetRequiredService<Journal>().Kind != RecordKind.Demo)
                throw new CommandFailedException(ExitCode.Usage, $"{folder.Path} holds a plant's own record. What is read of real people is told to nobody else.");
            await PlantServer.CatchUp(server, stop);
            await using (var scope = server.Services.CreateAsyncScope())
            {
                var views = scope.ServiceProvider.GetRequiredService<ViewsDb>();
                var nominations = server.Services.GetRequiredService<NominationReading>();
                var state = demo.Read();
                // When the demonstration's main master gets its second version: from then on something may not fit.
                var changed = state.Begins + ((state.At - state.Begins) * 0.55);
                foreach (var plant in truth.Plants)
                {
                    await Tell(parsed.Output(), plant, views, nominations, server.Services.GetRequiredService<TimeProvider>().GetUtcNow(), stop);
                    await TellSigns(parsed.Output(), plant, views, changed, state.At, stop);
                }
            }

            await server.Services.GetRequiredService<Projector>().StopAsync(stop);
            return ExitCode.Good;
        });
    }

    private static async Task Tell(TextWriter output, Demonstration.Cast.PlantTruth plant, ViewsDb views, NominationReading nominations, DateTimeOffset now, CancellationToken stop)
    {
        var rules = InfluenceRules.Usual;
        var evidence = await views.Evidence(plant.Site, now - rules.Retention, now, stop);
        var corrected = SiteNetwork.Of(evidence, rules, _ => true);
        var raw = SiteNetwork.Of(evidence, rules, _ => true, exposure: false);
        var ties = await nominations.Ties(views, plant.Site, now - rules.Retention, stop);
        var named = SiteNetwork.Of(evidence with { Contacts = [.. evidence.Contacts, .. ties] }, rules, _ => true);
        var turnsTo = plant.People.ToDictionary(
            person => person.Person, person => (IReadOnlyList<(string, double)>)[.. person.Calls.Select(tie => (tie.Person, tie.Weight))]);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{plant.Site}: {evidence.People.Count} people, {evidence.Contacts.Count} contacts ({string.Join(", ", corrected.Contacts.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"))})"));
        await output.WriteLineAsync($"  {"",-62} {"ties",6} {"AUC ties",9} {"AUC people",11} {"of best 10",11}");
        foreach (var one in Recovery.Against(turnsTo, corrected, raw, named, ties))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {one.Way,-62} {(one.Ties > 0 ? one.Ties : ""),6} {one.AucOfTies,9:0.000} {one.AucOfPeople,11:0.000} {one.Overlap,11:0.0}"));
        }
    }

    /// <summary>Whether signs fire in the crews whose steps changed, how soon, and how often where nothing was planted: before the change, and where nobody does steps.</summary>
    private static async Task TellSigns(TextWriter output, Demonstration.Cast.PlantTruth plant, ViewsDb views, DateTimeOffset changed, DateTimeOffset now, CancellationToken stop)
    {
        var evidence = await views.Evidence(plant.Site, now - InfluenceRules.Usual.Retention, now, stop);
        var told = new MayBeTold(Partition.Of(evidence.People.Select(person => (person.Id, person.Group)), InfluenceRules.LeastGroup), [], null);
        var change = SignCounts.WeekOf(changed);
        var signs = await SignReading.Read(
            views, plant.Site, told, InfluenceRules.LeastGroup, SignCounts.WeekOf(now), stop, new Groundswell.Networks.Signs.SignRules(Baseline: 3));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  signs, by weeks ({signs.Weeks} whole ones, a baseline of 3; the main master changes in the week of {change:yyyy-MM-dd})"));
        foreach (var sign in Enum.GetValues<SignKind>())
        {
            var fired = signs.Questions.Where(one => one.Sign == sign).ToList();
            var after = fired.Where(one => one.Week >= change).ToList();
            var soonest = after.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", first after {(after.Min(one => one.Week).DayNumber - change.DayNumber) / 7} weeks");
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"    {sign,-18} since the change {after.Count,3} in {after.Select(one => one.Group).Distinct().Count()} groups{soonest}; before it {fired.Count - after.Count,3}"));
        }

        await output.WriteLineAsync($"    groups flagged now: {string.Join(", ", signs.Questions.Where(one => one.Flagged).Select(one => one.Group).Distinct().DefaultIfEmpty("none"))}");
    }
}
