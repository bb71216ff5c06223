using Groundswell.Changes.Hearings;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using static Groundswell.Tests.Changes.VoicesStory;

namespace Groundswell.Tests.Changes;

public sealed class HearingTests
{
    private static readonly ListeningSessionHeld Held = new(Rub, Function.Quality, [new("Q-2")], "Two lists", "One list");
    private static readonly KpiNamed Named = new(Rub, Function.Quality, "Audit ready", "Open exceptions per order", KpiDirection.Lower);

    private static Hearing Heard => After<Hearing>(("F-1", Held));

    private static Hearing WithKpi => After<Hearing>(("F-1", Held), ("F-1", Named));

    [Fact]
    public void People_of_the_function_are_heard_in_their_own_words()
    {
        Story.When(Session(new RecordListeningSession(Rub, Function.Quality, [new("Q-2")], " Two lists ", "One list"))).Happens(Held);
        Story.When(Session(new RecordListeningSession(Rub, Function.Quality, [], "x", "y"))).Refused(new NobodyHeard());
        Story.When(Session(new RecordListeningSession(Rub, Function.Quality, [new("P-17")], "x", "y"))).Refused(new HeardNotOfFunction(new("P-17"), Function.Quality));
        Story.When(Session(new RecordListeningSession(Rub, Function.Quality, [new("X-1")], "x", "y"))).Refused(new HeardNotOfFunction(new("X-1"), Function.Quality));
        Story.When(Session(new RecordListeningSession(Rub, Function.Quality, [new("Q-2")], " ", "y"))).Refused(new HearingTextMissing());
        Story.When(Session(new RecordListeningSession(Rub, Function.Quality, [new("Q-2")], "x", "y"), "Q-2")).Refused(new HeardOnlyOneself());
        Story.When(RecordListeningSession.Decide(
            new RecordListeningSession(new("none"), Function.Quality, [new("Q-2")], "x", "y"), Hearing.Unknown, Change.Unknown, [], By("F-1")))
            .Refused(new HeardChangeUnknown(new("none")));
    }

    [Fact]
    public void A_measure_is_named_after_the_function_was_heard()
    {
        Story.When(NameKpi.Decide(Kpi("Audit ready"), Hearing.Unknown, Opened)).Refused(new FunctionNotHeard(Function.Quality));
        Story.When(NameKpi.Decide(Kpi("Audit ready"), Heard, Opened)).Happens(Named);
        Story.When(NameKpi.Decide(Kpi(" "), Heard, Opened)).Refused(new HearingTextMissing());
        Story.When(NameKpi.Decide(Kpi("x"), Heard, Change.Unknown)).Refused(new HeardChangeUnknown(Rub));
    }

    [Fact]
    public void The_functions_own_representative_signs_what_is_shown()
    {
        var hash = Hash(WithKpi);

        var signed = Assert.IsType<KpisSigned>(Assert.Single(Sign(WithKpi, "Q-1", SignatureOf("Q-1", hash)).Events).Event);
        Assert.Equal("Q-1", signed.Signature.Signer);
        Story.When(Sign(WithKpi, "Q-1")).Refused(new SignatureMissing("approved", hash));
        Story.When(Sign(WithKpi, "Q-1", SignatureOf("Q-1", "other"))).Refused(new SignatureOfOtherContent("approved", hash));
        Story.When(Sign(Heard, "Q-1")).Refused(new KpiNotNamed(Function.Quality));
        Story.When(SignKpis.Decide(Signing, WithKpi, Opened, Here("L-1"), By("L-1", signatures: SignatureOf("L-1", hash))))
            .Refused(new RepresentsOtherFunction(Function.Quality));
        Story.When(SignKpis.Decide(Signing, WithKpi, Change.Unknown, Here("Q-1", null, Function.Quality), By("Q-1"))).Refused(new HeardChangeUnknown(Rub));
    }

    [Fact]
    public void A_signature_counts_for_the_measures_it_was_given_to_and_no_others()
    {
        var signed = WithKpi.Evolve(new Happened(new KpisSigned(Rub, Function.Quality, SignatureOf("Q-1", Hash(WithKpi))), Now, Now, "Q-1", null, 9));
        Assert.NotNull(signed.Signature("MUC", Rub, Function.Quality));
        Assert.Null(signed.Signature("MG", Rub, Function.Quality));
        Story.When(Sign(signed, "Q-1")).Refused(new KpisSignedAlready(Function.Quality));

        var moved = signed.Evolve(new Happened(Named with { Kpi = "Nothing at all" }, Now, Now, "F-1", null, 10));

        Assert.Null(moved.Signature("MUC", Rub, Function.Quality));
    }

    [Fact]
    public void Nobody_signs_for_two_functions()
    {
        var signed = WithKpi.Evolve(new Happened(new KpisSigned(Rub, Function.Operations, SignatureOf("Q-1", "x")), Now, Now, "Q-1", null, 9));

        Story.When(Sign(signed, "Q-1", SignatureOf("Q-1", Hash(signed)))).Refused(new SignsForTwoFunctions("Q-1"));
    }

    private static readonly SignKpis Signing = new(Rub, Function.Quality) { Site = "MUC" };

    private static NameKpi Kpi(string kpi) => new(Rub, Function.Quality, kpi, "Open exceptions per order", KpiDirection.Lower);

    private static string Hash(Hearing hearing) => SignKpis.SheetOf(Signing, hearing).ContentHash;

    private static Decision Sign(Hearing hearing, string person, params Signature[] signatures) =>
        SignKpis.Decide(Signing, hearing, Opened, Here(person, null, Function.Quality, Function.Operations), By(person, signatures: signatures));

    private static Decision Session(RecordListeningSession session, string by = "F-1") =>
        RecordListeningSession.Decide(session, Hearing.Unknown, Opened, [Here("Q-2", null, Function.Quality), Here("P-17")], By(by));
}
