using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Masters.ReasonLists;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

/// <summary>A reason for what is not good is one of those that the order's version, or the site, lets one choose from.</summary>
public sealed class OutputReasonsTests
{
    private static readonly Id<ReasonList> Scrap = new("scrap");
    private static readonly ReasonList List = StateAfter<ReasonList>(
        new ReasonListDefined(Scrap, "Scrap", ReasonUse.Scrap, [Of("dent")]), new ReasonListRevised(Scrap, 2, "Scrap", [Of("foam")], "rub-longer"));

    private static readonly ActiveReasonList Own = StateAfter<ActiveReasonList>(new ReasonListActivated(Scrap, 1, ["dent"]));

    [Theory]
    [InlineData("scrap", "dent", true)]
    [InlineData("scrap", "foam", false)]
    [InlineData("scrap@2", "foam", true)]
    [InlineData("scrap@2", "dent", false)]
    [InlineData("scrap@2", "whatever", false)]
    public void A_step_takes_a_reason_of_the_list_that_its_version_names(string named, string reason, bool taken)
    {
        var decided = At(named, new Output(5, 1, Reason: reason));

        Assert.Equal(taken ? null : new OutputReasonNotOfList(reason, named == "scrap" ? "dent" : "foam"), decided);
    }

    [Fact]
    public void What_is_all_good_needs_none_and_where_the_site_uses_no_list_one_says_it_in_ones_own_words()
    {
        Assert.Null(At("scrap", new Output(5)));
        Assert.Null(At("scrap", new Output(5, 1, Reason: "It fell down"), own: ActiveReasonList.Unknown));
        Assert.Null(At(null, new Output(5, 1, Reason: "It fell down")));
    }

    /// <summary>The way round: to report it of the job instead of at the step.</summary>
    [Fact]
    public void It_holds_for_a_report_of_the_whole_job_too()
    {
        var version = VersionOf("scrap");
        var (job, order) = (MixAfter(MixStarted), OrderAfter());

        When(Groundswell.Work.Jobs.ReportOutput.Decide(new Groundswell.Work.Jobs.ReportOutput(Mix, new Output(5, 1, Reason: "It fell down")), job, version, [], [Own]))
            .Refused(new OutputReasonNotOfList("It fell down", "dent"));
        When(Groundswell.Work.Jobs.ReportOutput.Decide(new Groundswell.Work.Jobs.ReportOutput(Mix, new Output(5, 1, Reason: "dent")), job, version, [], [Own]))
            .Happens(new JobOutputReported(Mix, new Output(5, 1, Reason: "dent")));
        var done = MixAfter(MixStarted, new StepCompleted(Mix, "out", "5 L"));
        When(CompleteJob.Decide(new CompleteJob(Mix, new Output(5, 1, Reason: "It fell down")), done, order, version, [], [], [Own])).Refused(new OutputReasonNotOfList("It fell down", "dent"));
        When(CompleteJob.Decide(new CompleteJob(Mix, new Output(5, 1, Reason: "dent")), done, order, version, [], [], [Own]))
            .Happens(new JobOutputReported(Mix, new Output(5, 1, Reason: "dent")), new JobCompleted(Mix));
    }

    private static Refusal? At(string? named, Output output, ActiveReasonList? own = null) =>
        OutputReasons.NotOfList(output, VersionOf(named), MixAfter(MixStarted).Operation, "out", [List], [own ?? Own]);

    private static Reason Of(string code) => new(code, new Dictionary<string, string> { ["en"] = code });

    private static Groundswell.Masters.WorkMasterVersion VersionOf(string? named) => StateAfter<Groundswell.Masters.WorkMasterVersion>(TakenOver with
    {
        Content = Content with
        {
            Operations =
            [
                Content.Operations[0] with
                {
                    Steps = [new Step("out", "Out", new Groundswell.Masters.Contents.ReportOutput(Reasons: named is null ? null : new Id<ReasonList>(named)))],
                    Qualifications = null,
                },
                Content.Operations[1],
            ],
        },
    });
}
