using Groundswell.Deciding;

namespace Groundswell.Signing;

/// <summary>Takes a command with its signatures to the door: proves them, takes the secrets off, hands it over.</summary>
public sealed class SignedCommand(Door door)
{
    public async Task<Answer> Take(Act act, Command command, Caller caller, HttpContext http)
    {
        // Whoever may not do it is told so by the door, before anybody's password is looked at.
        if (command.Signatures is not { Count: > 0 } || !act.Rights.Allow(caller.Grants, (command as SiteCommand)?.Site))
            return await door.Take(command.Signatures is null ? command : command with { Signatures = null }, caller, http.RequestAborted);

        // Sent again, it is answered as the first time: what was signed has been changed by the act itself, and a passkey answers once.
        var bare = command with { Signatures = null };
        if (await door.Recall(bare, caller, http.RequestAborted) is { } before)
            return before;

        // Asked for only here: it needs the directory, which most commands do not.
        var proof = http.RequestServices.GetRequiredService<SignatureProof>();
        var proved = await proof.Prove(act, command, http);
        return proved.Refusal is { } refusal ? refusal : await door.Take(bare, caller, proved.Signatures, http.RequestAborted);
    }
}
