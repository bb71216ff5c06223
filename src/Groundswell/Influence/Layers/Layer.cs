using System.Text.Json.Serialization;

namespace Groundswell.Influence.Layers;

/// <summary>The kinds of ties that the record shows, kept apart. An arc runs from who helps, teaches or is named to the one it was for: from who influences.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Layer>))]
public enum Layer
{
    /// <summary>A call answered by somebody whose duty it was not, or who was asked for by name.</summary>
    Help = 1,

    /// <summary>Something handed over to a person one chose.</summary>
    HandOver,

    /// <summary>Taught, or assessed.</summary>
    Teaching,

    /// <summary>Asked to be the second person on a step.</summary>
    SecondPerson,

    /// <summary>A note that another read.</summary>
    Reading,

    /// <summary>A proposal that another supported, or a say that another followed.</summary>
    Voice,

    /// <summary>An edit that was taken into a draft others work by.</summary>
    Edit,

    /// <summary>Named by another, of their own will, as the one to ask or to believe.</summary>
    Nomination,

    /// <summary>Work that went from one to the other by routing and rota: who meets whom. It is an opportunity and never counts as influence.</summary>
    Work,
}

/// <summary>What holds for all layers.</summary>
public static class LayerKinds
{
    /// <summary>Those that count as influence.</summary>
    public static IReadOnlyList<Layer> OfInfluence { get; } =
    [
        Layer.Help, Layer.HandOver, Layer.Teaching, Layer.SecondPerson, Layer.Reading, Layer.Voice, Layer.Edit, Layer.Nomination,
    ];
}
