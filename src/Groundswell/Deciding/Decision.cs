using Groundswell.Record;

namespace Groundswell.Deciding;

/// <summary>Why an act may not be done. The code is a promise to clients: its meaning never changes.</summary>
/// <remarks>The text a person reads is looked up by the code in the room's texts; its braces name properties of the refusal.</remarks>
public abstract record Refusal(string Code)
{
    /// <summary>The command's field at fault, as it is named in JSON; null where no single field is.</summary>
    public virtual string? Field => null;

    /// <summary>Whether the right person's signature would lift it: then what would be signed is shown, instead of the refusal.</summary>
    public virtual bool SignatureLifts => false;
}

/// <summary>One event of a decision and the stream it goes to.</summary>
/// <param name="Stream">Null: the act's own stream.</param>
public sealed record Decided(string? Stream, Event Event)
{
    /// <summary>The position, in the same log, of the entry this one corrects.</summary>
    public long? Corrects { get; init; }

    /// <summary>When it happened, where that differs from the command's time.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}

/// <summary>A decider's answer: what happened, or why it may not. Never neither: a silent yes is a hole in the record.</summary>
public sealed class Decision
{
    private Decision(IReadOnlyList<Decided> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    public IReadOnlyList<Decided> Events { get; }

    public Refusal? Refusal { get; }

    /// <summary>Events of the act's own stream.</summary>
    public static Decision Of(Event first, params ReadOnlySpan<Event> others)
    {
        var events = new List<Decided>(1 + others.Length) { new(null, first) };
        foreach (var other in others)
            events.Add(new Decided(null, other));
        return new Decision(events, null);
    }

    /// <summary>Events of any streams of the command's log. At least one.</summary>
    public static Decision Of(IReadOnlyList<Decided> events) =>
        events.Count > 0 ? new Decision(events, null) : throw new ArgumentException("A decision without events is no decision.", nameof(events));

    /// <summary>What else happened, in another stream of the same log.</summary>
    public Decision And<T>(Id<T> stream, Event happened) where T : IState<T> =>
        Refusal is null ? new Decision([.. Events, new Decided(stream.Stream, happened)], null) : this;

    /// <summary>The stream of the events that name none.</summary>
    public Decision On<T>(Id<T> stream) where T : IState<T> =>
        Refusal is null
            ? new Decision([.. Events.Select(decided => decided.Stream is null ? decided with { Stream = stream.Stream } : decided)], null)
            : this;

    public static implicit operator Decision(Event happened) => new([new Decided(null, happened)], null);

    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}
