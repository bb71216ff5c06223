using Groundswell.Projecting;

namespace Groundswell.Influence.Layers;

/// <summary>An event of another room that shows a tie between two people, such as a proposal that somebody supports. The room that records it says so; this one need not know it.</summary>
public interface ITies
{
    /// <param name="fact">The entry the event came with.</param>
    IEnumerable<ShownTie> Ties(Fact fact);
}

/// <param name="From">Who influences: whose proposal, edit or say it was.</param>
/// <param name="To">Who supported it, or works by it.</param>
/// <param name="Worth">In hundredths of a whole contact: a supporter counts 30.</param>
public sealed record ShownTie(Layer Layer, string From, string To, int Worth = 100);
