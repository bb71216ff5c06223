namespace Groundswell.Networks.Spreading;

/// <summary>
/// Of those who influence somebody, the share and the number who had it when the person took it up (Valente 1996). A site's mean tells whether one contact was enough or
/// several were needed. NaN, and -1, for who has not taken it up or has no influencers.
/// </summary>
public sealed record ObservedThresholds(double[] Shares, int[] Contacts)
{
    public static ObservedThresholds Of(Network influence, IReadOnlyList<int?> adopted)
    {
        var (shares, contacts) = (new double[influence.Nodes], new int[influence.Nodes]);
        for (var person = 0; person < influence.Nodes; person++)
        {
            (shares[person], contacts[person]) = (double.NaN, -1);
            var around = influence.Predecessors(person);
            if (adopted[person] is not { } time || around.IsEmpty)
                continue;
            contacts[person] = 0;
            foreach (var other in around)
                contacts[person] += adopted[other] < time ? 1 : 0;
            shares[person] = (double)contacts[person] / around.Length;
        }

        return new ObservedThresholds(shares, contacts);
    }
}
