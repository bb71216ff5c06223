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

    [Fact]
    public void A_launch_holds_at_its_work_centers_in_its_shifts_from_its_first_date()
    {
        var launched = Launched(new([Line1], ["N"]), Today);

        Assert.Equal(HandRub.Second, Asked(Line1, "N", Baseline, launched));
        Assert.Equal(HandRub.First, Asked(Line1, "E", Baseline, launched));
        Assert.Equal(HandRub.First, Asked(Line1, null, Baseline, launched));
        Assert.Equal(HandRub.First, Version(Line1, Today.AddDays(-1), Later, Baseline, Launched(new([Line1]), Today)));
        Assert.Equal(HandRub.First, Version(null, Today, Later, Baseline, launched));
    }

    [Fact]
    public void A_push_goes_before_a_pilot_a_pilot_before_a_launch_and_a_launch_before_what_the_site_began_with()
    {
        Assert.Equal(HandRub.Second, Asked(Line1, "N", Baseline, Launched(new([Line1]))));
        Assert.Equal(HandRub.First, Asked(Line1, "N", Baseline, Piloted(HandRub.First, new([Line1])), Launched(new([Line1]))));
        Assert.Equal(HandRub.Second, Asked(Line1, "N", Pushed(HandRub.Second), Piloted(HandRub.First, new([Line1])), Baseline));
    }

    [Fact]
    public void Of_two_launches_the_later_one_holds_and_when_it_is_withdrawn_the_one_before()
    {
        var third = HandRub.Master.Version(3);
        Event[] twice = [Baseline, Launched(new([Line1])), Launched(ProvisionScope.Everywhere) with { Version = third }];

        Assert.Equal(third, Asked(Line1, "N", twice));
        Assert.Equal(HandRub.Second, Asked(Line1, "N", [.. twice, new ProvisionWithdrawn(HandRub.Master, third, 3, WithdrawnFor.Withdrawal, "Foam")]));
        Assert.Equal(HandRub.First, Asked(Line1, "N", [
            .. twice, new ProvisionWithdrawn(HandRub.Master, third, 3, WithdrawnFor.Withdrawal, "Foam"),
            new ProvisionWithdrawn(HandRub.Master, HandRub.Second, 2, WithdrawnFor.Fallback, "Nobody carries it")]));
    }

    [Fact]
    public void A_pilot_holds_between_its_dates_and_for_its_people()
    {
        var runs = StateAfter<EffectiveVersion>(Baseline, Piloted(HandRub.Second, new([Line1], null, ["P-1"])));

        Assert.Equal(HandRub.Second, runs.For(new VersionAsked(Line1, Today, "P-1", Later))!.Version);
        Assert.Equal(HandRub.Second, runs.For(new VersionAsked(Line1, Today, null, Later))!.Version);
        Assert.Equal(HandRub.First, runs.For(new VersionAsked(Line1, Today, "P-2", Later))!.Version);
        Assert.Equal(HandRub.First, runs.For(new VersionAsked(Line1, Today.AddDays(6), "P-1", Later))!.Version);
        Assert.Equal(HandRub.First, runs.For(new VersionAsked(Line1, null, "P-1", Later))!.Version);
    }

    [Fact]
    public void A_push_lapses_by_itself_to_the_version_before()
    {
        Assert.Equal(HandRub.Second, Version(Line1, Today, Begin.AddDays(1).AddTicks(-1), Baseline, Pushed(HandRub.Second)));
        Assert.Equal(HandRub.First, Version(Line1, Today, Begin.AddDays(1), Baseline, Pushed(HandRub.Second)));
    }

    [Fact]
    public void What_a_push_has_replaced_never_comes_back_once_the_site_has_accepted_it()
    {
        Event[] accepted = [Baseline, Pushed(HandRub.Second), new PushAccepted(HandRub.Master, HandRub.Second, 2)];
        Event[] withdrawn = [.. accepted, new ProvisionWithdrawn(HandRub.Master, HandRub.Second, 3, WithdrawnFor.Withdrawal, "Foam")];

        Assert.Equal(VersionSource.Launch, StateAfter<EffectiveVersion>(accepted).For(new VersionAsked(Line1, Today, null, Begin.AddDays(30)))!.Source);
        Assert.Null(Version(Line1, Today, Begin.AddDays(30), withdrawn));
        Assert.True(StateAfter<EffectiveVersion>(withdrawn).IsBarred(HandRub.First, new([Line1])));
        Assert.False(StateAfter<EffectiveVersion>(withdrawn).IsBarred(HandRub.Second, new([Line1])));
    }

    [Fact]
    public void Where_new_orders_are_held_no_version_is_given_until_they_are_freed()
    {
        Event[] held = [Baseline, new NewOrdersHeld(HandRub.Master, new([Line1]), "Quality has not signed")];

        Assert.Null(Asked(Line1, "N", held));
        Assert.Equal(HandRub.Second, Asked(Line2, "N", held));
        Assert.Equal(HandRub.First, Asked(Line1, "N", [.. held, new NewOrdersFreed(HandRub.Master, 2, "Signed")]));
    }

    private static DateTimeOffset Later => Begin.AddMinutes(30);

    private static VersionLaunched Launched(ProvisionScope scope, DateOnly? from = null) =>
        new(HandRub.Master, HandRub.Second, "2", "rub-longer", scope, from);

    private static VersionPiloted Piloted(Id<WorkMasterVersion> version, ProvisionScope scope) =>
        new(HandRub.Master, version, "p", "rub-longer", "rub-longer.1", scope, Today, Today.AddDays(5));

    private static VersionPushed Pushed(Id<WorkMasterVersion> version) => new(
        HandRub.Master, version, "p", PushGround.Safety, "Burns", Begin.AddDays(1), ProvisionScope.Everywhere, HandRub.Signed("Q-1", HandRub.Hash));

    private static Id<WorkMasterVersion>? Asked(Id<WorkCenter>? workCenter, string? shift, params Event[] before) =>
        StateAfter<EffectiveVersion>(before).For(new VersionAsked(workCenter, Today, null, Later, shift))?.Version;

    private static Id<WorkMasterVersion>? Version(Id<WorkCenter>? workCenter, DateOnly? shiftDate, DateTimeOffset at, params Event[] before) =>
        StateAfter<EffectiveVersion>(before).For(new VersionAsked(workCenter, shiftDate, null, at))?.Version;
}
