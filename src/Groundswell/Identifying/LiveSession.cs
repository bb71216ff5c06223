using System.Security.Claims;
using Groundswell.Deciding;
using Groundswell.Identifying.Storing;
using Groundswell.People.Accounts;

namespace Groundswell.Identifying;

/// <summary>A session as this node knows it: its row, and when it was used last, which is written more rarely than it happens.</summary>
public sealed class LiveSession
{
    private long _usedAt;
    private long _writtenAt;
    private volatile Known? _caller;

    internal LiveSession(SessionRow row, DateTimeOffset freshUntil)
    {
        Row = row;
        FreshUntil = freshUntil;
        _usedAt = _writtenAt = row.LastUsedAt.UtcTicks;
        Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, row.Person)], "groundswell"));
    }

    public string Id => Row.Id;

    public string Person => Row.Person;

    public SessionKind Kind => Row.Kind;

    public string? Station => Row.Station;

    /// <summary>For the parts of the web framework that ask who the user is; what they may do is the <see cref="Caller"/>'s.</summary>
    public ClaimsPrincipal Principal { get; }

    internal SessionRow Row { get; }

    internal DateTimeOffset FreshUntil { get; }

    internal DateTimeOffset UsedAt => new(Interlocked.Read(ref _usedAt), TimeSpan.Zero);

    internal void Used(DateTimeOffset at)
    {
        // The later of two wins, whoever comes last.
        for (var known = Interlocked.Read(ref _usedAt); known < at.UtcTicks;)
        {
            var before = Interlocked.CompareExchange(ref _usedAt, at.UtcTicks, known);
            if (before == known)
                return;
            known = before;
        }
    }

    /// <summary>Whether its use has to be written now; true for one caller only.</summary>
    internal bool IsToBeWritten(DateTimeOffset now, TimeSpan every)
    {
        var written = Interlocked.Read(ref _writtenAt);
        return now.UtcTicks - written >= every.Ticks && Interlocked.CompareExchange(ref _writtenAt, now.UtcTicks, written) == written;
    }

    /// <summary>The caller this session stands for. Made once per account's state, because every request asks.</summary>
    internal Caller CallerFor(Account account)
    {
        if (_caller is { } known && ReferenceEquals(known.Account, account))
            return known.Caller;
        var caller = new Caller(Person, account.Grants, Row.Station, Row.Device) { Held = account.Held };
        _caller = new Known(account, caller);
        return caller;
    }

    private sealed record Known(Account Account, Caller Caller);
}
