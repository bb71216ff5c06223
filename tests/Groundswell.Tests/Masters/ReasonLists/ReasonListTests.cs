using Groundswell.Deciding;
using Groundswell.Masters.ReasonLists;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Masters.ReasonLists;

public sealed class ReasonListTests
{
    private static readonly Id<ReasonList> Scrap = new("scrap");
    private static readonly Reason Scratch = new("scratch", new Dictionary<string, string> { ["en"] = "Scratch" }, "surface");
    private static readonly Reason Dent = new("dent", new Dictionary<string, string> { ["en"] = "Dent" });
    private static readonly ReasonListDefined Defined = new(Scrap, "Scrap", ReasonUse.Scrap, [Scratch]);
    private static readonly ReasonListRevised Revised = new(Scrap, 2, "Scrap", [Scratch, Dent]);

    private readonly DefineReasonList _define = new(Scrap, " Scrap ", ReasonUse.Scrap, [Scratch]);

    [Fact]
    public void A_list_is_defined() => Given<ReasonList>().When(list => DefineReasonList.Decide(_define, list)).Happens(Defined);

    [Fact]
    public void A_list_is_not_defined_twice() =>
        Given<ReasonList>(Defined).When(list => DefineReasonList.Decide(_define, list)).Refused(new ReasonListAlreadyThere(Scrap));

    [Fact]
    public void A_list_has_a_name() =>
        Given<ReasonList>().When(list => DefineReasonList.Decide(_define with { Name = "" }, list)).Refused(new ReasonListNameMissing());

    public static TheoryData<IReadOnlyList<Reason>, Refusal> Unfit => new()
    {
        { [], new ReasonListEmpty() },
        { [Scratch, null!], new ReasonCodeUnfit("") },
        { [Scratch with { Code = "two words" }], new ReasonCodeUnfit("two words") },
        { [Scratch, Scratch], new ReasonTwice("scratch") },
        { [Scratch with { Text = new Dictionary<string, string>() }], new ReasonWithoutText("scratch") },
        { [Scratch with { Text = new Dictionary<string, string> { ["en"] = " " } }], new ReasonWithoutText("scratch") },
    };

    [Theory, MemberData(nameof(Unfit))]
    public void Reasons_that_nobody_can_choose_from_are_refused(IReadOnlyList<Reason> reasons, Refusal refusal)
    {
        Given<ReasonList>().When(list => DefineReasonList.Decide(_define with { Reasons = reasons }, list)).Refused(refusal);
        Given<ReasonList>(Defined).When(list => ReviseReasonList.Decide(new ReviseReasonList(Scrap, "Scrap", reasons), list)).Refused(refusal);
    }

    [Fact]
    public void A_revision_is_the_next_version() =>
        Given<ReasonList>(Defined).When(list => ReviseReasonList.Decide(new ReviseReasonList(Scrap, "Scrap", [Scratch, Dent]), list)).Happens(Revised);

    [Fact]
    public void A_list_that_is_not_there_is_not_revised() =>
        Given<ReasonList>().When(list => ReviseReasonList.Decide(new ReviseReasonList(Scrap, "Scrap", [Dent]), list)).Refused(new ReasonListNotInUse(Scrap));

    [Fact]
    public void A_revision_has_a_name() =>
        Given<ReasonList>(Defined).When(list => ReviseReasonList.Decide(new ReviseReasonList(Scrap, " ", [Dent]), list)).Refused(new ReasonListNameMissing());

    [Fact]
    public void A_list_is_retired_and_the_record_says_why() =>
        Given<ReasonList>(Defined).When(list => RetireReasonList.Decide(new RetireReasonList(Scrap, "One for all"), list)).Happens(new ReasonListRetired(Scrap, "One for all"));

    [Fact]
    public void It_is_not_retired_without_a_why() =>
        Given<ReasonList>(Defined).When(list => RetireReasonList.Decide(new RetireReasonList(Scrap, ""), list)).Refused(new ReasonListWhyMissing());

    [Fact]
    public void It_is_not_retired_twice() =>
        Given<ReasonList>(Defined, new ReasonListRetired(Scrap, "One for all"))
            .When(list => RetireReasonList.Decide(new RetireReasonList(Scrap, "Again"), list)).Refused(new ReasonListNotInUse(Scrap));

    [Fact]
    public void A_site_uses_the_last_version_unless_it_says_otherwise()
    {
        var list = StateAfter<ReasonList>(Defined, Revised);

        When(ActivateReasonList.Decide(new ActivateReasonList(Scrap), list, ActiveReasonList.Unknown)).Happens(new ReasonListActivated(Scrap, 2, ["scratch", "dent"]));
        When(ActivateReasonList.Decide(new ActivateReasonList(Scrap, 1), list, ActiveReasonList.Unknown)).Happens(new ReasonListActivated(Scrap, 1, ["scratch"]));
    }

    [Fact]
    public void A_retired_list_is_not_activated() =>
        When(ActivateReasonList.Decide(
                new ActivateReasonList(Scrap), StateAfter<ReasonList>(Defined, new ReasonListRetired(Scrap, "One for all")), ActiveReasonList.Unknown))
            .Refused(new ReasonListNotInUse(Scrap));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_version_that_is_not_there_is_not_activated(int version) =>
        When(ActivateReasonList.Decide(new ActivateReasonList(Scrap, version), StateAfter<ReasonList>(Defined), ActiveReasonList.Unknown))
            .Refused(new ReasonListVersionUnknown(Scrap, version));

    [Fact]
    public void A_version_is_not_activated_twice() =>
        When(ActivateReasonList.Decide(
                new ActivateReasonList(Scrap), StateAfter<ReasonList>(Defined), StateAfter<ActiveReasonList>(new ReasonListActivated(Scrap, 1, ["scratch"]))))
            .Refused(new ReasonListActive(Scrap, 1));

    [Fact]
    public void A_site_stops_using_a_list() =>
        Given<ActiveReasonList>(new ReasonListActivated(Scrap, 1, ["scratch"]))
            .When(active => DeactivateReasonList.Decide(new DeactivateReasonList(Scrap, "Not used"), active)).Happens(new ReasonListDeactivated(Scrap, "Not used"));

    [Fact]
    public void It_does_not_stop_without_a_why() =>
        Given<ActiveReasonList>(new ReasonListActivated(Scrap, 1, ["scratch"]))
            .When(active => DeactivateReasonList.Decide(new DeactivateReasonList(Scrap, " "), active)).Refused(new ReasonListWhyMissing());

    [Fact]
    public void A_list_that_is_not_used_is_not_stopped() =>
        Given<ActiveReasonList>(new ReasonListActivated(Scrap, 1, ["scratch"]), new ReasonListDeactivated(Scrap, "Not used"))
            .When(active => DeactivateReasonList.Decide(new DeactivateReasonList(Scrap, "Again"), active)).Refused(new ReasonListNotActive(Scrap));

    [Fact]
    public void The_site_knows_which_reasons_can_be_given()
    {
        var active = StateAfter<ActiveReasonList>(new ReasonListActivated(Scrap, 1, ["scratch"]));

        Assert.True(active.Has("scratch"));
        Assert.False(active.Has("dent"));
    }
}
