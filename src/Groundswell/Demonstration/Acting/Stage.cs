using System.Buffers.Binary;
using System.Security.Cryptography;
using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Signing;

namespace Groundswell.Demonstration.Acting;

/// <summary>Takes what the people of the demonstration ask for to the door: many at once, and yet in the same order every time.</summary>
/// <remarks>
/// A command is first decided without recording. That loads all states it needs, so that it later reaches the journal without ever waiting, and it shows
/// which streams it reads and writes: of two commands that touch one stream, the second goes with the next round. So nothing is decided twice,
/// the record's order is the order asked in, and the disk is waited for once a round instead of once a command.
/// </remarks>
internal sealed class Stage(Door door, Acts acts, States states, DemoClock clock, ulong seed)
{
    /// <summary>How a made-up signer has proved who they are: not at all. The record says so.</summary>
    public const string Method = "simulated";

    private readonly long _begins = clock.GetUtcNow().UtcTicks;
    private long _commands;

    /// <summary>How many acts were recorded.</summary>
    public long Recorded { get; private set; }

    /// <summary>How often an act was refused, by the refusal's code.</summary>
    public Dictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Sends them in the order given; gives their answers.</summary>
    public async Task<Answer[]> Send(IReadOnlyList<Asked> asked, CancellationToken stop)
    {
        var answers = new Answer[asked.Count];
        var numbered = new Command[asked.Count];
        for (var i = 0; i < asked.Count; i++)
            numbered[i] = asked[i].Command with { Id = NextId() };
        var left = Enumerable.Range(0, asked.Count).ToList();
        while (left.Count > 0)
            left = await Round(asked, numbered, left, answers, stop);
        foreach (var refusal in answers.Select(answer => answer.Refusal).OfType<Refusal>())
            Refused[refusal.Code] = Refused.GetValueOrDefault(refusal.Code) + 1;
        return answers;
    }

    /// <summary>Sends them, and takes no refusal.</summary>
    public async Task Must(IReadOnlyList<Asked> asked, CancellationToken stop)
    {
        var answers = await Send(asked, stop);
        for (var i = 0; i < asked.Count; i++)
        {
            if (answers[i].Refusal is { } refusal)
                throw new DemoRefusedException(asked[i].Command, refusal);
        }
    }

    private async Task<List<int>> Round(
        IReadOnlyList<Asked> asked, Command[] numbered, List<int> left, Answer[] answers, CancellationToken stop)
    {
        var (ready, later) = (new List<Ready>(left.Count), new List<int>());
        var touched = new HashSet<StreamName>();

        // The clock stands at the round's last act until all are recorded: so the times of recording, too, are the same every time.
        var top = clock.GetUtcNow();
        if (clock.Stands)
        {
            top = left.Select(i => asked[i].At).Append(top).Max();
            clock.MoveOn(top);
        }

        foreach (var i in left)
        {
            var prepared = await Prepare(i, asked[i], numbered[i], top, stop);
            if (prepared.Reads.Overlaps(touched))
            {
                // It may be taken, or refused, for what an earlier one has still to record. What it may write itself is then open too.
                later.Add(i);
                touched.UnionWith(prepared.Reads);
                continue;
            }

            if (prepared.Decision.Refusal is { } refusal)
            {
                answers[i] = refusal;
                continue;
            }

            foreach (var decided in prepared.Decision.Events)
                touched.Add(new StreamName(prepared.Command.Log, decided.Stream!));
            ready.Add(prepared);
        }

        var taken = new List<Task<Answer>>(ready.Count);
        foreach (var one in ready)
            taken.Add(door.Take(one.Command, asked[one.Index].Caller, one.Signatures, stop));

        await Task.WhenAll(taken);
        for (var i = 0; i < ready.Count; i++)
        {
            answers[ready[i].Index] = await taken[i];
            if (answers[ready[i].Index].Receipt is not null)
                Recorded++;
        }

        return later;
    }

    private async Task<Ready> Prepare(int index, Asked asked, Command command, DateTimeOffset top, CancellationToken stop)
    {
        var late = clock.Stands && asked.At < top && command.OccurredAt is null;
        var timed = late ? command with { OccurredAt = asked.At } : command;
        var signatures = new List<Signature>(asked.Signatures.Count);
        foreach (var signs in asked.Signatures)
        {
            var sheet = await ((ISignable)timed).Sheet(new Reading(states, timed.Log, stop));
            signatures.Add(new Signature(signs.Signer, signs.PrintedName, signs.Meaning, sheet.ContentHash, Method, asked.At));
        }

        var reading = new Reading(states, timed.Log, stop);
        var decision = await acts[timed.GetType()].Decide(timed, reading, new Circumstances(
            asked.Caller.Person, asked.Caller.Station, timed.OccurredAt ?? top, top, timed.Source ?? Source.Typed, signatures));
        return new Ready(index, timed, signatures, [.. reading.Seen.Keys], decision);
    }

    /// <summary>Ids made of the seed, the instant that this run begins at, and a number (UUID version 8, RFC 9562): no other run makes the same.</summary>
    private Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[24];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, seed);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], _begins);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], ++_commands);
        var id = SHA256.HashData(bytes).AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0f) | 0x80);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    private sealed record Ready(int Index, Command Command, IReadOnlyList<Signature> Signatures, HashSet<StreamName> Reads, Decision Decision);
}
