using Groundswell.Deciding;

namespace Groundswell.Serving;

/// <summary>One question the API answers: where, who may ask, and how it is answered.</summary>
/// <param name="Path">Below /api; a question about one site has <c>{site}</c> in it, and the asker's grants are checked against that site.</param>
/// <param name="Handler">A minimal-API handler; typed results describe it in the API's description.</param>
public sealed record Question(string Path, string Summary, Rights Rights, Delegate Handler)
{
    /// <summary>Also a station of the site may ask, with nobody badged in.</summary>
    public bool AlsoOfStations { get; init; }
}

/// <summary>All questions, as their rooms list them. What is not listed can't be asked.</summary>
public sealed class Queries
{
    private readonly List<Question> _all = [];

    public IReadOnlyList<Question> All => _all;

    public void Add(string path, string summary, Rights rights, Delegate handler, bool alsoOfStations = false) =>
        _all.Add(new Question(path, summary, rights, handler) { AlsoOfStations = alsoOfStations });
}
