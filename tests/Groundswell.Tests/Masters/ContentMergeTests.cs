using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Merging;

namespace Groundswell.Tests.Masters;

public sealed class ContentMergeTests
{
    private static readonly WorkMasterContent Before = HandRub.Content;

    [Fact]
    public void What_each_side_has_changed_stands_in_both()
    {
        var core = ContentChanges.Apply(Before, [new StepChanged(HandRub.Temperature with { Name = "Temperature of the vessel" }), new StepRemoved("tidy")]);
        var variant = ContentChanges.Apply(Before, [new StepChanged(HandRub.Temperature with { Critical = true }), new ParameterChanged(Before.Parameters[0] with { Value = 8400 })]);

        var merged = ContentMerge.Of(Before, core, variant, []);

        Assert.Empty(merged.Conflicts);
        Assert.Equal("Temperature of the vessel", merged.Content.FindStep("temperature")!.Name);
        Assert.True(merged.Content.FindStep("temperature")!.Critical);
        Assert.Equal(8400, merged.Content.Parameters[0].Value);
        Assert.Null(merged.Content.FindStep("tidy"));
    }

    [Fact]
    public void What_both_changed_otherwise_is_told_by_name_and_never_guessed()
    {
        var core = With(new EnterNumber("Cel", "20 Cel", new Limits("15 Cel", "24 Cel"), 1));
        var variant = With(new EnterNumber("Cel", "20 Cel", new Limits("17 Cel", "25 Cel"), 1));

        // Limits belong together: one side's low and the other's high would be nobody's limits.
        var conflict = Assert.Single(ContentMerge.Of(Before, core, variant, []).Conflicts);
        Assert.Equal((ElementKind.Step, "temperature", "Temperature", "does.limits"), (conflict.Kind, conflict.Id, conflict.Name, conflict.Field));
        Assert.Equal(["25 Cel", "24 Cel", "25 Cel"], new[] { conflict.Before, conflict.Core, conflict.Variant }.Select(value => value!.Value.GetProperty("high").GetString()));

        Assert.Equal("24 Cel", LimitsOf(ContentMerge.Of(Before, core, variant, [Choice(conflict, MergeSide.Core)])).High);
        Assert.Equal("17 Cel", LimitsOf(ContentMerge.Of(Before, core, variant, [Choice(conflict, MergeSide.Variant)])).Low);

        WorkMasterContent With(EnterNumber does) => ContentChanges.Apply(Before, new StepChanged(HandRub.Temperature with { Does = does }));
        static Limits LimitsOf(MergedContent merged) => ((EnterNumber)merged.Content.FindStep("temperature")!.Does).Limits!;
    }

    [Fact]
    public void A_step_of_another_kind_is_taken_whole()
    {
        var core = ContentChanges.Apply(Before, new StepChanged(HandRub.Temperature with { Does = new EnterText(40) }));
        var variant = ContentChanges.Apply(Before, new StepChanged(HandRub.Temperature with { Does = new EnterNumber("Cel", "21 Cel", new Limits("15 Cel", "25 Cel"), 1) }));

        Assert.Equal("does", Assert.Single(ContentMerge.Of(Before, core, variant, []).Conflicts).Field);
    }

    [Fact]
    public void What_one_took_out_and_the_other_changed_is_a_conflict_either_way()
    {
        var gone = ContentChanges.Apply(Before, new StepRemoved("temperature"));
        var changed = ContentChanges.Apply(Before, new StepChanged(HandRub.Temperature with { Critical = true }));

        foreach (var (core, variant, stays, goes) in new[] { (gone, changed, MergeSide.Variant, MergeSide.Core), (changed, gone, MergeSide.Core, MergeSide.Variant) })
        {
            var conflict = Assert.Single(ContentMerge.Of(Before, core, variant, []).Conflicts);
            Assert.Equal((ElementKind.Step, "temperature", ContentConflict.Whole), (conflict.Kind, conflict.Id, conflict.Field));
            var kept = ContentMerge.Of(Before, core, variant, [Choice(conflict, stays)]).Content;
            Assert.Equal(["clean", "temperature", "ethanol"], kept.Operations[0].Steps.Take(3).Select(step => step.Id));
            Assert.True(kept.FindStep("temperature")!.Critical);
            Assert.Null(ContentMerge.Of(Before, core, variant, [Choice(conflict, goes)]).Content.FindStep("temperature"));
        }
    }

    [Fact]
    public void An_operation_that_one_took_out_and_the_other_works_on_is_one_conflict()
    {
        var gone = ContentChanges.Apply(Before, new OperationRemoved("filling"));
        var worked = ContentChanges.Apply(Before, new StepAdded("filling", new Step("cap", "Caps are tight", new Confirm()), "assay"));

        var taken = Assert.Single(ContentMerge.Of(Before, gone, worked, []).Conflicts);
        Assert.Equal((ElementKind.Operation, "filling", ContentConflict.Whole), (taken.Kind, taken.Id, taken.Field));
        Assert.Null(ContentMerge.Of(Before, gone, worked, [Choice(taken, MergeSide.Core)]).Content.FindOperation("filling"));
        Assert.NotNull(ContentMerge.Of(Before, gone, worked, [Choice(taken, MergeSide.Variant)]).Content.FindStep("cap"));

        var kept = Assert.Single(ContentMerge.Of(Before, worked, gone, []).Conflicts);
        Assert.Null(ContentMerge.Of(Before, worked, gone, [Choice(kept, MergeSide.Variant)]).Content.FindOperation("filling"));
        Assert.Equal(
            [.. Before.FindOperation("filling")!.Steps.Select(step => step.Id).Append("cap").Order()],
            ContentMerge.Of(Before, worked, gone, [Choice(kept, MergeSide.Core)]).Content.FindOperation("filling")!.Steps.Select(step => step.Id).Order());
    }

    [Fact]
    public void Where_only_one_side_has_changed_anything_that_side_is_what_comes_of_it()
    {
        for (ulong seed = 1; seed <= 1500; seed++)
        {
            var random = new RandomContents(seed);
            var (before, other) = (random.Next(), random.Next());

            Says(other, ContentMerge.Of(before, other, before, []), $"Seed {seed}: the core's");
            Says(other, ContentMerge.Of(before, before, other, []), $"Seed {seed}: the variant's");
            Says(other, ContentMerge.Of(before, other, other, []), $"Seed {seed}: both the same");
        }
    }

    /// <summary>Whatever both have done: once every conflict is chosen nothing is open, no element is there twice, and what nobody touched or both kept is there.</summary>
    [Fact]
    public void Chosen_conflicts_are_none_and_nothing_is_lost_that_nobody_took_out()
    {
        for (ulong seed = 1; seed <= 1500; seed++)
        {
            var random = new RandomContents(seed);
            var (before, core, variant) = (random.Next(), random.Next(), random.Next());
            var choices = new List<ConflictChoice>();
            var merged = ContentMerge.Of(before, core, variant, choices);
            for (var round = 0; merged.Conflicts.Count > 0; round++)
            {
                Assert.True(round < 20, $"Seed {seed} asks for ever");
                choices.AddRange(merged.Conflicts.Select(conflict => Choice(conflict, random.Below(2) == 0 ? MergeSide.Core : MergeSide.Variant)));
                merged = ContentMerge.Of(before, core, variant, choices);
            }

            Assert.True(ContentIds.Faults(merged.Content).Count == 0, $"Seed {seed}");
            foreach (var step in Steps(before).Intersect(Steps(core)).Intersect(Steps(variant)))
            {
                Assert.True(
                    merged.Content.FindStep(step) is not null || choices.Any(choice => choice.Kind == ElementKind.Operation && choice.Field == ContentConflict.Whole), $"Seed {seed} lost {step}");
            }

            Assert.All(core.Parameters.Select(one => one.Id).Intersect(variant.Parameters.Select(one => one.Id)), id => Assert.Contains(merged.Content.Parameters, one => one.Id == id));
        }

        static IEnumerable<string> Steps(WorkMasterContent content) => content.Operations.SelectMany(operation => operation.Steps).Select(step => step.Id);
    }

    private static void Says(WorkMasterContent expected, MergedContent merged, string which)
    {
        Assert.Empty(merged.Conflicts);
        Assert.True(ContentText.Same(expected, merged.Content, MastersJson.Default.WorkMasterContent), which);
    }

    private static ConflictChoice Choice(ContentConflict conflict, MergeSide take) => new(conflict.Kind, conflict.Id, conflict.Field, take);
}
