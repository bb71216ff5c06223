using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Tests;

/// <summary>Given what happened, when someone asks, then this happens — or a refusal. No store, no clock, no mock.</summary>
public static class Story
{
    /// <summary>The time at which a story's entries happen, a minute apart.</summary>
    public static DateTimeOffset Begin { get; } = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Somebody at a station, an hour after the story began, without a signature.</summary>
    public static Circumstances Someone { get; } = new("P-17", "ST-1", Begin.AddHours(1), Begin.AddHours(1), Source.Typed, []);

    public static Given<TState> Given<TState>(params IEnumerable<Event> before) where TState : IState<TState> => new(StateAfter<TState>(before));

    /// <summary>A state, for a decision that needs several.</summary>
    public static TState StateAfter<TState>(params IEnumerable<Event> before) where TState : IState<TState> =>
        before.Index().Aggregate(TState.Unknown, (state, one) =>
            state.Evolve(new Happened(one.Item, Begin.AddMinutes(one.Index), Begin.AddMinutes(one.Index), "P-1", "ST-1", one.Index + 1)));

    public static Then When(Decision decision) => new(decision);
}

public sealed record Given<TState>(TState State)
{
    public Then When(Func<TState, Decision> decide) => new(decide(State));
}

public sealed record Then(Decision Decision)
{
    /// <summary>These events, in this order, whatever their streams.</summary>
    public void Happens(params Event[] events)
    {
        Assert.Null(Decision.Refusal);
        Assert.Equal(events.Select(Text), Decision.Events.Select(decided => Text(decided.Event)));
    }

    /// <summary>These events in these streams; null for the act's own.</summary>
    public void HappensIn(params (string? Stream, Event Event)[] events)
    {
        Assert.Null(Decision.Refusal);
        Assert.Equal(
            events.Select(one => (one.Stream, Text(one.Event))), Decision.Events.Select(decided => (decided.Stream, Text(decided.Event))));
    }

    public void Refused(Refusal refusal)
    {
        Assert.Empty(Decision.Events);
        Assert.Equal(refusal, Decision.Refusal);
    }

    /// <summary>Refused with this kind of refusal, whose lists can't be compared as records.</summary>
    public TRefusal Refused<TRefusal>() where TRefusal : Refusal
    {
        Assert.Empty(Decision.Events);
        return Assert.IsType<TRefusal>(Decision.Refusal);
    }

    /// <summary>As the record would hold it: lists inside records are compared by what is in them.</summary>
    private static string Text(Event happened)
    {
        var written = Product.Codec.Write("any", happened);
        return $"{written.Name} {System.Text.Encoding.UTF8.GetString(written.Payload.Span)}";
    }
}

/// <summary>What the product is made of, built once.</summary>
public static class Product
{
    public static Rooms Rooms { get; } = Rooms.Whole;

    public static EventCodec Codec => Rooms.Codec;
}
