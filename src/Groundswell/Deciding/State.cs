using Groundswell.Record;

namespace Groundswell.Deciding;

/// <summary>What deciders know of one thing. Built from its stream alone, first entry to last.</summary>
public interface IState<TSelf> where TSelf : IState<TSelf>
{
    /// <summary>The kind of thing, as its streams are named: <c>job</c> for <c>job-4711</c>. Lower case, hyphens between words.</summary>
    static abstract string Kind { get; }

    /// <summary>Before its first entry.</summary>
    static abstract TSelf Unknown { get; }

    /// <summary>The state after this. Never decides, never throws, ignores what it does not know.</summary>
    TSelf Evolve(Happened happened);
}

/// <summary>When an entry counts as late: it then says so wherever it is shown (ALCOA+ "contemporaneous").</summary>
public static class LateEntry
{
    /// <summary>What recording at once may take.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(1);

    public static bool IsLate(this Entry entry) => entry.RecordedAt - entry.OccurredAt > After;
}

/// <summary>An event with what its entry says of it.</summary>
/// <param name="Position">The entry's position in its log: what a correction names.</param>
/// <param name="Corrects">The position of the entry that this one corrects.</param>
public readonly record struct Happened(
    Event Event, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, string Actor, string? Station, long Position, long? Corrects = null)
{
    public static Happened Of(Entry entry, EventCodec codec) =>
        new(codec.Read(entry), entry.OccurredAt, entry.RecordedAt, entry.Actor, entry.Station, entry.Position, entry.Corrects);
}
