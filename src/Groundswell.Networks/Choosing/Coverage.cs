namespace Groundswell.Networks.Choosing;

/// <summary>
/// What a group is to do. It reaches a person when so many of its members influence them (two: behavior needs more than one contact); a member counts as reached. F(S) =
/// Σ worth × min(contacts, members who influence them) + spread worth × share that takes it up − load worth × load of the members.
/// </summary>
/// <param name="Influence">Arcs from who influences to who is influenced.</param>
/// <param name="Contacts">How many contacts a person needs.</param>
/// <param name="Tie">An arc below this weight is no contact.</param>
public sealed record Coverage(Network Influence, int Contacts = 2, double Tie = 0.1)
{
    /// <summary>What reaching each person is worth: 0 for those it does not concern, 2 for those who lose by it. 1 for all, if none is given.</summary>
    public IReadOnlyList<double>? Worth { get; init; }

    /// <summary>Who may be in the group. All, if none is given.</summary>
    public IReadOnlyList<bool>? Eligible { get; init; }

    public IReadOnlyList<Quota> Quotas { get; init; } = [];

    /// <summary>Who is in the group whatever is chosen: what they reach is reached, and quotas and size are for those who come to them.</summary>
    public IReadOnlyList<int> Already { get; init; } = [];

    /// <summary>A sample of the weighted cascade, say, and what the share of the audience that takes it up is worth.</summary>
    public ReverseSets? Spread { get; init; }

    public double SpreadWorth { get; init; }

    /// <summary>How much each person carries already.</summary>
    public IReadOnlyList<double>? Load { get; init; }

    public double LoadWorth { get; init; }

    /// <summary>A worth of each member's own that has nothing to do with reach, such as being a bridge when a change is divergent.</summary>
    public IReadOnlyList<double>? MemberWorth { get; init; }

    internal double WorthOf(int person) => Worth?[person] ?? 1;

    internal double OwnWorth(int person) => (MemberWorth?[person] ?? 0) - (LoadWorth * (Load?[person] ?? 0));

    internal int[] Candidates() => [.. Enumerable.Range(0, Influence.Nodes).Where(person => (Eligible?[person] ?? true) && !Already.Contains(person))];

    /// <summary>How far a group reaches with those who are there already, whoever chose it: the formal line, say.</summary>
    public Reached Reach(IEnumerable<int> group)
    {
        var state = Begin(Influence.AtLeast(Tie));
        foreach (var member in group.Distinct().Where(member => !state.Has(member)))
            state.Add(member);
        return state.Reached();
    }

    /// <param name="ties">The arcs that are contacts.</param>
    internal CoverageState Begin(Network ties)
    {
        var state = new CoverageState(this, ties);
        foreach (var member in Already.Distinct())
            state.Add(member);
        return state;
    }
}

/// <summary>Whom a group reaches, of those whom it concerns.</summary>
/// <param name="Value">F of the group.</param>
/// <param name="Concerned">How many it concerns: whose worth is above zero.</param>
/// <param name="Once">How many of them are members or have a contact at least.</param>
/// <param name="Fully">How many of them are members or have as many contacts as they need.</param>
/// <param name="NotReached">Who has no contact at all.</param>
public sealed record Reached(double Value, int Concerned, int Once, int Fully, IReadOnlyList<int> NotReached)
{
    public double ShareOnce => Concerned == 0 ? 0 : (double)Once / Concerned;

    public double ShareFully => Concerned == 0 ? 0 : (double)Fully / Concerned;
}
