using System.Text;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Differences;
using Groundswell.Masters.Effective;
using Groundswell.Masters.Listing;
using Groundswell.Masters.ReasonLists;
using Groundswell.Materials.Definitions;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Showing;
using Groundswell.Signing;
using Groundswell.Tests.Projecting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;

namespace Groundswell.Tests.Masters;

/// <summary>The life of a master through the door, the record and the views, as every act and every question sees it.</summary>
public sealed class MastersInRecordTests
{
    private const string Site = "MG";

    private static readonly Caller Engineer = Of("E-1", Role.Engineer);
    private static readonly Caller Quality = Of("Q-1", Role.QualityApprover);
    private static readonly Caller Lead = Of("L-1", Role.SiteLead);
    private static readonly Caller Leader = Of("M-1", Role.MesLeader);
    private static readonly Caller Import = Of("I-1", Role.Integration);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryPlant]
    public async Task A_master_is_written_approved_changed_and_given_to_a_site(SamplePlant plant)
    {
        await plant.Open();
        await plant.Journal.OpenLog(Logs.Enterprise, Stop);
        var states = new States(plant.Journal, Product.Codec);
        var door = new Door(Product.Rooms.Acts, plant.Journal, Product.Codec, states, new SitesInRecord(states, plant.Journal), TimeProvider.System);
        var views = new Views(Product.Rooms.Views);
        using var news = new News(TimeProvider.System);
        using var projector = new Projector(
            plant.Journal, Product.Codec, Product.Rooms.Views, plant.Place, views, news, TimeProvider.System, NullLogger<Projector>.Instance);
        await projector.StartAsync(Stop);

        await Do(new OpenSite(new Id<Site>(Site), "Mangalore", "Asia/Kolkata", true), Leader);
        foreach (var material in HandRub.Materials)
            await Do(new DefineMaterial(material.Id, material.Name, material.Id == HandRub.Rub ? "L" : "mL", MaterialTracking.Lot, true), Engineer);

        await plant.Journal.Attachments.Add(new MemoryStream(HandRub.Picture), "image/jpeg", "mark.jpg", Stop);

        // The first version: written, sent to review with a fault, mended, approved.
        await Do(new CreateWorkMaster(HandRub.Master, HandRub.Content.Name, HandRub.Rub, 10), Engineer);
        await Do(new ReplaceDraft(HandRub.First, 1, HandRub.WithOperation("filling", operation => operation with { Equipment = null })), Engineer);
        Assert.Equal("version.faulty", await Refused(new SendToReview(HandRub.First), Engineer));
        await Do(new ChangeOperation(HandRub.First, HandRub.Filling, 2), Engineer);
        await Do(new SendToReview(HandRub.First, 3), Engineer);
        Assert.Equal("signature.missing", await Refused(new ApproveVersion(HandRub.First), Quality));
        Assert.Equal("door.not-allowed", await Refused(new ApproveVersion(HandRub.First), Engineer));
        await Do(new ApproveVersion(HandRub.First), Quality);

        // It runs nowhere by that, and two signatures open no site: what ran there before does.
        Assert.IsType<NotFound>((await SiteVersions.ForWork(Site, HandRub.Master.Value, states, TimeProvider.System, Stop)).Result);
        Assert.Equal("commissioning.site-not-at-work", await Refused(new AskForCommissioning(HandRub.Master, HandRub.First) { Site = Site }, Lead));
        await Do(new TakeOverVersion(new("paper"), HandRub.Content with { Name = "Paper rub" }, "MBR-0117"), Import);
        await Do(new RecordBaseline(new("paper"), [new BaselineVersion(new Id<WorkMaster>("paper").Version(1))], "Batch records") { Site = Site }, Quality);
        await Do(new AskForCommissioning(HandRub.Master, HandRub.First) { Site = Site }, Lead);
        await Arrived();
        await using (var before = views.Open())
        {
            Assert.Equal("Person L-1", Assert.Single((await SiteVersions.At(Site, before, Stop)).Value!.Asked).AskedBy);
            Assert.Equal([(MasterShow.ToCommission, 1), (MasterShow.NowhereRunning, 1)], await Attention(before));
        }

        await Do(new CommissionVersion(HandRub.Master, HandRub.First) { Site = Site }, Quality);

        // The second one, a copy with a limit changed; and a third that is given up.
        await Do(new OpenDraft(HandRub.Master), Engineer);
        await Do(new ChangeStep(HandRub.Second, HandRub.Temperature with { Does = new EnterNumber("Cel", "20 Cel", new Limits("15 Cel", "22 Cel"), 1) }), Engineer);
        await Do(new OpenDraft(HandRub.Master), Engineer);
        await Do(new DiscardDraft(HandRub.Master.Version(3), "Another way"), Engineer);

        await Do(new DefineReasonList(new("scrap"), "Scrap", ReasonUse.Scrap, [new Reason("dent", new Dictionary<string, string> { ["en"] = "Dent" })]), Leader);
        await Do(new ActivateReasonList(new("scrap")) { Site = Site }, Lead);
        await Arrived();

        await using var db = views.Open();
        var masters = (await MasterQueries.All(db, Stop)).Value!;
        Assert.Equal(["hand-rub", "paper"], masters.Select(row => row.Id));
        Assert.Equal(["paper"], (await MasterQueries.All(db, Stop, after: "hand-rub")).Value!.Select(row => row.Id));
        Assert.Equal(2, (await MasterQueries.All(db, Stop, material: "HR-1")).Value!.Count);

        var one = Value<WorkMasterWhole>((await MasterQueries.One("hand-rub", db, Stop)).Result);
        Assert.Equal([VersionStatus.Approved, VersionStatus.Draft, VersionStatus.Retired], one.Versions.Select(version => version.Status));
        Assert.Equal(("Person Q-1", HandRub.Hash), (one.Versions[0].ApprovedBy, one.Versions[0].ContentHash));

        var text = Assert.IsType<FileContentHttpResult>((await MasterQueries.Text("hand-rub", 1, db, Stop)).Result).FileContents;
        Assert.Equal(HandRub.Hash, ContentText.HashOf(ContentText.Read(Encoding.UTF8.GetString(text.Span))));
        Assert.Equal("hand-rub@1", Value<VersionWhole>((await MasterQueries.Whole("hand-rub", 2, db, Stop)).Result).Summary.BasedOn);

        var difference = Value<VersionDifference>((await MasterQueries.Difference("hand-rub", 1, 2, db, Stop)).Result);
        Assert.Equal((ChangeClass.Parameter, "does.limits.high"), (difference.Class, Assert.Single(Assert.Single(difference.Elements).Fields).Field));

        var history = (await MasterHistory.Of("hand-rub", db, Stop)).Value!;
        Assert.Equal(
            [
                "work-master.created", "version.opened", "draft.edited", "draft.edited", "version.sent-to-review", "version.approved", "version.opened",
                "draft.edited", "version.opened", "draft.discarded",
            ],
            history.Select(line => line.What));
        Assert.Contains("22 Cel", history[7].Changes, StringComparison.Ordinal);

        var given = (await SiteVersions.At(Site, db, Stop)).Value!;
        Assert.Empty(given.Asked);
        Assert.Equal([("hand-rub@1", "Person L-1, Person Q-1"), ("paper@1", "Person Q-1")], given.Given.Select(row => (row.Version, row.SignedBy!)));
        Assert.Equal("hand-rub@1", Value<VersionForWork>((await SiteVersions.ForWork(Site, "hand-rub", states, TimeProvider.System, Stop)).Result).Version);
        Assert.Equal("dent", Assert.Single(Assert.Single((await ReasonListView.AtSite(Site, db, Stop)).Value!).Reasons).Code);
        Assert.Equal(HandRub.Materials.Count, (await MaterialList.All(db, Stop)).Value!.Count);

        // What asks for attention, and what runs where, as the list shows it.
        Assert.Empty(await Attention(db));
        var listed = await Listing(db, MasterShow.All);
        Assert.Equal((2, "hand-rub", "paper"), (listed.Count, listed.Masters[0].Master.Id, listed.Masters[1].Master.Id));
        Assert.Equal(("hand-rub@1", 3), (Assert.Single(listed.Masters[0].Running).Version, listed.Masters[0].Versions.Count));
        Assert.Equal("hand-rub", Assert.Single((await Listing(db, MasterShow.Drafts)).Masters).Master.Id);
        Assert.Equal(2, (await Listing(db, MasterShow.Running)).Count);
        Assert.Equal("paper", Assert.Single((await Listing(db, MasterShow.All, "Paper")).Masters).Master.Id);
        Assert.Empty((await Listing(db, MasterShow.Running, sites: [])).Masters);
        var here = await RunningVersions.At(Site, HandRub.Master, states, TimeProvider.System, Stop);
        Assert.Equal((HandRub.First, VersionSource.Commissioning, false), (Assert.Single(here.Running).Version, here.Running[0].Given.Source, here.Running[0].IsComing));

        await Do(new SendToReview(HandRub.Second), Engineer);
        await Do(new RetireVersion(HandRub.First, "Superseded"), Quality);
        await Arrived();
        Assert.Equal([(MasterShow.InReview, 1), (MasterShow.RetiredRunning, 1)], await Attention(db));

        await Do(new WithdrawCommissioning(HandRub.Master, "Doubt") { Site = Site }, Quality);
        await Arrived();
        Assert.Equal([(MasterShow.InReview, 1)], await Attention(db));
        Assert.NotNull((await SiteVersions.At(Site, db, Stop, "hand-rub")).Value!.Given.Single().WithdrawnAt);
        Assert.IsType<NotFound>((await SiteVersions.ForWork(Site, "hand-rub", states, TimeProvider.System, Stop)).Result);
        await projector.StopAsync(Stop);

        // What can be signed is signed, as it was shown.
        async Task Do(Command command, Caller caller)
        {
            Signature[] signatures = command is ISignable signable
                ? [HandRub.Signed(caller.Person, (await signable.Sheet(new Reading(states, command.Log, Stop))).ContentHash)]
                : [];
            var answer = await door.Take(command with { Id = Guid.CreateVersion7() }, caller, signatures, Stop);
            Assert.Null(answer.Refusal);
        }

        static async Task<MasterListing> Listing(ViewsDb db, MasterShow show, string? find = null, IReadOnlyList<SiteChoice>? sites = null) => await MasterListing.Of(
            new MasterFilter(show, MasterSort.Number, find, null, 1), sites ?? [new SiteChoice(Site, "Mangalore")], db, TimeProvider.System, Stop);

        static async Task<List<(MasterShow, int)>> Attention(ViewsDb db) => [.. (await Listing(db, MasterShow.All)).Attention.Select(asks => (asks.Show, asks.Count))];

        async Task<string?> Refused(Command command, Caller caller) =>
            (await door.Take(command with { Id = Guid.CreateVersion7() }, caller, Stop)).Refusal?.Code;

        async Task Arrived()
        {
            foreach (var log in await plant.Journal.Logs(Stop))
                Assert.True(await projector.WaitFor(log.Log, log.Size, TimeSpan.FromSeconds(30), Stop), $"{projector.Status}");
        }
    }

    private static T Value<T>(object result) where T : class => Assert.IsType<Ok<T>>(result).Value!;

    private static Caller Of(string person, Role role) => new(person, [new Grant(role, null, null)]);
}
