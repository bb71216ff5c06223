namespace Groundswell.Influence.Layers;

/// <summary>
/// An event by which somebody brings something in that others can follow, such as a proposal; whoever recorded it brought it. The room that records it says so; this one need
/// not know it.
/// </summary>
public interface IBringsIn
{
    /// <summary>What was brought in, as whoever follows it will name it; null where it is not to be known who brought it.</summary>
    string? BroughtIn { get; }
}

/// <summary>An event by which somebody follows what another brought in, such as a voice for a proposal: it shows a tie between the two.</summary>
public interface IFollows
{
    /// <summary>What is followed; null where somebody has spoken, and not for it.</summary>
    string? Followed { get; }

    Layer Layer { get; }

    /// <summary>In hundredths of a whole contact.</summary>
    int Worth { get; }
}

/// <summary>An event by which somebody offers to carry changes, or does not any more.</summary>
public interface IOffersToCarry
{
    /// <summary>Whom it is about.</summary>
    string Carrier { get; }

    /// <summary>Null where it says nothing of their own will.</summary>
    bool? Offers { get; }
}
