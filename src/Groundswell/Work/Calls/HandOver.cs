using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Calls;

/// <summary>What one person or shift leaves to the next: a note, and that it was read.</summary>
public sealed record HandOver(Id<HandOver> Id, string WrittenBy, IReadOnlySet<string> ReadBy) : IState<HandOver>
{
    public static string Kind => "hand-over";

    public static HandOver Unknown { get; } = new(default, "", new HashSet<string>());

    public bool Exists => Id != default;

    public HandOver Evolve(Happened happened) => happened.Event switch
    {
        HandOverWritten e => new HandOver(e.HandOver, happened.Actor, new HashSet<string>()),
        HandOverRead => this with { ReadBy = new HashSet<string>(ReadBy) { happened.Actor } },
        _ => this,
    };
}

/// <param name="To">The person it is meant for; absent: whoever works there next.</param>
[RecordedAs("hand-over.written")]
public sealed record HandOverWritten(
    Id<HandOver> HandOver, HandOverKind Kind, Id<WorkCenter> WorkCenter, string Note, Id<Job>? Job = null, string? To = null) : Event;

[RecordedAs("hand-over.read")]
public sealed record HandOverRead(Id<HandOver> HandOver) : Event;

/// <summary>What is handed over.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HandOverKind>))]
public enum HandOverKind
{
    /// <summary>A work center at the end of a shift.</summary>
    Shift = 1,

    /// <summary>A job under way.</summary>
    Job,

    /// <summary>Something to look after.</summary>
    Watch,
}

/// <summary>Leave a note to whoever comes next.</summary>
public sealed record WriteHandOver(
    Id<HandOver> HandOver, HandOverKind Kind, Id<WorkCenter> WorkCenter, string Note, Id<Job>? Job = null, string? To = null) : SiteCommand
{
    public static Decision Decide(WriteHandOver write, HandOver handOver, WorkCenter workCenter)
    {
        if (handOver.Exists)
            return new HandOverThere(write.HandOver);
        if (workCenter.InUse != InUse.Yes)
            return new NotInUse(Plant.WorkCenter.Kind, write.WorkCenter.Value);
        if (string.IsNullOrWhiteSpace(write.Note))
            return new HandOverEmpty();

        return new HandOverWritten(write.HandOver, write.Kind, write.WorkCenter, write.Note.Trim(), write.Job, write.To);
    }
}

/// <summary>Say that one has read a note.</summary>
public sealed record ReadHandOver(Id<HandOver> HandOver) : SiteCommand
{
    public static Decision Decide(ReadHandOver read, HandOver handOver, Circumstances circumstances)
    {
        if (!handOver.Exists)
            return new HandOverUnknown(read.HandOver);
        if (handOver.ReadBy.Contains(circumstances.Person) || handOver.WrittenBy == circumstances.Person)
            return new HandOverKnown(read.HandOver);

        return new HandOverRead(read.HandOver);
    }
}

/// <summary>A hand-over of this id is there already.</summary>
public sealed record HandOverThere(Id<HandOver> HandOver) : Refusal("hand-over.already-there")
{
    public override string Field => "handOver";
}

/// <summary>A note says something.</summary>
public sealed record HandOverEmpty() : Refusal("hand-over.empty")
{
    public override string Field => "note";
}

/// <summary>There is no such note.</summary>
public sealed record HandOverUnknown(Id<HandOver> HandOver) : Refusal("hand-over.unknown")
{
    public override string Field => "handOver";
}

/// <summary>The person wrote the note, or has read it.</summary>
public sealed record HandOverKnown(Id<HandOver> HandOver) : Refusal("hand-over.known");
