using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Identifying.Storing;
using Groundswell.People.Accounts;
using Groundswell.Record;
using Groundswell.Serving;
using Groundswell.Work.Jobs;
using Groundswell.Work.SetAside;

namespace Groundswell.Delivering;

/// <summary>
/// Takes acts that a station kept while it could not reach the server to the door, each once, by the rights its person had when it was done. What is
/// refused is set aside, whole; the station forgets an act only on the receipt.
/// </summary>
public sealed class LateActs(Acts acts, Door door, Sessions sessions, Journal journal, EventCodec codec, States states, RefusalTexts texts)
{
    /// <summary>A station's clock, put right, may still be off by so much.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    /// <summary>Letters of all languages as themselves, as the record has them.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>A receipt; or a refusal after which the same act is to be sent again.</returns>
    public async Task<(LateReceipt? Receipt, Refusal? Refusal)> Take(string actName, LateAct late, StationDevice station, CancellationToken stop)
    {
        var aside = IdOf(late.Id);
        var log = Logs.OfSite(station.Site);
        // Whatever was set aside is a lead's to settle; sent again it changes nothing.
        if ((await states.Load<SetAsideAct>(new StreamName(log, aside.Stream), stop)).State.Status != SetAsideStatus.Unknown)
            return (new LateReceipt(late.Id, SetAside: true), null);

        var session = await sessions.Find(late.Session, stop);
        var proved = session?.Row is { ActKey: { } key } row && row.Site == station.Site && row.Station == station.Station && late.IsSealedBy(key, actName);
        var command = Read(actName, late.Command, out var act);
        var refusal = !proved ? new LateActNotProved()
            : command is null || command.Id != late.Id ? new LateActUnreadable(actName)
            : command.Site != station.Site ? new LateActOfOtherSite(command.Site)
            : IsWithin(session!.Row, command.OccurredAt) ? null
            : (Refusal?)new LateActOutsideSession();
        if (refusal is null)
        {
            var answer = await Enter(command!, session!.Person, session.Row.CreatedAt, station.Station, session.Row.Device, stop);
            if (answer.Refusal is null)
                return (new LateReceipt(late.Id, SetAside: false), null);
            if (answer.Refusal is TooBusy or TooManyAtOnce)
                return (null, answer.Refusal);
            refusal = answer.Refusal;
        }

        var readable = proved && command is not null && command.Id == late.Id && act is not null;
        var (why, facts) = (texts.Of(refusal), Problems.FactsOf(refusal));
        // What somebody confided is kept nowhere in the clear, and not in the log of the work.
        var aboutPeople = act?.Command.IsSubclassOf(typeof(PeopleCommand)) == true;
        var keep = new SetActAside(
            aside, actName, session?.Person ?? "", command?.OccurredAt, late.Session, late.OffsetMilliseconds, aboutPeople ? "" : late.Command, readable, refusal.Code, why,
            JobOf(late.Command), TextOf(late.Command, "step"), aboutPeople ? null : facts.ToJsonString(Plain))
        {
            Id = Derived(late.Id, "set aside"),
            Site = station.Site,
        };
        var by = proved ? new Caller(session!.Person, [], station.Station, station.Id) : Caller.System("stations") with { Station = station.Station, Device = station.Id };
        var kept = await door.Take(keep, by with { Vouched = true }, stop);
        return kept.Refusal is null or SetAsideThere
            ? (new LateReceipt(late.Id, SetAside: true, refusal.Code, why, facts), null)
            : (null, kept.Refusal);
    }

    /// <summary>Enters an act set aside, now that nothing stands in its way: as who did it, when it was done. Whoever settles it says why.</summary>
    public async Task<Refusal?> Settle(string site, Id<SetAsideAct> id, string reason, Caller lead, CancellationToken stop)
    {
        var (aside, _) = await states.Load<SetAsideAct>(new StreamName(Logs.OfSite(site), id.Stream), stop);
        if (EnterSetAside.Refuses(id, reason, aside) is { } refusal)
            return refusal;
        if (!aside.Proved || Read(aside.Act, aside.Command, out _) is not { } command)
            return new SetAsideNotProved(id);
        // The act first: tried again after a fault it is answered as the first time.
        var answer = await Enter(command, aside.DoneBy, null, aside.Station, null, stop);
        if (answer.Refusal is { } stands)
            return stands;
        var enter = new EnterSetAside(id, reason, answer.Receipt!.First, answer.Receipt.Count) { Id = Derived(command.Id, "entered"), Site = site };
        return (await door.Take(enter, lead with { Vouched = true }, stop)).Refusal;
    }

    private async Task<Answer> Enter(
        SiteCommand command, string person, DateTimeOffset? sessionBegun, string? station, string? device, CancellationToken stop)
    {
        var account = await AccountAt(person, command.OccurredAt!.Value, stop);
        if (account.Status != AccountStatus.Open || (sessionBegun is { } begun && !account.Admits(begun)))
            return new LateActWithoutAccount(person);
        return await door.Take(command, new Caller(person, account.Grants, station, device) { Late = true }, stop);
    }

    /// <summary>The account as the record had it then: what was granted, withdrawn or locked since does not count.</summary>
    private async Task<Account> AccountAt(string person, DateTimeOffset at, CancellationToken stop)
    {
        var entries = await journal.ReadStream(Logs.Enterprise, new Id<Account>(person).Stream, 1, stop);
        return entries.Where(entry => entry.RecordedAt <= at)
            .Aggregate(Account.Unknown, (account, entry) => account.Evolve(Happened.Of(entry, codec)));
    }

    private SiteCommand? Read(string actName, string text, out Act? act)
    {
        if (!acts.TryGet(actName, out act) || act.Rights.IsOfProgram || !act.Command.IsSubclassOf(typeof(SiteCommand)) || act.Command.IsSubclassOf(typeof(PeopleCommand)))
            return null;
        try
        {
            // As strictly as what comes at once: a field that the command does not have would be lost and nobody would know.
            // Nobody signs at a station without network: what comes as a signature is left off.
            return (SiteCommand?)JsonSerializer.Deserialize(text, act.Outside) is { } command ? command with { Signatures = null } : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsWithin(SessionRow session, DateTimeOffset? done) =>
        done is { } at
        && at >= session.CreatedAt - ClockTolerance
        && (session.EndedAt is not { } ended || at <= ended + ClockTolerance)
        && (session.ExpiresAt is not { } expires || at <= expires + ClockTolerance);

    private static Id<SetAsideAct> IdOf(Guid command) => new(command.ToString("N"));

    /// <summary>The program's own command about another one: the same whenever it is made.</summary>
    private static Guid Derived(Guid command, string purpose) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose} {command:N}")).AsSpan(0, 16));

    private static Id<Job>? JobOf(string command) => Id<Job>.TryParse(TextOf(command, "job"), null, out var job) ? job : null;

    private static string? TextOf(string command, string field)
    {
        try
        {
            return JsonElement.Parse(command) is { ValueKind: JsonValueKind.Object } all
                && all.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
