using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Plant;
using Groundswell.Record;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Masters.Effective;

public sealed class EffectiveVersionTests
{
    private static readonly Id<WorkCenter> Line1 = new("FILL-1");
    private static readonly Id<WorkCenter> Line2 = new("FILL-2");
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly BaselineRecorded Baseline = new(
        HandRub.Master, [new VersionInUse(HandRub.First, HandRub.Hash), new VersionInUse(HandRub.Second, "2", Line2)], "Batch records", []);

    private static VersionCommissioned Commissioned(DateOnly? from = null) => new(HandRub.Master, HandRub.First, HandRub.Hash, [], from);

    [Fact]
    public void A_site_that_was_given_nothing_has_no_version() =>
        Assert.Null(EffectiveVersion.Unknown.For(new VersionAsked(Line1, Today, null, Begin)));

    [Fact]
    public void What_ran_before_there_was_a_record_is_the_version_at_any_time() =>
        Assert.Equal(HandRub.First, Version(Line1, Today, DateTimeOffset.MinValue, Baseline));

    [Fact]
    public void A_work_center_that_ran_another_version_has_it() => Assert.Equal(HandRub.Second, Version(Line2, Today, Begin, Baseline));

    [Fact]
    public void Where_the_work_center_is_open_the_sites_version_holds() => Assert.Equal(HandRub.First, Version(null, Today, Begin, Baseline));

    [Fact]
    public void A_commissioned_version_holds_from_when_it_was_commissioned()
    {
        Assert.Equal(HandRub.First, Version(Line1, Today, Begin, Commissioned()));
        Assert.Null(Version(Line1, Today, Begin.AddTicks(-1), Commissioned()));
    }

    [Fact]
    public void A_commissioning_does_not_reach_back_to_the_time_it_is_said_to_have_happened()
    {
        var backdated = EffectiveVersion.Unknown.Evolve(new Happened(Commissioned(), Begin.AddDays(-1), Begin, "Q-1", null, 1));

        Assert.Null(backdated.For(new VersionAsked(Line1, Today, null, Begin.AddHours(-1))));
    }

    [Fact]
    public void A_commissioned_version_holds_from_its_first_shift_date()
    {
        Assert.Null(Version(Line1, Today.AddDays(-1), Begin, Commissioned(Today)));
        Assert.Null(Version(Line1, null, Begin, Commissioned(Today)));
        Assert.Equal(HandRub.First, Version(Line1, Today, Begin, Commissioned(Today)));
    }

    [Fact]
    public void A_withdrawn_version_holds_until_it_was_withdrawn()
    {
        Event[] withdrawn = [Commissioned(), new VersionCommissioningWithdrawn(HandRub.Master, HandRub.First, 1, "Doubt", HandRub.Signed("Q-1", HandRub.Hash))];

        Assert.Equal(HandRub.First, Version(Line1, Today, Begin.AddSeconds(59), withdrawn));
        Assert.Null(Version(Line1, Today, Begin.AddMinutes(1), withdrawn));
    }

    [Fact]
    public void The_answer_says_what_gave_the_version_and_which_entry()
    {
        var given = StateAfter<EffectiveVersion>(Baseline).For(new VersionAsked(Line2, Today, "P-1", Begin))!;

        Assert.Equal((HandRub.Second, "2", VersionSource.Baseline, 1), (given.Version, given.ContentHash, given.Source, given.Position));
    }

    private static Id<WorkMasterVersion>? Version(Id<WorkCenter>? workCenter, DateOnly? shiftDate, DateTimeOffset at, params Event[] before) =>
        StateAfter<EffectiveVersion>(before).For(new VersionAsked(workCenter, shiftDate, null, at))?.Version;
}
