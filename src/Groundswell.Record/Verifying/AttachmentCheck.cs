using System.Security.Cryptography;
using Groundswell.Record.Attachments;
using Groundswell.Record.Stores;

namespace Groundswell.Record.Verifying;

/// <summary>Remembers the attachments that a log's entries refer to, and looks at each when all entries were seen.</summary>
internal sealed class AttachmentCheck(IRecordStore store, LogHead log, IContentStore? contents, Findings findings)
{
    private readonly Dictionary<string, long> _firstReference = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _erasedHere = new(StringComparer.Ordinal);
    private readonly List<long> _erasures = [];
    private int _elsewhere;

    public void See(in CanonicalForm.EntryFields entry)
    {
        foreach (var hash in AttachmentReferences.In(entry.Payload))
            _firstReference.TryAdd(hash, entry.Position);
        if (entry.Name.SequenceEqual("attachment.erased"u8))
            _erasures.Add(entry.Position);
    }

    public async Task Finish(CancellationToken stop)
    {
        if (contents is null)
        {
            if (_firstReference.Count > 0)
                findings.Note("attachments.not-seen", 0, $"Entries refer to {_firstReference.Count} attachments; they were not at hand and not looked at.");
            return;
        }

        foreach (var position in _erasures)
        {
            if (await Erasure(log.Name, position, stop) is { } hash)
                _erasedHere.TryAdd(hash, position);
        }

        foreach (var (hash, position) in _firstReference.OrderBy(reference => reference.Value))
            await Look(contents, hash, position, stop);
        if (_elsewhere > 0)
        {
            findings.Note(
                "attachments.not-seen", 0,
                $"Entries refer to {_elsewhere} attachments that are kept where the log is written; only a replica of the log is here, and they were not looked at.");
        }
    }

    private async Task Look(IContentStore from, string hash, long position, CancellationToken stop)
    {
        var about = $"The attachment sha256:{hash}, to which entry {position} refers,";
        switch (await from.Find(hash, stop))
        {
            case { Erased: { } by } when await Erasure(by.Log, by.Position, stop) == hash:
                findings.Note("attachment.erased", position, $"{about} was erased by entry {by.Position} of log '{by.Log}'.");
                break;
            case { Erased.Position: < 1 }:
                findings.Damage("attachment.missing", position, $"{about} is missing. A mark says that it was erased, and by which entry can't be read.");
                break;
            case { Erased: { } by }:
                findings.Damage(
                    "attachment.missing", position,
                    $"{about} is missing. It is marked as erased by entry {by.Position} of log '{by.Log}', which says no such thing.");
                break;
            case null when _erasedHere.TryGetValue(hash, out var erasure):
                findings.Note("attachment.erased", position, $"{about} was erased by entry {erasure} of log '{log.Name}'.");
                break;
            case null when log.IsReplica:
                _elsewhere++;
                break;
            case null:
                findings.Damage("attachment.missing", position, $"{about} is missing, and no entry says that it was erased.");
                break;
            case not null:
                await CheckContent(from, hash, position, about, stop);
                break;
        }
    }

    private async Task CheckContent(IContentStore from, string hash, long position, string about, CancellationToken stop)
    {
        await using var content = await from.Open(hash, stop);
        if (content is null || Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)) != hash)
            findings.Damage("attachment.damaged", position, $"{about} is there with another content.");
        else if (_erasedHere.TryGetValue(hash, out var erasure))
            findings.Note("attachment.not-erased", position, $"{about} is still there although entry {erasure} says that it was erased.");
    }

    /// <summary>The hash that an entry says was erased, or null where it says no such thing.</summary>
    private async Task<string?> Erasure(string inLog, long position, CancellationToken stop) =>
        await store.ReadLog(inLog, position, position, 1, stop) is [var entry] && OwnEntries.TryRead(entry) is AttachmentErased erased
            ? erased.Hash
            : null;
}
