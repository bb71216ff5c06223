using Groundswell.Changes.Champions;
using Groundswell.Changes.Proposals;
using Groundswell.Deciding;
using Groundswell.Influence.Layers;
using Groundswell.Influence.Standings;
using Groundswell.Masters;
using Groundswell.Tests.Deciding;
using Groundswell.Tests.Projecting;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Tests.Influence;

/// <summary>Ties that other rooms' events show: whose proposals are supported, whose edits others work by, who offers to carry changes.</summary>
public sealed class FollowingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryPlant]
    public async Task What_others_bring_in_is_followed_and_nobody_is_found_out_by_it(SamplePlant plant)
    {
        await using var rooms = await RoomsAtWork.Over(plant);
        await RandomWork.Ground(rooms);
        await rooms.StartViews();

        await Proposes(rooms, "V-1", asSomeone: false);
        await Proposes(rooms, "V-2", asSomeone: true);
        await rooms.Do(new VolunteerAsChampion(), RoomsAtWork.Anyone("P-2"));
        await rooms.Do(new VolunteerAsChampion(), RoomsAtWork.Anyone("P-3"));
        await rooms.Do(new StepDownAsChampion(), RoomsAtWork.Anyone("P-3"));
        await rooms.Do(new ProposeChampion(new("P-3"), "Asked by many"), RoomsAtWork.Anyone("P-1"));
        var master = new Id<WorkMaster>("RUB");
        await rooms.Do(new CreateOrder(new("O-8"), master, 100, "L"));
        await rooms.Do(new ReleaseOrder(new("O-8")));
        await rooms.Do(new StartJob(new("O-8.mix"), new("M2")), RoomsAtWork.Anyone("P-3"));
        await rooms.Arrived();
        await using var views = rooms.Views.Open();

        // P-3 has spoken as well, and not for it; and whoever proposed V-2 is not to be named.
        var voice = Assert.Single(await views.Set<ContactRow>().AsNoTracking().Where(row => row.Layer == Layer.Voice).ToListAsync(Stop));
        Assert.Equal(("P-1", "P-2", 30), (voice.From, voice.To, voice.Worth));
        Assert.Equal(2, voice.Entries.Split(' ').Length);

        // A lead's proposal is no offer of one's own.
        Assert.Equal("P-2", Assert.Single(await views.Set<VolunteerRow>().AsNoTracking().Where(row => row.Person != "P-9").ToListAsync(Stop)).Person);

        Assert.Equal("P-2", Assert.Single(await views.Set<DraftHandRow>().AsNoTracking().Where(row => row.Version == "RUB@2").ToListAsync(Stop)).Person);
        Assert.Contains(await views.Set<WorkedByRow>().AsNoTracking().ToListAsync(Stop), row => row is { Version: "RUB@1", Person: "P-3" });
    }

    [Fact]
    public void Whoever_works_by_anothers_edit_is_tied_to_them_once_for_each_version_and_engineers_only_do_their_duty()
    {
        SitePerson[] people = [new("P-1", [Function.Operations], "A", null, 0), new("P-2", [Function.Operations], "A", null, 0), new("E-1", [Function.Engineering], "Day", null, 0)];
        WorkedByRow Worked(string person, string version, long position) => new() { Site = "MUC", Version = version, Person = person, At = Story.Begin, Shift = "", Position = position };
        DraftHandRow Hand(string person, string version) => new() { Version = version, Person = person };

        var edits = EvidenceReading.EditsOf(
            [Worked("P-1", "RUB@2", 7), Worked("P-2", "RUB@2", 8), Worked("P-1", "RUB@1", 3)], [Hand("P-2", "RUB@2"), Hand("E-1", "RUB@2"), Hand("E-1", "RUB@1")], people);

        var edit = Assert.Single(edits);
        Assert.Equal((Layer.Edit, "P-2", "P-1", 1.0, "7"), (edit.Layer, edit.From, edit.To, edit.Worth, edit.Entries));
    }

    private static async Task Proposes(RoomsAtWork rooms, string id, bool asSomeone)
    {
        await rooms.Do(new Propose(new(id), ProposalAbout.Slow, new("MIX"), AsSomeone: asSomeone), RoomsAtWork.Anyone("P-1"));
        await rooms.Do(new AddVoice(new(id), true), RoomsAtWork.Anyone("P-2"));
        await rooms.Do(new AddVoice(new(id), false, "Not here"), RoomsAtWork.Anyone("P-3"));
    }
}
