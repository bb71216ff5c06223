namespace Groundswell.Influence.Disclosures;

/// <summary>
/// Of how many people something is told. Who belongs to a group everybody knows: that all eight of a crew are counted would tell of each of them that they take part. So where fewer than a group are not counted
/// the whole group is said, whether all of it are counted or not.
/// </summary>
/// <param name="AllButFew">All of the group, of whom fewer than a group may not be counted.</param>
public readonly record struct ToldNumber(int People, bool AllButFew)
{
    /// <param name="all">How many there are, whether they are counted or not.</param>
    public static ToldNumber Of(int counted, int all, int least) => all - counted < least ? new(Math.Max(all, counted), true) : new(counted, false);

    public static ToldNumber operator +(ToldNumber one, ToldNumber other) => new(one.People + other.People, one.AllButFew || other.AllButFew);

    /// <summary>Some of those who are counted, as if those who are not were like them: the number itself would give away how many are counted.</summary>
    public int Part(int some, int counted) => counted == 0 ? 0 : (int)Math.Round((double)some * People / counted, MidpointRounding.AwayFromZero);
}
