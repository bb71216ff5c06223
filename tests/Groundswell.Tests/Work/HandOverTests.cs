using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Work.Calls;
using static Groundswell.Tests.Story;
using static Groundswell.Tests.Work.WorkStory;

namespace Groundswell.Tests.Work;

/// <summary>Notes left to whoever comes next, and copies of records that left the system.</summary>
public sealed class HandOverTests
{
    private static readonly Id<HandOver> Note = new("H-1");
    private static readonly Id<RecordCopy> Copy = new("K-1");
    private static readonly HandOverWritten Written = new(Note, HandOverKind.Shift, Filling, "Filler 1 runs hot", Fill, "P-9");
    private static readonly WorkCenter Center = StateAfter<WorkCenter>(new WorkCenterAdded(Filling, "Filling", new("H1")));

    [Fact]
    public void A_note_says_what_kind_of_hand_over_it_is_and_what_the_next_one_has_to_know()
    {
        var write = new WriteHandOver(Note, HandOverKind.Shift, Filling, " Filler 1 runs hot ", Fill, "P-9");

        When(WriteHandOver.Decide(write, HandOver.Unknown, Center)).Happens(Written);
        When(WriteHandOver.Decide(write with { Note = " " }, HandOver.Unknown, Center)).Refused(new HandOverEmpty());
        When(WriteHandOver.Decide(write, StateAfter<HandOver>(Written), Center)).Refused(new HandOverThere(Note));
        When(WriteHandOver.Decide(write, HandOver.Unknown, WorkCenter.Unknown)).Refused(new NotInUse("work-center", "FILL"));
    }

    [Fact]
    public void Whoever_reads_a_note_says_so_once_and_not_of_their_own()
    {
        // Every entry of a story is by P-1, who wrote it.
        When(ReadHandOver.Decide(new(Note), StateAfter<HandOver>(Written), Someone)).Happens(new HandOverRead(Note));
        When(ReadHandOver.Decide(new(Note), StateAfter<HandOver>(Written), Someone with { Person = "P-1" })).Refused(new HandOverKnown(Note));
        When(ReadHandOver.Decide(new(Note), HandOver.Unknown, Someone)).Refused(new HandOverUnknown(Note));

        var readByAnother = StateAfter<HandOver>(Written) with { ReadBy = new HashSet<string> { "P-17" } };
        When(ReadHandOver.Decide(new(Note), readByAnother, Someone)).Refused(new HandOverKnown(Note));
    }

    [Fact]
    public void A_print_or_an_export_is_recorded_with_its_purpose()
    {
        var copy = new CopyRecord(Copy, CopyForm.Print, " order-4711 ", " Inspection ", 812);
        var copied = new RecordCopied(Copy, CopyForm.Print, "order-4711", "Inspection", 812);

        When(CopyRecord.Decide(copy, RecordCopy.Unknown)).Happens(copied);
        When(CopyRecord.Decide(copy with { Form = CopyForm.File }, RecordCopy.Unknown)).Happens(copied with { Form = CopyForm.File });
        When(CopyRecord.Decide(copy with { Of = "" }, RecordCopy.Unknown)).Refused(new CopyOfNothing());
        When(CopyRecord.Decide(copy with { Purpose = " " }, RecordCopy.Unknown)).Refused(new CopyPurposeMissing());
        When(CopyRecord.Decide(copy, StateAfter<RecordCopy>(copied))).Refused(new CopyThere(Copy));
    }
}
