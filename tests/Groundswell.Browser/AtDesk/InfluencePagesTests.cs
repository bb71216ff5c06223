using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Standings;
using Groundswell.People.Accounts;
using Groundswell.Work.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

/// <summary>The pages of the informal network: what one sees of oneself, and what a facilitator sees of groups. In a plant of its own: it is about everybody there.</summary>
public sealed class InfluencePagesTests(DeskPlant plant) : IClassFixture<DeskPlant>
{
    [Fact]
    public async Task One_takes_part_by_keyboard_and_a_facilitator_sees_groups_and_what_layers_are_worth()
    {
        await Agree();
        foreach (var person in new[] { DeskPlant.Helena, DeskPlant.Paulo, DeskPlant.Susana, DeskPlant.Erik, DeskPlant.Mina, DeskPlant.Sofia })
        {
            await plant.At(new TakePart(1), person);
            var call = new Id<HelpCall>($"HC-{person}");
            await plant.At(new RaiseHelpCall(call, "machine", new("MIX")), person);
            await plant.At(new TakeHelpCall(call, Answering.OwnAccord), DeskPlant.Ines);
            await plant.At(new AnswerHelpCall(call, true), DeskPlant.Ines);
            await plant.At(new CloseHelpCall(call, true), person);
        }

        await using (var ines = await plant.Sit(DeskPlant.Ines))
        {
            await ines.Go($"/sites/{DeskPlant.Site}/influence");
            await ines.Button("Take part").PressAsync("Enter");
            await Expect(ines.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("Helena Brandt");
            await ines.IsFine("influence.mine");
            await ines.Reflows();
            await ines.Go($"/sites/{DeskPlant.Site}/influence/worth");
            await Expect(ines.Heading("What the layers are worth")).ToBeVisibleAsync();
            await ines.IsFine("influence.worth", tablet: false);
        }

        await plant.Shared(new GrantRole(new(DeskPlant.Erik), Role.Facilitator, AtSite: DeskPlant.Site));
        await using var erik = await plant.Sit(DeskPlant.Erik);
        await erik.Go($"/sites/{DeskPlant.Site}/influence/map");
        await Expect(erik.Heading("Ties between groups")).ToBeVisibleAsync();
        Assert.DoesNotContain("Inês", await erik.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await erik.IsFine("influence.map");
        await erik.Go($"/sites/{DeskPlant.Site}/influence/signs");
        await erik.IsFine("influence.signs", tablet: false);
        await erik.Go($"/sites/{DeskPlant.Site}/influence/what-if");
        await Expect(erik.Page.GetByRole(AriaRole.Img, new() { NameString = "Curves of the share" })).ToBeVisibleAsync();
        await Expect(erik.Page.Locator("main")).ToContainTextAsync("Nothing was launched or pushed here yet");
        await erik.IsFine("influence.what-if");
        await erik.Reflows();

        await AsksInWithAReason(erik);
        await NamesAChampion(erik);
        Assert.Empty(erik.Faults);

        await plant.Shared(new GrantRole(new(DeskPlant.Sofia), Role.MesLeader));
        await using var sofia = await plant.Sit(DeskPlant.Sofia);
        await sofia.Go("/influence/first-sites?first=1&seed=2");
        await Expect(sofia.Heading("Which sites could begin")).ToBeVisibleAsync();
        await sofia.IsFine("influence.first-sites", tablet: false);
        await sofia.Reflows();
    }

    /// <summary>The network proposes, a human asks and says why; then whoever was asked counts as there.</summary>
    private async Task AsksInWithAReason(Desk erik)
    {
        await plant.At(new OpenChange(new("one-note"), "One note a shift", "Two are kept"), DeskPlant.Helena);
        await plant.At(new BringInChange(new("one-note")), DeskPlant.Helena);
        await plant.At(new OpenPilotGroup(new("one-note"), new("one-note")), DeskPlant.Erik);
        await erik.Go($"/sites/{DeskPlant.Site}/pilots/one-note");
        await erik.Page.GetByRole(AriaRole.Link, new() { Name = "Whom to ask into the group" }).ClickAsync();
        var network = erik.Page.Locator("#network");
        await Expect(network.GetByRole(AriaRole.Row, new() { Name = "Inês Carvalho" })).ToContainTextAsync("several of those affected turn to them");
        await erik.IsFine("pilot.candidates");
        await erik.Reflows();

        await network.GetByText("Ask Inês Carvalho").First.ClickAsync();
        await network.Locator($"#{DeskPlant.Ines}-why").FillAsync("Everybody here calls you first");
        await network.GetByRole(AriaRole.Button, new() { Name = "Ask Inês Carvalho" }).PressAsync("Enter");
        await Expect(network).ToContainTextAsync("1 person is there already and counts.");
        Assert.Equal(["pilot.group-opened", "pilot.invited"], await plant.Recorded("pilot-one-note"));
    }

    private static async Task NamesAChampion(Desk erik)
    {
        await erik.Go($"/sites/{DeskPlant.Site}/changes/one-note");
        await erik.Page.GetByRole(AriaRole.Link, new() { Name = "Who could carry it here" }).ClickAsync();
        var network = erik.Page.Locator("#network");
        await network.GetByText("Propose Inês Carvalho").First.ClickAsync();
        await erik.IsFine("change.candidates", tablet: false);
        await network.Locator($"#{DeskPlant.Ines}-why").FillAsync("Both lines know you");
        await network.GetByRole(AriaRole.Button, new() { Name = "Propose Inês Carvalho" }).ClickAsync();
        await Expect(erik.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Recorded");
    }

    private async Task Agree()
    {
        var hash = ProposeInfluencePolicy.SheetOf(DeskPlant.Site, 1, PolicyContent.Usual).ContentHash;
        foreach (var command in new SiteCommand[] { new ProposeInfluencePolicy(PolicyContent.Usual.Purpose), new AgreeToInfluencePolicy(1) })
        {
            var caller = Caller.System("test") with { Person = DeskPlant.Sofia, Grants = [.. Enum.GetValues<Role>().Select(role => new Grant(role, null, null))] };
            var signature = new Signature(DeskPlant.Sofia, "Sofia Lima", SignatureMeaning.Approved, hash, "password", TimeProvider.System.GetUtcNow());
            var answer = await plant.Services.GetRequiredService<Door>().Take(
                command with { Id = Guid.CreateVersion7(), Site = DeskPlant.Site }, caller, [signature], TestContext.Current.CancellationToken);
            Assert.Null(answer.Refusal);
        }
    }
}
