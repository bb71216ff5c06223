using Groundswell.Deciding;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Standings;
using Groundswell.People.Accounts;
using Groundswell.Work.Calls;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Groundswell.Browser.AtDesk;

/// <summary>The pages of the informal network: what one sees of oneself, and what a facilitator sees of groups.</summary>
public sealed class InfluencePagesTests(DeskPlant plant)
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
            await Expect(ines.Page.GetByRole(Microsoft.Playwright.AriaRole.Table)).ToContainTextAsync("Helena Brandt");
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
