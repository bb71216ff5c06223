using Groundswell.Changes.Stories;
using static Groundswell.Tests.Story;

namespace Groundswell.Tests.Changes.Stories;

public sealed class OpenChangeTests
{
    private static readonly OpenChange Open = new(new("rub-longer"), "Rub for thirty seconds", "Twenty are too short", true, ["P-1"]) { Site = "mg" };
    private static readonly ChangeOpened Opened = new(new("rub-longer"), "Rub for thirty seconds", "Twenty are too short", "MG", true, ["P-1"]);

    [Fact]
    public void A_change_begins_at_the_site_that_feels_the_need() => Given<Change>().When(change => OpenChange.Decide(Open, change)).Happens(Opened);

    [Fact]
    public void An_id_is_used_once() => Given<Change>(Opened).When(change => OpenChange.Decide(Open, change)).Refused(new ChangeAlreadyThere(Open.Change));

    [Fact]
    public void It_says_what_it_is() => Given<Change>().When(change => OpenChange.Decide(Open with { Title = " " }, change)).Refused(new ChangeTitleMissing());

    [Fact]
    public void It_says_why() => Given<Change>().When(change => OpenChange.Decide(Open with { Reason = "" }, change)).Refused(new ChangeReasonMissing());
}
