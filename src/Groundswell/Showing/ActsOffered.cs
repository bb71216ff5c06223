using Groundswell.Deciding;

namespace Groundswell.Showing;

/// <summary>What whoever looks may do with a thing, by asking the deciders without recording.</summary>
/// <remarks>An act that is not theirs to do at all is not among them.</remarks>
public sealed class ActsOffered
{
    /// <summary>Stands for a text that the form asks for.</summary>
    public const string Some = "…";

    private readonly Dictionary<Type, Refusal?> _answers = [];

    /// <summary>Asks for each act as its form would ask for it.</summary>
    /// <param name="forms">Whether what is refused is for the form to ask for: a place to choose, say. Then the act is offered.</param>
    public static async Task<ActsOffered> Ask(Door door, Caller caller, Func<Refusal, bool>? forms, CancellationToken stop, params IEnumerable<Command> commands)
    {
        var offered = new ActsOffered();
        foreach (var command in commands)
        {
            var why = await door.WouldRefuse(command, caller, stop);
            // What only lacks a signature is signed with the form.
            if (why is not NotAllowed)
                offered._answers[command.GetType()] = why is { SignatureLifts: true } || (why is not null && forms?.Invoke(why) == true) ? null : why;
        }

        return offered;
    }

    /// <summary>It is theirs to do, and can be done now.</summary>
    public bool Offers<TCommand>() where TCommand : Command => _answers.TryGetValue(typeof(TCommand), out var why) && why is null;

    /// <summary>Why it can't be done now, where it is theirs to do.</summary>
    public Refusal? WhyNot<TCommand>() where TCommand : Command => _answers.GetValueOrDefault(typeof(TCommand));

    /// <summary>Whether it is theirs to do at all.</summary>
    public bool Knows<TCommand>() where TCommand : Command => _answers.ContainsKey(typeof(TCommand));
}
