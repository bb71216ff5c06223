using Groundswell.Masters;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Masters;

public sealed class OpenDraftTests
{
    private static readonly WorkMaster Master = StateAfter<WorkMaster>(HandRub.MasterCreated);
    private static readonly WorkMasterVersion First = StateAfter<WorkMasterVersion>(HandRub.Approved);

    [Fact]
    public void A_draft_begins_as_a_copy_of_the_version_before() =>
        When(OpenDraft.Decide(new OpenDraft(HandRub.Master), Master, First)).HappensIn(
            (null, new WorkMasterVersionOpened(HandRub.Master, 2)),
            ("work-master-version-hand-rub@2", new VersionOpened(HandRub.Second, HandRub.Master, 2, HandRub.Content, HandRub.First)));

    [Fact]
    public void The_copy_is_nobodys_edit() => Assert.Empty(
        StateAfter<WorkMasterVersion>(new VersionOpened(HandRub.Second, HandRub.Master, 2, HandRub.Content, HandRub.First)).Editors);

    [Fact]
    public void A_copy_of_what_was_never_approved_stays_the_work_of_those_who_wrote_it()
    {
        var draft = StateAfter<WorkMasterVersion>(HandRub.Draft);
        var opened = new VersionOpened(HandRub.Second, HandRub.Master, 2, HandRub.Content, HandRub.First, ["P-1"]);

        When(OpenDraft.Decide(new OpenDraft(HandRub.Master, 1), Master, draft)).Happens(new WorkMasterVersionOpened(HandRub.Master, 2), opened);
        Assert.Equal(["P-1"], StateAfter<WorkMasterVersion>(opened).Editors);
    }

    [Fact]
    public void The_last_version_that_is_not_retired_is_copied()
    {
        var master = StateAfter<WorkMaster>([
            .. HandRub.MasterCreated, new WorkMasterVersionApproved(HandRub.Master, 1), new WorkMasterVersionOpened(HandRub.Master, 2),
            new WorkMasterVersionRetired(HandRub.Master, 2)]);

        Assert.Equal(1, master.UsualBase);
    }

    [Fact]
    public void Where_all_are_retired_the_last_one_is_copied() => Assert.Equal(
        1, StateAfter<WorkMaster>([.. HandRub.MasterCreated, new WorkMasterVersionRetired(HandRub.Master, 1)]).UsualBase);

    [Fact]
    public void A_version_that_is_not_there_is_not_copied() =>
        When(OpenDraft.Decide(new OpenDraft(HandRub.Master, BasedOn: 7), Master, WorkMasterVersion.Unknown))
            .Refused(new VersionUnknown(HandRub.Master.Version(7)));

    [Fact]
    public void Nobody_opens_a_draft_of_a_master_that_is_not_there() =>
        When(OpenDraft.Decide(new OpenDraft(HandRub.Master), WorkMaster.Unknown, WorkMasterVersion.Unknown))
            .Refused(new WorkMasterUnknown(HandRub.Master));

    [Fact]
    public void Of_two_who_open_the_same_version_the_second_learns_of_the_first() =>
        When(OpenDraft.Decide(new OpenDraft(HandRub.Master, Number: 2), StateAfter<WorkMaster>([.. HandRub.MasterCreated, new WorkMasterVersionOpened(HandRub.Master, 2)]), First))
            .Refused(new VersionNumberTaken(2, 3));
}
