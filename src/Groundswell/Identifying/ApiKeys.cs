using Groundswell.Deciding;
using Groundswell.People.Accounts;

namespace Groundswell.Identifying;

/// <summary>Keys with which machines' accounts sign in.</summary>
public sealed class ApiKeys(Sessions sessions, Door door)
{
    private const int LongestLabel = 100;

    /// <summary>Makes a key. Its token is told once.</summary>
    public async Task<(string? Key, Token Token, Refusal? Refusal)> Make(string machine, string label, DateTimeOffset? expires, Caller by, CancellationToken stop)
    {
        if (label.Trim().Length is 0 or > LongestLabel)
            return (null, default, new KeyLabelUnfit(LongestLabel));
        var (session, token) = await sessions.MakeKey(machine, label.Trim(), expires, stop);
        var record = new RecordCredential(new Id<Account>(machine), CredentialKind.ApiKey, session.Id) { Id = Guid.CreateVersion7() };
        if ((await door.Take(record, by with { Vouched = true }, stop)).Refusal is not { } refusal)
            return (session.Id, token, null);
        await sessions.End(session.Id, stop);
        return (null, default, refusal);
    }

    /// <summary>Ends a key: whoever uses it is refused from now on.</summary>
    public async Task<Refusal?> End(string machine, string key, Caller by, CancellationToken stop)
    {
        if (await sessions.Find(key, stop) is not { Kind: SessionKind.ApiKey } session || session.Person != machine)
            return new CredentialNotThere(CredentialKind.ApiKey);
        await sessions.End(key, stop);
        var record = new RecordCredentialRemoval(new Id<Account>(machine), CredentialKind.ApiKey, key) { Id = Guid.CreateVersion7() };
        return (await door.Take(record, by with { Vouched = true }, stop)).Refusal;
    }
}

/// <summary>A key says what it is for.</summary>
public sealed record KeyLabelUnfit(int Longest) : Refusal("key.label-unfit")
{
    public override string Field => "label";
}
