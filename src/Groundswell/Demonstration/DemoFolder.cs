using System.Text.Json;
using System.Text.Json.Serialization;

namespace Groundswell.Demonstration;

/// <summary>What a demonstration was made with, and how its clock stands to the real one. It is in <c>demo.json</c> of the data folder.</summary>
/// <param name="Seed">The same seed, begun at the same instant, gives the same record.</param>
/// <param name="Begins">The instant that its history begins at.</param>
/// <param name="Founded">The plants are there: before that nothing can go on.</param>
/// <param name="Complete">Its history was made to the end.</param>
/// <param name="At">An instant of the demonstration's clock,</param>
/// <param name="RealAt">and the real instant that it was.</param>
/// <param name="Speed">How many seconds pass in a real one.</param>
public sealed record DemoState(ulong Seed, DateTimeOffset Begins, bool Founded, bool Complete, DateTimeOffset At, DateTimeOffset RealAt, double Speed);

/// <summary>The file that a demonstration keeps beside its record.</summary>
/// <remarks>That the folder is a demonstration is not said here: the record's own kind says it, for ever.</remarks>
public sealed class DemoFolder(string folder)
{
    /// <summary>Who was away for longer finds the plants a day after they were left, not months.</summary>
    internal static readonly TimeSpan LongestAway = TimeSpan.FromDays(3);

    private static readonly TimeSpan AfterLongAway = TimeSpan.FromDays(1);

    private string File => Path.Combine(folder, "demo.json");

    /// <summary>The people's planted ties, as they are and not as the record shows them. docs/demo.md describes the file.</summary>
    public string GroundTruth => Path.Combine(folder, "ground-truth.json");

    public bool Exists => System.IO.File.Exists(File);

    public DemoState Read() =>
        JsonSerializer.Deserialize(System.IO.File.ReadAllText(File), DemoJson.Default.DemoState)
        ?? throw new InvalidDataException($"{File} is empty.");

    /// <summary>What was planted, to hold against what is found.</summary>
    internal Cast.GroundTruth ReadGroundTruth() =>
        JsonSerializer.Deserialize(System.IO.File.ReadAllText(GroundTruth), DemoJson.Default.GroundTruth)
        ?? throw new InvalidDataException($"{GroundTruth} is empty.");

    /// <summary>Writes beside it and exchanges: whenever the program ends, there is a whole file.</summary>
    public void Write(DemoState state)
    {
        Directory.CreateDirectory(folder);
        System.IO.File.WriteAllText(File + ".new", JsonSerializer.Serialize(state, DemoJson.Default.DemoState) + "\n");
        System.IO.File.Move(File + ".new", File, overwrite: true);
    }

    /// <summary>Where the clock goes on from, and where it is now: what is in between has still to happen.</summary>
    /// <param name="recorded">When the record's newest entry was recorded.</param>
    public static (DateTimeOffset From, DateTimeOffset Now) Times(DemoState state, DateTimeOffset recorded, DateTimeOffset real)
    {
        var from = recorded > state.At || !state.Complete ? recorded : state.At;
        var now = state.At + (real - state.RealAt) * state.Speed;
        if (!state.Complete || now - from <= LongestAway)
            return (from, now > from ? now : from);
        return (now - AfterLongAway, now);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DemoState))]
[JsonSerializable(typeof(Cast.GroundTruth))]
internal sealed partial class DemoJson : JsonSerializerContext;
