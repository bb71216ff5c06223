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
        var planted = new Planted(Ties(person => person.Calls), Ties(person => person.Believes));
        var learned = LearnedWorth.Of(corrected, ties, rules.Worth, Recovery.LeastAnswers);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{plant.Site}: {evidence.People.Count} people, {evidence.Contacts.Count} contacts ({string.Join(", ", corrected.Contacts.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"))})"));
        await output.WriteLineAsync($"  {"",-50} {"",6}   whom they call            whom they believe");
        await output.WriteLineAsync($"  {"",-50} {"ties",6}   ties   people  of ten     ties   people  of ten");
        foreach (var one in Recovery.Against(planted, corrected, raw, named, learned))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {one.Way,-50} {(one.Ties > 0 ? one.Ties : ""),6}   {one.Calls.Ties,5:0.000}  {one.Calls.People,5:0.000}  {one.Calls.OfTen,6:0.0}    {one.Believes.Ties,5:0.000}  {one.Believes.People,5:0.000}  {one.Believes.OfTen,6:0.0}"));
        }

        if (learned is null)
            return;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  learned from {learned.Learned.Nominators} answers (a site needs {LearnedWorth.LeastNominators}): {string.Join(", ", learned.Worth.Select(one => FormattableString.Invariant($"{one.Key} {one.Value:0.00}")))}; it tells whom others name with an AUC of {learned.Learned.Auc:0.000}, held out, the worth agreed on with {learned.AucOfPolicy:0.000}"));

        Dictionary<string, IReadOnlyList<(string, double)>> Ties(Func<Demonstration.Cast.PersonTruth, IReadOnlyList<Demonstration.Cast.Tie>> of) =>
            plant.People.ToDictionary(person => person.Person, person => (IReadOnlyList<(string, double)>)[.. of(person).Select(tie => (tie.Person, tie.Weight))]);
    }

    /// <summary>Whether signs fire in the crews whose steps changed, how soon, and how often where nothing was planted: before the change, and where nobody does steps.</summary>
    private static async Task TellSigns(TextWriter output, Demonstration.Cast.PlantTruth plant, ViewsDb views, DateTimeOffset changed, DateTimeOffset now, CancellationToken stop)
    {
        var evidence = await views.Evidence(plant.Site, now - InfluenceRules.Usual.Retention, now, stop);
        var told = new MayBeTold(Partition.Of(evidence.People.Select(person => (person.Id, person.Group)), InfluenceRules.LeastGroup), [], null);
        var change = SignCounts.WeekOf(changed);
        var signs = await SignReading.Read(
            views, plant.Site, told, InfluenceRules.LeastGroup, DateOnly.MinValue, SignCounts.WeekOf(now), stop, new Groundswell.Networks.Signs.SignRules(Baseline: 3));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  signs, by weeks ({signs.Weeks} whole ones, a baseline of 3; the main master changes in the week of {change:yyyy-MM-dd})"));
        // Planted is that people leave new steps out, and call about the instruction; and only in crews that do steps.
        SignKind[] misfits = [SignKind.Skipped, SignKind.InstructionCalls];
        var crews = told.Cells.Where(cell => cell.Name.StartsWith($"{Deciding.Function.Operations} ", StringComparison.Ordinal)).Select(cell => cell.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var sign in misfits)
        {
            foreach (var crew in crews.Order(StringComparer.Ordinal))
            {
                var weeks = signs.Questions.Where(one => one.Sign == sign && one.Group == crew && one.Week >= change).Select(one => (one.Week.DayNumber - change.DayNumber) / 7).Order().ToList();
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"    planted: {sign,-18} {crew,-24} {(weeks.Count == 0 ? "not found" : $"found after {weeks[0]} weeks, in {weeks.Count} weeks")}"));
            }
        }

        var wrong = signs.Questions.Where(one => one.Week < change || !misfits.Contains(one.Sign) || !crews.Contains(one.Group)).ToList();
        var judged = (signs.Weeks - 3) * told.Cells.Count * Enum.GetValues<SignKind>().Length;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"    where nothing was planted: {wrong.Count} of at most {judged} ({string.Join(", ", wrong.CountBy(one => one.Sign).Select(one => $"{one.Key} {one.Value}").DefaultIfEmpty("none"))})"));
        await output.WriteLineAsync($"    groups flagged now: {string.Join(", ", signs.Questions.Where(one => one.Flagged).Select(one => one.Group).Distinct().DefaultIfEmpty("none"))}");
    }
}
