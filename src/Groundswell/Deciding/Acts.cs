using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Groundswell.Deciding;

/// <summary>One act: its command, who may do it, and how it is decided.</summary>
public sealed class Act
{
    /// <summary>The command's name on the wire, kebab case: <c>hold-job</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for the API's description.</summary>
    public required string Summary { get; init; }

    public required Rights Rights { get; init; }

    /// <summary>The command's type.</summary>
    public required Type Command { get; init; }

    /// <summary>How the command is written. Made when it is first asked for: a server that starts does not wait for the shapes of acts nobody does.</summary>
    public JsonTypeInfo Shape => field ??= MakeShape();

    public required Func<JsonTypeInfo> MakeShape { private get; init; }

    /// <summary>Reads the states the decision needs and asks the decider.</summary>
    public required Func<Command, Reading, Circumstances, ValueTask<Decision>> Decide { get; init; }

    /// <summary>As it is read from outside: a field that the command does not have is refused. A misspelled one would be a value that nobody knows was lost.</summary>
    public JsonTypeInfo Outside => field ??= Strict.GetValue(
        Shape.Options, options => new JsonSerializerOptions(options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow }).GetTypeInfo(Command);

    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> Strict = [];
}

/// <summary>All acts of the product. A room lists its own; what is not listed can't be done.</summary>
public sealed class Acts
{
    private readonly Dictionary<Type, Act> _byType = [];

    public IEnumerable<Act> All => _byType.Values;

    public Act this[Type command] => _byType[command];

    /// <summary>An act that writes one thing's stream and needs only its state.</summary>
    public void Add<TCommand, TState>(
        Func<JsonTypeInfo<TCommand>> shape, string summary, Rights rights, Func<TCommand, Id<TState>> thing, Func<TCommand, TState, Decision> decide)
        where TCommand : Command
        where TState : IState<TState> =>
        Add(shape, summary, rights, thing, (command, state, _) => decide(command, state));

    /// <summary>An act that writes one thing's stream, needs only its state, and who, when or with which signature.</summary>
    public void Add<TCommand, TState>(
        Func<JsonTypeInfo<TCommand>> shape, string summary, Rights rights, Func<TCommand, Id<TState>> thing,
        Func<TCommand, TState, Circumstances, Decision> decide)
        where TCommand : Command
        where TState : IState<TState> =>
        Add(shape, summary, rights, async (command, read, circumstances) =>
        {
            var id = thing(command);
            var state = await read.Of(id);
            return decide(command, state, circumstances).On(id);
        });

    /// <summary>An act that reads several states. <paramref name="decide"/> only gathers them; the decision is the command's own pure Decide.</summary>
    /// <remarks>It ends with <c>.On(id)</c>, which names the stream of the events that name none. Every stream written has to be read first.</remarks>
    public void Add<TCommand>(
        Func<JsonTypeInfo<TCommand>> shape, string summary, Rights rights, Func<TCommand, Reading, Circumstances, ValueTask<Decision>> decide)
        where TCommand : Command
    {
        var act = new Act
        {
            Name = JsonNamingPolicy.KebabCaseLower.ConvertName(typeof(TCommand).Name),
            Summary = summary,
            Rights = rights,
            Command = typeof(TCommand),
            MakeShape = shape,
            Decide = (command, read, circumstances) => decide((TCommand)command, read, circumstances),
        };
        if (!_byType.TryAdd(typeof(TCommand), act))
            throw new ArgumentException($"{typeof(TCommand).Name} is listed twice.", nameof(shape));
    }

    public bool TryGet(string name, [NotNullWhen(true)] out Act? act) =>
        (act = _byType.Values.FirstOrDefault(known => known.Name == name)) is not null;
}
