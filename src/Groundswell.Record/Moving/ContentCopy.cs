using Groundswell.Record.Attachments;

namespace Groundswell.Record.Moving;

/// <summary>Copies attachments from one place to another, taking each one's hash anew.</summary>
internal static class ContentCopy
{
    /// <summary>Copies one content, or the mark of its erasure, unless it is there already.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static async Task<string?> One(IContentStore from, string hash, IContentStore to, CancellationToken stop)
    {
        if (await from.Find(hash, stop) is not { } stored)
            return $"the attachment sha256:{hash} is missing";
        if (await to.Find(hash, stop) is { } there && there.Erased == stored.Erased)
            return null;
        if (stored.Erased is { } erased)
        {
            await to.Erase(hash, erased, stop);
            return null;
        }

        await using var content = await from.Open(hash, stop);
        if (content is null)
            return await One(from, hash, to, stop);
        var taken = await to.Add(content, long.MaxValue, stop);
        return taken.Hash == hash ? null : $"the attachment sha256:{hash} is damaged: its content has another hash";
    }
}
