using System.Collections.Concurrent;
using System.Security.Cryptography;
using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Groundswell.Identifying;

/// <summary>Who a token stands for; or why for nobody.</summary>
public readonly record struct Admission(LiveSession? Session, Caller? Caller, Refusal? Refusal)
{
    public static implicit operator Admission(Refusal refusal) => new(null, null, refusal);
}

/// <summary>
/// Sessions: kept in the directory, so that a restart signs nobody out, and in memory, so that a request costs a look-up and no slow hash.
/// </summary>
/// <remarks>
/// On this node a session that is ended or locked is so at once, as is everything of an account that is locked or deactivated; on other nodes
/// within <see cref="Grants.Freshness"/>.
/// </remarks>
public sealed class Sessions(IDbContextFactory<DirectoryDb> directory, Grants grants, IOptions<IdentifyingOptions> options, TimeProvider time)
{
    private const int Capacity = 50_000;
    private const int ActKeyBytes = 32;

    /// <summary>How much of a session's use may be forgotten when the process ends.</summary>
    private static readonly TimeSpan UseWrittenEvery = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, LiveSession> _live = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>Opens a session for someone who has just proved who they are.</summary>
    /// <param name="device">The enrolled device it is opened on.</param>
    /// <returns>The token is null for a badge's session, which lives on its device's token.</returns>
    public async Task<(LiveSession Session, Token? Token)> Open(string person, SessionKind kind, StationDevice? device, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var token = Token.New();
        var row = new SessionRow
        {
            Id = token.Id,
            SecretHash = kind == SessionKind.Badge ? null : Token.HashOf(token.Secret),
            Person = person,
            Kind = kind,
            Site = device?.Site,
            Station = device?.Station,
            Device = device?.Id,
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = now + options.Value.Lifetime(kind),
            ActKey = kind == SessionKind.Badge ? RandomNumberGenerator.GetBytes(ActKeyBytes) : null,
        };
        return (await Add(row, stop), kind == SessionKind.Badge ? null : token);
    }

    /// <summary>Makes a key for a machine's account. The token is shown once and known to nobody afterwards.</summary>
    public async Task<(LiveSession Session, Token Token)> MakeKey(string machine, string label, DateTimeOffset? expires, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var token = Token.New();
        var row = new SessionRow
        {
            Id = token.Id,
            SecretHash = Token.HashOf(token.Secret),
            Person = machine,
            Kind = SessionKind.ApiKey,
            Label = label,
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = expires,
        };
        return (await Add(row, stop), token);
    }

    /// <summary>Who a token stands for.</summary>
    /// <param name="passive">The request is not a use of the session: nobody has touched anything.</param>
    public ValueTask<Admission> Admit(Token token, bool passive, CancellationToken stop) =>
        Admit(token.Id, session => token.Matches(session.Row.SecretHash) ? null : new SessionOver(), passive, stop);

    /// <summary>Whom a badge's session stands for, asked for by the device it was opened on.</summary>
    public ValueTask<Admission> AdmitAt(StationDevice device, string session, bool passive, CancellationToken stop) =>
        Admit(session, found => found.Row.Device == device.Id && found.Kind == SessionKind.Badge ? null : new ActingElsewhere(), passive, stop);

    /// <summary>Whom a session stands for now that was admitted before: for an answer that goes on for hours. It is not used by that.</summary>
    public ValueTask<Admission> AdmitStill(LiveSession session, CancellationToken stop) => Admit(session.Id, _ => null, passive: true, stop);

    /// <summary>A session whatever its state, or null.</summary>
    public async ValueTask<LiveSession?> Find(string id, CancellationToken stop) =>
        _live.TryGetValue(id, out var known) && time.GetUtcNow() < known.FreshUntil ? known : await Load(id, stop);

    /// <summary>Those open now, of a person or at a device.</summary>
    public async Task<IReadOnlyList<SessionRow>> OpenOnes(string? person, string? device, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var db = await directory.CreateDbContextAsync(stop);
        return await db.Sessions.AsNoTracking()
            .Where(row => row.EndedAt == null && (row.ExpiresAt == null || row.ExpiresAt > now)
                && (person == null || row.Person == person) && (device == null || row.Device == device))
            .OrderBy(row => row.CreatedAt).ToListAsync(stop);
    }

    public Task Lock(string id, CancellationToken stop) =>
        Change(id, rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Locked, true), stop));

    /// <summary>Unlocks it for someone who has just proved to be its person.</summary>
    public Task Unlock(string id, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        return Change(id, rows => rows.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Locked, false).SetProperty(row => row.LastUsedAt, now), stop));
    }

    public Task End(string id, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        return Change(id, rows => rows.Where(row => row.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, now), stop));
    }

    /// <summary>Ends all of a person's sessions, but for one: after a password was set, say.</summary>
    public async Task EndAll(string person, string? except, CancellationToken stop)
    {
        foreach (var open in await OpenOnes(person, null, stop))
        {
            if (open.Id != except)
                await End(open.Id, stop);
        }
    }

    /// <summary>Whether it is locked now, by someone or by lack of use.</summary>
    public bool IsLocked(LiveSession session) => session.Row.Locked || IsIdle(session, time.GetUtcNow());

    private async ValueTask<Admission> Admit(string id, Func<LiveSession, Refusal?> refuses, bool passive, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (!(_live.TryGetValue(id, out var session) && now < session.FreshUntil) && (session = await Load(id, stop)) is null)
            return new SessionOver();
        if (refuses(session) is { } refusal)
            return refusal;
        if (session.Row.EndedAt is not null || session.Row.ExpiresAt <= now)
            return new SessionOver();
        var account = await grants.Of(session.Person, stop);
        if (!account.Admits(session.Row.CreatedAt))
            return new SessionOver();
        if (session.Row.Locked || IsIdle(session, now))
            return new Admission(session, null, new SessionLocked());

        if (!passive)
            await Use(session, now, stop);
        return new Admission(session, session.CallerFor(account), null);
    }

    private bool IsIdle(LiveSession session, DateTimeOffset now) => now - session.UsedAt > options.Value.IdleLimit(session.Kind);

    private async ValueTask Use(LiveSession session, DateTimeOffset now, CancellationToken stop)
    {
        session.Used(now);
        if (!session.IsToBeWritten(now, UseWrittenEvery))
            return;
        await using var db = await directory.CreateDbContextAsync(stop);
        await db.Sessions.Where(row => row.Id == session.Id && row.LastUsedAt < now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), stop);
    }

    private async Task<LiveSession> Add(SessionRow row, CancellationToken stop)
    {
        await using var db = await directory.CreateDbContextAsync(stop);
        db.Sessions.Add(row);
        await db.SaveChangesAsync(stop);
        return Keep(new LiveSession(row, time.GetUtcNow() + Grants.Freshness));
    }

    private async Task<LiveSession?> Load(string id, CancellationToken stop)
    {
        var asked = time.GetUtcNow();
        var changes = Interlocked.Read(ref _changes);
        await using var db = await directory.CreateDbContextAsync(stop);
        var row = await db.Sessions.AsNoTracking().FirstOrDefaultAsync(session => session.Id == id, stop);
        if (row is null)
            return null;
        var loaded = new LiveSession(row, asked + Grants.Freshness);
        if (_live.TryGetValue(id, out var before))
            loaded.Used(before.UsedAt);
        Keep(loaded);
        // Changed while it was read: what was read may be what was before.
        if (Interlocked.Read(ref _changes) != changes)
            _live.TryRemove(id, out _);
        return loaded;
    }

    /// <summary>Writes first and forgets second: whoever asks afterwards reads anew.</summary>
    private async Task Change(string id, Func<IQueryable<SessionRow>, Task> change)
    {
        await using var db = await directory.CreateDbContextAsync();
        await change(db.Sessions.Where(row => row.Id == id));
        Interlocked.Increment(ref _changes);
        _live.TryRemove(id, out _);
    }

    private LiveSession Keep(LiveSession session)
    {
        if (_live.Count >= Capacity)
            _live.Clear();
        return _live[session.Id] = session;
    }
}
