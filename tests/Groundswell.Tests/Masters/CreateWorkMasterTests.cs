using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Definitions;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Masters;

public sealed class CreateWorkMasterTests
{
    private static readonly MaterialDefinition Rub = HandRub.Materials.Single(material => material.Id == HandRub.Rub);
    private readonly CreateWorkMaster _create = new(HandRub.Master, " Hand rub ", HandRub.Rub, 10, "Disinfectants");

    [Fact]
    public void A_work_master_begins_with_the_draft_of_its_first_version()
    {
        var content = WorkMasterContent.Empty with { Name = "Hand rub", Makes = new MadeMaterial(HandRub.Rub, 10, "mL") };

        When(CreateWorkMaster.Decide(_create, WorkMaster.Unknown, WorkMasterVersion.Unknown, Rub)).HappensIn(
            (null, new WorkMasterCreated(HandRub.Master, "Hand rub", HandRub.Rub, "Disinfectants")),
            (null, new WorkMasterVersionOpened(HandRub.Master, 1)),
            ("work-master-version-hand-rub@1", new VersionOpened(HandRub.First, HandRub.Master, 1, content)));
    }

    [Fact]
    public void An_id_is_used_once() =>
        When(CreateWorkMaster.Decide(_create, StateAfter<WorkMaster>(HandRub.MasterCreated), WorkMasterVersion.Unknown, Rub))
            .Refused(new WorkMasterAlreadyThere(HandRub.Master));

    [Theory]
    [InlineData("hand@rub")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x")]
    public void An_id_leaves_room_for_the_number_of_a_version(string id) =>
        When(CreateWorkMaster.Decide(_create with { WorkMaster = new Id<WorkMaster>(id) }, WorkMaster.Unknown, WorkMasterVersion.Unknown, Rub))
            .Refused(new WorkMasterIdUnfit(new Id<WorkMaster>(id)));

    [Fact]
    public void It_needs_a_name() =>
        When(CreateWorkMaster.Decide(_create with { Name = " " }, WorkMaster.Unknown, WorkMasterVersion.Unknown, Rub)).Refused(new MasterNameMissing());

    [Fact]
    public void It_makes_a_material_that_is_in_use() =>
        When(CreateWorkMaster.Decide(_create, WorkMaster.Unknown, WorkMasterVersion.Unknown, Rub with { Status = MaterialStatus.Retired }))
            .Refused(new MaterialNotInUse(HandRub.Rub));

    [Fact]
    public void It_is_renamed() =>
        Given<WorkMaster>(HandRub.MasterCreated)
            .When(master => ChangeWorkMaster.Decide(new ChangeWorkMaster(HandRub.Master, "Rub", " "), master))
            .Happens(new WorkMasterChanged(HandRub.Master, "Rub"));

    [Fact]
    public void To_rename_it_to_what_it_is_called_is_refused() =>
        Given<WorkMaster>(HandRub.MasterCreated)
            .When(master => ChangeWorkMaster.Decide(new ChangeWorkMaster(HandRub.Master, HandRub.Content.Name), master))
            .Refused(new WorkMasterUnchanged(HandRub.Master));

    [Fact]
    public void One_that_is_not_there_is_not_renamed() =>
        Given<WorkMaster>()
            .When(master => ChangeWorkMaster.Decide(new ChangeWorkMaster(HandRub.Master, "Rub"), master))
            .Refused(new WorkMasterUnknown(HandRub.Master));

    [Fact]
    public void A_new_name_is_not_blank() =>
        Given<WorkMaster>(HandRub.MasterCreated)
            .When(master => ChangeWorkMaster.Decide(new ChangeWorkMaster(HandRub.Master, ""), master))
            .Refused(new MasterNameMissing());
}
