namespace Groundswell.Networks.Spreading;

/// <summary>
/// Bass's diffusion of something new (1969): F(t) = (1 - e^-(p + q) t) / (1 + q/p e^-(p + q) t). p is what pushes from outside, q what pulls from those who have it,
/// both per period.
/// </summary>
public sealed record BassCurve(double P, double Q, double Ceiling)
{
    /// <summary>Above 1 people have it more from one another than from outside.</summary>
    public double Pull => Q / P;

    /// <summary>When half of the ceiling has it: ln(2 + q/p) / (p + q).</summary>
    public double HalfTime => Math.Log(2 + Pull) / (P + Q);

    /// <summary>When most take it up at once: ln(q/p) / (p + q), or the beginning where nobody pulls more than is pushed.</summary>
    public double Peak => Q > P ? Math.Log(Pull) / (P + Q) : 0;

    /// <summary>How many have it after so many periods.</summary>
    public double At(double time)
    {
        var decay = Math.Exp(-(P + Q) * time);
        return Ceiling * (1 - decay) / (1 + (Pull * decay));
    }
}
