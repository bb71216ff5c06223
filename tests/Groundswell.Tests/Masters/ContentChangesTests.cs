using Groundswell.Masters;
using Groundswell.Masters.Contents;

namespace Groundswell.Tests.Masters;

public sealed class ContentChangesTests
{
    [Fact]
    public void Two_that_say_the_same_differ_in_nothing() => Assert.Empty(ContentChanges.Between(HandRub.Content, HandRub.Content));

    [Fact]
    public void One_step_that_is_moved_is_one_change()
    {
        var after = ContentChanges.Apply(HandRub.Content, new StepMoved("clean", "mixing", "water"));

        Assert.Equal([new StepMoved("clean", "mixing", "water")], ContentChanges.Between(HandRub.Content, after));
    }

    [Fact]
    public void A_step_that_goes_to_another_operation_keeps_its_identity()
    {
        var after = ContentChanges.Apply(HandRub.Content, new StepMoved("water", "filling"));

        Assert.Equal([new StepMoved("water", "filling")], ContentChanges.Between(HandRub.Content, after));
    }

    [Fact]
    public void A_step_is_not_lost_with_the_operation_it_leaves()
    {
        var after = ContentChanges.Apply(HandRub.Content, [new StepMoved("tidy", "mixing", "seen"), new OperationRemoved("filling")]);

        Assert.Equal([new StepMoved("tidy", "mixing", "seen"), new OperationRemoved("filling")], ContentChanges.Between(HandRub.Content, after));
    }

    public static TheoryData<ContentChange> Unfitting =>
    [
        new OperationAdded(HandRub.Mixing), new OperationChanged(new Operation("drying", "", [])), new OperationMoved("drying"),
        new OperationRemoved("drying"), new StepAdded("drying", new Step("s", "", new Confirm())), new StepAdded("filling", HandRub.Weigh),
        new StepChanged(new Step("s", "", new Confirm())), new StepMoved("s", "mixing"), new StepMoved("water", "drying"), new StepRemoved("s"),
        new BillLineAdded(HandRub.Content.BillOfMaterial[0]), new BillLineRemoved("x"), new BillLineMoved("x"), new ParameterRemoved("x"),
        new StepMoved("water", "mixing", "water"),
    ];

    [Theory, MemberData(nameof(Unfitting))]
    public void A_change_that_does_not_fit_changes_nothing(ContentChange change) => Assert.True(ContentText.Same(
        HandRub.Content, ContentChanges.Apply(HandRub.Content, change), MastersJson.Default.WorkMasterContent));

    [Fact]
    public void The_changes_between_any_two_contents_lead_from_one_to_the_other()
    {
        for (ulong seed = 1; seed <= 3000; seed++)
        {
            var random = new RandomContents(seed);
            var (before, after) = (random.Next(), random.Next());

            var led = ContentChanges.Apply(before, ContentChanges.Between(before, after));

            Assert.True(ContentText.Same(after, led, MastersJson.Default.WorkMasterContent), $"Seed {seed}");
        }
    }

    [Fact]
    public void As_many_as_can_stay_do()
    {
        for (ulong seed = 1; seed <= 500; seed++)
        {
            var random = new RandomContents(seed);
            var before = random.Shuffled(["a", "b", "c", "d", "e", "f", "g"]);
            var after = random.Shuffled(["a", "b", "c", "d", "e", "f", "h"]);

            var staying = Sequence.Staying(before, after);

            Assert.Equal([.. before.Where(staying.Contains)], after.Where(staying.Contains));
            Assert.Equal(LongestCommon(before, after), staying.Count);
        }
    }

    /// <summary>The textbook's longest common subsequence.</summary>
    private static int LongestCommon(List<string> one, List<string> other)
    {
        var best = new int[one.Count + 1, other.Count + 1];
        for (var i = 1; i <= one.Count; i++)
        {
            for (var j = 1; j <= other.Count; j++)
                best[i, j] = one[i - 1] == other[j - 1] ? best[i - 1, j - 1] + 1 : Math.Max(best[i - 1, j], best[i, j - 1]);
        }

        return best[one.Count, other.Count];
    }
}
