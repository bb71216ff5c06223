using Groundswell.Masters;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Masters;

public sealed class TakeOverVersionTests
{
    private readonly TakeOverVersion _take = new(HandRub.Master, HandRub.Content, " MBR-0117 ", "Disinfectants");

    [Fact]
    public void A_version_that_was_in_force_elsewhere_counts_as_approved() =>
        When(TakeOverVersion.Decide(_take, WorkMaster.Unknown, WorkMasterVersion.Unknown, HandRub.Materials)).HappensIn(
            (null, new WorkMasterCreated(HandRub.Master, HandRub.Content.Name, HandRub.Rub, "Disinfectants")),
            (null, new WorkMasterVersionTakenOver(HandRub.Master, 1)),
            ("work-master-version-hand-rub@1", new VersionTakenOver(HandRub.First, HandRub.Master, 1, HandRub.Content, HandRub.Hash, "MBR-0117")));

    [Fact]
    public void A_later_one_follows_it()
    {
        var master = StateAfter<WorkMaster>(new WorkMasterCreated(HandRub.Master, "Rub", HandRub.Rub), new WorkMasterVersionTakenOver(HandRub.Master, 1));

        When(TakeOverVersion.Decide(_take, master, WorkMasterVersion.Unknown, HandRub.Materials)).Happens(
            new WorkMasterVersionTakenOver(HandRub.Master, 2),
            new VersionTakenOver(HandRub.Second, HandRub.Master, 2, HandRub.Content, HandRub.Hash, "MBR-0117"));
    }

    [Fact]
    public void Nothing_is_taken_over_into_a_master_that_is_written_here() =>
        When(TakeOverVersion.Decide(_take, StateAfter<WorkMaster>(HandRub.MasterCreated), WorkMasterVersion.Unknown, HandRub.Materials))
            .Refused(new WorkMasterWrittenHere(HandRub.Master));

    [Fact]
    public void It_needs_evidence() =>
        When(TakeOverVersion.Decide(_take with { Evidence = " " }, WorkMaster.Unknown, WorkMasterVersion.Unknown, HandRub.Materials))
            .Refused(new EvidenceMissing());

    [Fact]
    public void It_has_no_faults() =>
        When(TakeOverVersion.Decide(
                _take with { Content = HandRub.Content with { Operations = [] } }, WorkMaster.Unknown, WorkMasterVersion.Unknown, HandRub.Materials))
            .Refused<VersionFaulty>();

    [Fact]
    public void It_has_no_holes() =>
        When(TakeOverVersion.Decide(
                _take with { Content = HandRub.Content with { BillOfMaterial = [null!] } }, WorkMaster.Unknown, WorkMasterVersion.Unknown, HandRub.Materials))
            .Refused<VersionFaulty>();

    [Fact]
    public void Its_id_leaves_room_for_a_number() =>
        When(TakeOverVersion.Decide(_take with { WorkMaster = new("a@b") }, WorkMaster.Unknown, WorkMasterVersion.Unknown, HandRub.Materials))
            .Refused(new WorkMasterIdUnfit(new("a@b")));
}
