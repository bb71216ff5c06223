using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Work.Calls;

/// <summary>Copies of records that left the system: on paper or as a file. Each is an entry, with its purpose.</summary>
public sealed record RecordCopy(Id<RecordCopy> Id, bool Made) : IState<RecordCopy>
{
    public static string Kind => "record-copy";

    public static RecordCopy Unknown { get; } = new(default, false);

    public RecordCopy Evolve(Happened happened) => happened.Event is RecordCopied e ? new RecordCopy(e.Copy, true) : this;
}

/// <param name="Of">What was copied: a kind and an id, such as <c>order-4711</c>.</param>
/// <param name="UpTo">The position of the log up to which the copy is complete.</param>
[RecordedAs("record.copied")]
public sealed record RecordCopied(Id<RecordCopy> Copy, CopyForm Form, string Of, string Purpose, long UpTo) : Event;

/// <summary>In which form a record was copied.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CopyForm>))]
public enum CopyForm
{
    Print = 1,
    File,
}

/// <summary>Say that a record is printed or exported, and what for. The copy is made with the entry.</summary>
public sealed record CopyRecord(Id<RecordCopy> Copy, CopyForm Form, string Of, string Purpose, long UpTo) : SiteCommand
{
    public static Decision Decide(CopyRecord copy, RecordCopy made)
    {
        if (made.Made)
            return new CopyThere(copy.Copy);
        if (string.IsNullOrWhiteSpace(copy.Of))
            return new CopyOfNothing();
        if (string.IsNullOrWhiteSpace(copy.Purpose))
            return new CopyPurposeMissing();

        return new RecordCopied(copy.Copy, copy.Form, copy.Of.Trim(), copy.Purpose.Trim(), copy.UpTo);
    }
}

/// <summary>A copy of this id is there already.</summary>
public sealed record CopyThere(Id<RecordCopy> Copy) : Refusal("record-copy.already-there")
{
    public override string Field => "copy";
}

/// <summary>A copy is of something.</summary>
public sealed record CopyOfNothing() : Refusal("record-copy.of-nothing")
{
    public override string Field => "of";
}

/// <summary>A copy states its purpose.</summary>
public sealed record CopyPurposeMissing() : Refusal("record-copy.purpose-missing")
{
    public override string Field => "purpose";
}
