using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Groundswell.Record;
using Groundswell.Record.Sealing;
using Groundswell.Sealing;

namespace Groundswell.Deciding;

/// <summary>The door's answer: a receipt, or a refusal and nothing recorded.</summary>
public readonly record struct Answer(Receipt? Receipt, Refusal? Refusal)
{
    public static implicit operator Answer(Receipt receipt) => new(receipt, null);

    public static implicit operator Answer(Refusal refusal) => new(null, refusal);
}

/// <summary>The only way into the record: a command comes in, a receipt or a refusal comes out.</summary>
public sealed class Door(Acts acts, Journal journal, EventCodec codec, States states, ISites sites, TimeProvider time, Sealer? sealer = null)
{
    private const int Tries = 8;

    private static readonly Rights Machines = Rights.Of(Role.Integration);

    /// <summary>How far a sender's clock may be ahead before a time counts as in the future.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <summary>Takes a command: authorises, decides, records; decides again where someone was quicker.</summary>
    /// <param name="signatures">Signatures given with it, already proved.</param>
    /// <exception cref="JournalUnavailableException">Not recorded as far as anyone knows: send the same command again.</exception>
    public async Task<Answer> Take(Command command, Caller caller, IReadOnlyList<Signature> signatures, CancellationToken stop)
    {
        var act = acts[command.GetType()];
        if (await MayNot(act, command, caller, stop) is { } denied)
            return denied;

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var reading = new Reading(states, command.Log, stop);
            var circumstances = await CircumstancesOf(command, caller, signatures, stop);
            var decision = await act.Decide(command, reading, circumstances);

            if (decision.Refusal is { } refusal)
            {
                // The first try of a command sent twice may have made the state that refuses the second.
                if (await journal.Recall(command.Log, command.Id, caller.Person, DigestOf(act, command, caller), stop) is { } before)
                    return before is Receipt first ? first : new CommandReused(command.Id);
                if (await MovedSince(reading, stop))
                    continue;
                return refusal;
            }

            var append = await AppendOf(act, command, caller, circumstances, decision, reading, stop);
            switch (await journal.Append(append, stop))
            {
                case Receipt receipt:
                    Remember(append, decision, reading, receipt);
                    return receipt;
                case Stale stale:
                    states.Outdated(new StreamName(stale.Failed.Log, stale.Failed.Stream), stale.Failed.Version);
                    break;
                case CommandIdReused:
                    return new CommandReused(command.Id);
                case Overloaded:
                    return new TooBusy();
                case UnknownLog:
                    return new SiteUnknown(command is SiteCommand of ? of.Site : "");
                case RefersToNothing nothing:
                    return new AttachmentUnknown(nothing.Hash);
                case AppendRefusal other:
                    throw new InvalidOperationException($"{act.Name} decided what the record can't hold: {other.Code}.");
            }
        }

        return new TooManyAtOnce();
    }

    public Task<Answer> Take(Command command, Caller caller, CancellationToken stop) => Take(command, caller, [], stop);

    /// <summary>The answer this command was given before, or null where it was never recorded.</summary>
    public async Task<Answer?> Recall(Command command, Caller caller, CancellationToken stop) =>
        await journal.Recall(command.Log, command.Id, caller.Person, DigestOf(acts[command.GetType()], command, caller), stop) switch
        {
            null => default(Answer?),
            Receipt first => first,
            _ => new CommandReused(command.Id),
        };

    /// <summary>What the answer would be, without doing it: a page offers a button, or says why it does not.</summary>
    public async Task<Refusal?> WouldRefuse(Command command, Caller caller, CancellationToken stop)
    {
        var act = acts[command.GetType()];
        var asked = command.Id == Guid.Empty ? command with { Id = Guid.CreateVersion7() } : command;
        return await MayNot(act, asked, caller, stop)
            ?? (await act.Decide(asked, new Reading(states, asked.Log, stop), await CircumstancesOf(asked, caller, [], stop))).Refusal;
    }

    /// <summary>What the answers to commands would be, one after the other, without doing any of them.</summary>
    public Rehearsal Rehearse() => new(this, acts, new States(journal, codec));

    /// <summary>A way to have many commands of one caller recorded in their order without waiting for the disk after each.</summary>
    /// <param name="answered">Told each command's answer, in their order. What it throws ends the succession.</param>
    public Succession InSuccession(Caller caller, Action<Command, Answer> answered) =>
        new(this, acts, journal, () => new States(journal, codec, sealer: sealer), caller, answered);

    internal async ValueTask<Refusal?> MayNot(Act act, Command command, Caller caller, CancellationToken stop)
    {
        if (command.Id == Guid.Empty)
            return new CommandIdMissing();
        var site = (command as SiteCommand)?.Site;
        if (act.Rights.IsOfProgram ? !caller.Vouched : !Allows(act.Rights, command, caller, site))
            return new NotAllowed(act.Name, site);
        if (!IsBelieved(command.Source, caller, site))
            return new SourceUnproved(command.Source!.Value);
        if (command.OccurredAt is { } at && at > time.GetUtcNow() + ClockTolerance)
            return new TimeInFuture(at);
        if (site is not null && await sites.Find(site, stop) is null)
            return new SiteUnknown(site);
        return null;
    }

    /// <summary>
    /// Nobody reaches back before their own grant, and nobody goes on with one that was withdrawn by saying that it was before: whoever asks has to be
    /// allowed now and then. What a station kept while it could not reach the server is judged by then alone: there the time is not the caller's word.
    /// Whoever takes over what was done elsewhere, or copies it from paper, does that now.
    /// </summary>
    private bool Allows(Rights rights, Command command, Caller caller, string? site)
    {
        if (command.OccurredAt is not { } at || command.Source is Source.Imported or Source.Transcribed || time.GetUtcNow() - at <= ClockTolerance)
            return rights.Allow(caller.Grants, site);
        return rights.Allow(caller.GrantsAt(at), site) && (caller.Late || rights.Allow(caller.Grants, site));
    }

    /// <summary>
    /// Whether what is said of where a value came from can be so. A scan takes an enrolled station, whose device the entry names; a machine's value and
    /// what is taken over from elsewhere take a machine's account. Of the rest the caller's word is all there is: they typed it, or copied it.
    /// </summary>
    private static bool IsBelieved(Source? source, Caller caller, string? site) => source == caller.Brings || source switch
    {
        Source.Scanned => caller.Station is not null || IsMachine(caller, site),
        Source.Machine or Source.Imported => IsMachine(caller, site),
        _ => true,
    };

    private static bool IsMachine(Caller caller, string? site) => caller.Vouched || Machines.Allow(caller.Grants, site);

    internal async ValueTask<Circumstances> CircumstancesOf(Command command, Caller caller, IReadOnlyList<Signature> signatures, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var at = command is SiteCommand of ? await sites.Find(of.Site, stop) : null;
        return new Circumstances(caller.Person, caller.Station, command.OccurredAt ?? now, now, command.Source ?? Source.Typed, signatures)
        {
            Late = caller.Late,
            Zone = at is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(at.TimeZone),
        };
    }

    internal async ValueTask<Append> AppendOf(
        Act act, Command command, Caller caller, Circumstances circumstances, Decision decision, Reading reading, CancellationToken stop)
    {
        foreach (var decided in decision.Events)
            await Keep(decided.Event, command.Log, caller.Person, stop);
        var place = command is SiteCommand of ? await sites.At(of.Site, circumstances.At, stop) : SiteTime.Shared;
        return new Append
        {
            Log = command.Log,
            Command = command.Id,
            Digest = DigestOf(act, command, caller),
            Actor = caller.Person,
            Station = caller.Station,
            Device = caller.Device,
            Shift = place.Shift,
            Source = circumstances.Source,
            OccurredAt = circumstances.At,
            TimeZone = place.TimeZone,
            Entries = [.. decision.Events.Select(decided => Written(act, command.Log, decided, reading))],
            Guards = reading.Guards(),
        };
    }

    private NewEntry Written(Act act, string log, Decided decided, Reading reading)
    {
        var stream = decided.Stream ?? throw new InvalidOperationException($"{act.Name} did not say which stream its events go to.");
        if (!reading.Seen.ContainsKey(new StreamName(log, stream)))
            throw new InvalidOperationException($"{act.Name} writes {stream} without having read it.");
        return codec.ReadBack(codec.Write(stream, decided.Event)) with { Corrects = decided.Corrects, OccurredAt = decided.OccurredAt };
    }

    /// <summary>Seals what an event confides, and ends the keys of what it forgets: each with an entry of its own, made first, so that no crash leaves a key behind.</summary>
    private async ValueTask Keep(Event happened, string log, string person, CancellationToken stop)
    {
        await happened.Seal(sealer, stop);
        if (happened is not IForgets forgets)
            return;
        foreach (var key in forgets.Keys)
            await (sealer ?? throw new InvalidOperationException("There are no keys to end.")).Destroy(journal, log, key, forgets.Why, person, stop);
    }

    /// <summary>Over what was asked, not over what was decided: a second decision may differ from the first.</summary>
    private static byte[] DigestOf(Act act, Command command, Caller caller)
    {
        // Of few possible answers a digest gives away which one it was, after its key is gone.
        var content = command is PeopleCommand ? [] : JsonSerializer.SerializeToUtf8Bytes(command, act.Shape);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{act.Name}\n{caller.Person}\n"));
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    private void Remember(Append append, Decision decision, Reading reading, Receipt receipt)
    {
        // A repeated command recorded nothing now; what is kept is as true as it was.
        if (receipt.Repeated)
            return;
        var recorded = append.Entries.Select((entry, i) => (entry.Stream, Happened: new Happened(
            decision.Events[i].Event, entry.OccurredAt ?? append.OccurredAt, receipt.RecordedAt, append.Actor, append.Station, receipt.First + i,
            entry.Corrects)));
        foreach (var stream in recorded.GroupBy(one => one.Stream))
        {
            var name = new StreamName(append.Log, stream.Key);
            states.Recorded(name, reading.Seen[name], stream.Select(one => one.Happened));
        }
    }

    /// <summary>Whether a refusal was made on what another process has changed since; what has moved is forgotten, so that it is read again.</summary>
    private async Task<bool> MovedSince(Reading reading, CancellationToken stop)
    {
        var moved = false;
        foreach (var (stream, version) in reading.Seen)
        {
            if (await journal.VersionOf(stream.Log, stream.Stream, stop) == version)
                continue;
            states.Outdated(stream, version);
            moved = true;
        }

        return moved;
    }
}
