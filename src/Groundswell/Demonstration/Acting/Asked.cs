using Groundswell.Deciding;

namespace Groundswell.Demonstration.Acting;

/// <summary>An act that somebody of the demonstration asks for.</summary>
/// <param name="At">When it happens.</param>
/// <param name="Signatures">Who signs it, and what for.</param>
internal sealed record Asked(Command Command, Caller Caller, DateTimeOffset At, params IReadOnlyList<Signs> Signatures);

/// <summary>Somebody signs.</summary>
internal sealed record Signs(string Signer, string PrintedName, string Meaning);

/// <summary>A made-up person's act was refused where the plants cannot be made without it.</summary>
internal sealed class DemoRefusedException(Command command, Refusal refusal)
    : Exception($"{command.GetType().Name} was refused ({refusal.Code}): {refusal}");
