using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Groundswell.Deciding;

/// <summary>Decides commands one after another as the door would, each on what those before it would have made, and records nothing.</summary>
public sealed class Rehearsal
{
    private readonly Door _door;
    private readonly Acts _acts;
    private readonly States _states;

    internal Rehearsal(Door door, Acts acts, States states) => (_door, _acts, _states) = (door, acts, states);

    /// <summary>What the command would be answered.</summary>
    /// <returns>
    /// With the id that it is to be sent with: it comes from what is asked and from how far the things it writes have come. So the same wish in the same
    /// state is one command, however often it is made, and the same wish after a change is another.
    /// </returns>
    public async ValueTask<Rehearsed> Take(Command command, Caller caller, CancellationToken stop)
    {
        var act = _acts[command.GetType()];
        var asked = command with { Id = Guid.CreateVersion7() };
        if (await _door.MayNot(act, asked, caller, stop) is { } denied)
            return new Rehearsed(command, denied);
        var reading = new Reading(_states, command.Log, stop);
        var circumstances = await _door.CircumstancesOf(asked, caller, [], stop);
        var decision = await act.Decide(asked, reading, circumstances);
        if (decision.Refusal is { } refusal)
            return new Rehearsed(command, refusal);

        var written = decision.Events.GroupBy(decided => new StreamName(command.Log, decided.Stream!)).ToList();
        var id = IdOf(act, command, caller, written.Select(stream => (stream.Key, reading.Seen[stream.Key])));
        foreach (var stream in written)
        {
            _states.Recorded(stream.Key, reading.Seen[stream.Key], stream.Select(decided => new Happened(
                decided.Event, decided.OccurredAt ?? circumstances.At, circumstances.Now, caller.Person, caller.Station, 0, decided.Corrects)));
        }

        return new Rehearsed(command with { Id = id }, null);
    }

    private static Guid IdOf(Act act, Command command, Caller caller, IEnumerable<(StreamName Stream, long Version)> written)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{act.Name}\n{caller.Person}\n"));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(command with { Id = Guid.Empty }, act.Shape));
        foreach (var (stream, version) in written)
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n{stream.Log} {stream.Stream} {version}")));
        var bytes = hash.GetHashAndReset().AsSpan(0, 16);
        // Version 8 of RFC 9562: made by a rule of our own.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <param name="Command">With its id, where it would be taken.</param>
/// <param name="Refusal">Null: it would be taken.</param>
public readonly record struct Rehearsed(Command Command, Refusal? Refusal);
