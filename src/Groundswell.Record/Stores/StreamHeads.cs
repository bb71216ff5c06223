namespace Groundswell.Record.Stores;

/// <summary>
/// Where streams are, remembered: true because this process is the only one that writes the folder. Bounded: what was not asked for
/// in a while is forgotten and looked up again.
/// </summary>
/// <remarks>Two generations: what is used moves to the young one; when that is full it becomes the old one, and the old one is dropped.</remarks>
internal sealed class StreamHeads(int capacity)
{
    private Dictionary<StreamKey, StreamHead> _young = [];
    private Dictionary<StreamKey, StreamHead> _old = [];

    public bool TryGet(StreamKey stream, out StreamHead head)
    {
        if (_young.TryGetValue(stream, out head))
            return true;
        if (!_old.TryGetValue(stream, out head))
            return false;
        Set(stream, head);
        return true;
    }

    public void Set(StreamKey stream, StreamHead head)
    {
        if (_young.Count >= capacity / 2)
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
        }

        _young[stream] = head;
    }

    public void Clear()
    {
        _young.Clear();
        _old.Clear();
    }
}
