using System.Security.Cryptography;

namespace Groundswell.Record.Verifying;

/// <summary>Sees that the entries of a command stand side by side, numbered from 0, as many as the first one says.</summary>
internal sealed class CommandCheck(Findings findings)
{
    private Guid _command;
    private int _ordinal;
    private long _recordedAt;
    private long _first;

    /// <summary>How many entries the present command has; null where it can't be told any more.</summary>
    private long? _entries;

    public void See(in CanonicalForm.EntryFields entry, bool afterGap)
    {
        var begins = entry.Ordinal == 0 && entry.Command != _command;
        var goesOn = entry.Command == _command && entry.Ordinal == _ordinal + 1 && entry.RecordedAt == _recordedAt;
        if (afterGap)
            _entries = null;
        else if (begins)
            End();
        else if (!goesOn)
            Wrong(entry);

        if (entry.Ordinal == 0)
            Begin(entry);
        else if (entry.CommandEntries is not null || entry.Digest.Present)
            findings.Damage("command.entries", entry.Position, $"Entry {entry.Position} is not its command's first, and tells of the command what only the first tells.");
        (_command, _ordinal, _recordedAt) = (entry.Command, entry.Ordinal, entry.RecordedAt);
    }

    /// <param name="atEnd">Whether the last entry seen is the log's last one.</param>
    public void Finish(bool atEnd)
    {
        if (atEnd)
            End();
    }

    private void Begin(in CanonicalForm.EntryFields entry)
    {
        (_first, _entries) = (entry.Position, entry.CommandEntries);
        if (_entries is not > 0 || entry.Digest.Utf8.Length != SHA256.HashSizeInBytes)
        {
            findings.Damage("command.entries", entry.Position, $"Entry {entry.Position} is its command's first, and does not tell how many it has and by what it is known.");
            _entries = null;
        }
    }

    /// <summary>Where entries are too few, the first bad position is the one that the next should have: whatever is there is not it.</summary>
    private void End()
    {
        var had = _ordinal + 1;
        if (_entries is { } due && due != had)
        {
            findings.Damage(
                "command.entries", _first + Math.Min(due, had), $"The command that begins with entry {_first} says that it has {due} entries, and has {had}.");
        }
    }

    private void Wrong(in CanonicalForm.EntryFields entry)
    {
        _entries = null;
        findings.Damage(
            "command.ordinal", entry.Position,
            $"Entry {entry.Position} is number {entry.Ordinal} of its command {entry.Command}, which does not follow from the entry before it.");
    }
}
