namespace Groundswell.Influence.Signs;

/// <summary>The pilot groups a sign can be put to. The room that has them answers: this one knows nothing of pilots.</summary>
public interface IPilotsToAsk
{
    Task<IReadOnlyList<PilotToAsk>> Of(string site, CancellationToken stop);

    /// <summary>Where the form that puts a sign to one of them goes.</summary>
    static string ActionOf(string site, DateOnly week, SignKind sign, string group) =>
        FormattableString.Invariant($"/sites/{site}/pilot-questions/{week:yyyy-MM-dd}/{sign}/{Uri.EscapeDataString(group)}");
}

/// <param name="Title">Of the change it tries.</param>
/// <param name="Asked">The signs it was asked about: week, sign and group.</param>
public sealed record PilotToAsk(string Pilot, string Title, IReadOnlySet<(DateOnly Week, SignKind Sign, string Group)> Asked);
