using Groundswell.Deciding;
using Groundswell.Influence.Policies;
using Groundswell.Projecting;
using Groundswell.Record;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Signs;

/// <summary>From where on a sign fires at a site. What it begins with is a guess; what was found where it fired tells where to go.</summary>
/// <param name="FalseShare">Of all findings of a week, so many may be false for one to be asked about.</param>
/// <param name="Deviations">So many standard deviations from the group's own weeks its chart may be.</param>
public sealed record SignThreshold(Id<SignThreshold> Id, decimal FalseShare, decimal Deviations) : IState<SignThreshold>
{
    public const decimal UsualFalseShare = 0.1m, UsualDeviations = 3;

    public static string Kind => "influence-sign-threshold";

    public static SignThreshold Unknown { get; } = new(default, UsualFalseShare, UsualDeviations);

    public SignThreshold Evolve(Happened happened) => happened.Event is SignThresholdSet e ? new SignThreshold(e.Threshold, e.FalseShare, e.Deviations) : this;

    public static Id<SignThreshold> Of(SignKind sign) => new(sign.ToString());
}

/// <param name="Reason">What was found that makes it better so.</param>
[RecordedAs("influence.sign-threshold-set")]
public sealed record SignThresholdSet(Id<SignThreshold> Threshold, SignKind Sign, decimal FalseShare, decimal Deviations, string Reason) : Event;

/// <summary>Set from where on a sign fires at the site: stricter where it was mostly wrong, looser where misfits were found late.</summary>
/// <param name="FalseShare">From 0.001 to 0.5.</param>
/// <param name="Deviations">From 2 to 10.</param>
public sealed record SetSignThreshold(SignKind Sign, decimal FalseShare, decimal Deviations, string Reason) : SiteCommand
{
    internal const decimal LeastFalseShare = 0.001m, MostFalseShare = 0.5m, LeastDeviations = 2, MostDeviations = 10;

    public static Decision Decide(SetSignThreshold set, SignThreshold threshold, InfluencePolicy policy)
    {
        if (!policy.IsOn)
            return new InfluenceOff();
        if (set.FalseShare is < LeastFalseShare or > MostFalseShare || set.Deviations is < LeastDeviations or > MostDeviations)
            return new SignThresholdUnfit();
        if (string.IsNullOrWhiteSpace(set.Reason))
            return new InfluenceReasonMissing();
        if (set.FalseShare == threshold.FalseShare && set.Deviations == threshold.Deviations)
            return new SignThresholdSame();

        return new SignThresholdSet(SignThreshold.Of(set.Sign), set.Sign, set.FalseShare, set.Deviations, set.Reason.Trim());
    }
}

/// <summary>Beyond these a threshold would ask always or never.</summary>
public sealed record SignThresholdUnfit() : Refusal("influence.sign-threshold-unfit")
{
    public override string Field => "falseShare";
}

/// <summary>It is set so already.</summary>
public sealed record SignThresholdSame() : Refusal("influence.sign-threshold-same")
{
    public override string Field => "falseShare";
}

/// <summary>The thresholds that sites have set.</summary>
public sealed class SignThresholdList : IProjection
{
    public string Name => "sign-thresholds";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<SignThresholdRow>().ToTable("influence_sign_threshold").HasKey(r => new { r.Site, r.Sign });

    public ValueTask Apply(Fact fact, Tables tables)
    {
        if (fact.Event is SignThresholdSet e)
        {
            tables.Of<SignThresholdRow>().Put(new SignThresholdRow
            {
                Site = fact.Site!,
                Sign = e.Sign,
                FalseShare = e.FalseShare,
                Deviations = e.Deviations,
                Reason = e.Reason,
                SetOn = fact.At,
            });
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>A threshold that a site has set.</summary>
public sealed class SignThresholdRow
{
    public required string Site { get; init; }
    public required SignKind Sign { get; init; }
    public required decimal FalseShare { get; init; }
    public required decimal Deviations { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset SetOn { get; init; }
}
