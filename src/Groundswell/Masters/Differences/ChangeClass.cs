using System.Text.Json.Serialization;

namespace Groundswell.Masters.Differences;

/// <summary>How much a change asks of those who work by it; each more than the one before. What a difference is derived to be is the least that it is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeClass>))]
public enum ChangeClass
{
    /// <summary>The two say the same.</summary>
    None,

    /// <summary>The same is done; it is said in other words.</summary>
    Wording,

    /// <summary>The same values, materials and places; done in another way or order.</summary>
    Method,

    /// <summary>A limit, a material, an operation, a place, a qualification or another value.</summary>
    Parameter,

    /// <summary>Something that can make the product unfit: a critical step, or what is made.</summary>
    Critical,
}
