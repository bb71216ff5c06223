using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.Plant;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Masters.Effective;

public sealed class RecordBaselineTests
{
    private static readonly string Hash = HandRub.Hash;
    private static readonly Id<WorkCenter> Line = new("FILL-2");
    private static readonly IReadOnlyList<WorkMasterVersion> Versions = [StateAfter<WorkMasterVersion>(HandRub.Approved)];
    private static readonly IReadOnlyList<WorkCenter> Centers = [StateAfter<WorkCenter>(new WorkCenterAdded(Line, "Line 2", new Id<Area>("A")))];
    private static readonly Site Site = StateAfter<Site>(new SiteOpened(new Id<Site>("MG"), "Mangalore", "Asia/Kolkata", false));

    private static readonly SiteAtWork Working = StateAfter<SiteAtWork>(new SiteBeganWork(SiteBeginning.Baseline));

    private static readonly RecordBaseline Record = new(HandRub.Master, [new BaselineVersion(HandRub.First)], " Batch records ") { Site = "MG" };
    private static readonly string Shown = RecordBaseline.SheetOf(Record, Versions).ContentHash;

    [Fact]
    public void What_ran_before_there_was_aRecord_is_entered() =>
        Decide(Record).Happens(new BaselineRecorded(HandRub.Master, [new VersionInUse(HandRub.First, Hash)], "Batch records", []));

    [Fact]
    public void The_first_one_is_where_the_site_begins_to_work() =>
        When(RecordBaseline.Decide(Record, EffectiveVersion.Unknown, Versions, Centers, [], SiteAtWork.Unknown, Site, Someone)).HappensIn(
            (null, new BaselineRecorded(HandRub.Master, [new VersionInUse(HandRub.First, Hash)], "Batch records", [])),
            (SiteAtWork.OfSite.Stream, new SiteBeganWork(SiteBeginning.Baseline)));

    [Fact]
    public void Where_a_change_opened_the_site_nothing_ran_before() =>
        When(RecordBaseline.Decide(
            Record, EffectiveVersion.Unknown, Versions, Centers, [], StateAfter<SiteAtWork>(new SiteBeganWork(SiteBeginning.Opening, "open-mg")), Site, Someone))
            .Refused(new SiteOpenedByChange("MG", "open-mg"));

    [Fact]
    public void Work_centers_can_have_run_another_version() =>
        Decide(Record with { InUse = [new BaselineVersion(HandRub.First), new BaselineVersion(HandRub.First, Line)] })
            .Happens(new BaselineRecorded(
                HandRub.Master, [new VersionInUse(HandRub.First, Hash), new VersionInUse(HandRub.First, Hash, Line)], "Batch records", []));

    [Fact]
    public void It_is_entered_once() =>
        Decide(Record, StateAfter<EffectiveVersion>(new BaselineRecorded(HandRub.Master, [new VersionInUse(HandRub.First, Hash)], "Batch records", [])))
            .Refused(new VersionsGivenAlready(HandRub.Master));

    [Fact]
    public void It_is_not_entered_where_a_version_was_commissioned() =>
        Decide(Record, StateAfter<EffectiveVersion>(new VersionCommissioned(HandRub.Master, HandRub.First, Hash, [])))
            .Refused(new VersionsGivenAlready(HandRub.Master));

    [Fact]
    public void Not_even_after_that_was_withdrawn() =>
        Decide(Record, StateAfter<EffectiveVersion>(
                new VersionCommissioned(HandRub.Master, HandRub.First, Hash, []),
                new VersionCommissioningWithdrawn(HandRub.Master, HandRub.First, 1, "Doubt", HandRub.Signed("Q-1", Hash))))
            .Refused(new VersionsGivenAlready(HandRub.Master));

    [Fact]
    public void It_needs_evidence() => Decide(Record with { Evidence = "" }).Refused(new EvidenceMissing());

    [Fact]
    public void It_names_a_version() => Decide(Record with { InUse = [] }).Refused(new BaselineUnclear(HandRub.Master));

    [Fact]
    public void It_names_each_place_once() =>
        Decide(Record with { InUse = [new BaselineVersion(HandRub.First), new BaselineVersion(HandRub.First)] }).Refused(new BaselineUnclear(HandRub.Master));

    [Fact]
    public void Its_list_has_no_holes() => Decide(Record with { InUse = [null!] }).Refused(new BaselineUnclear(HandRub.Master));

    [Fact]
    public void The_version_is_there() =>
        Decide(Record with { InUse = [new BaselineVersion(HandRub.Second)] }).Refused(new VersionUnknown(HandRub.Second));

    [Fact]
    public void The_version_is_of_this_master() => Decide(Record with { WorkMaster = new("soap") }).Refused(new VersionUnknown(HandRub.First));

    [Fact]
    public void The_version_is_approved() =>
        When(RecordBaseline.Decide(Record, EffectiveVersion.Unknown, [StateAfter<WorkMasterVersion>(HandRub.InReview)], Centers, [], Working, Site, Someone))
            .Refused(new VersionNotApproved(HandRub.First, VersionStatus.InReview));

    [Fact]
    public void The_work_center_is_in_use() =>
        Decide(Record with { InUse = [new BaselineVersion(HandRub.First, new Id<WorkCenter>("X"))] }).Refused(new NotInUse("work-center", "X"));

    [Fact]
    public void Under_GMP_Quality_signs_it() =>
        When(RecordBaseline.Decide(Record, EffectiveVersion.Unknown, Versions, Centers, [], Working, Site with { UnderGmp = true }, Someone))
            .Refused(new SignatureMissing("approved", Shown));

    [Fact]
    public void Elsewhere_it_needs_no_signature_unless_what_is_made_is_under_GMP()
    {
        var made = StateAfter<MaterialDefinition>(new MaterialDefined(HandRub.Rub, "Hand rub", "L", MaterialTracking.Lot, true));

        When(RecordBaseline.Decide(Record, EffectiveVersion.Unknown, Versions, Centers, [made with { UnderGmp = false }], Working, Site, Someone))
            .Happens(new BaselineRecorded(HandRub.Master, [new VersionInUse(HandRub.First, Hash)], "Batch records", []));
        When(RecordBaseline.Decide(Record, EffectiveVersion.Unknown, Versions, Centers, [made], Working, Site, Someone)).Refused(new SignatureMissing("approved", Shown));
    }

    [Fact]
    public void With_Qualitys_signature_it_is_entered_under_GMP() =>
        When(RecordBaseline.Decide(Record, EffectiveVersion.Unknown, Versions, Centers, [], Working, Site with { UnderGmp = true }, HandRub.SignedBy("Q-1", Shown)))
            .Happens(new BaselineRecorded(HandRub.Master, [new VersionInUse(HandRub.First, Hash)], "Batch records", [HandRub.Signed("Q-1", Shown)]));

    private static Then Decide(RecordBaseline record, EffectiveVersion? effective = null) =>
        When(RecordBaseline.Decide(record, effective ?? EffectiveVersion.Unknown, Versions, Centers, [], Working, Site, Someone));
}
