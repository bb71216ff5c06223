namespace Groundswell.Record.Attachments;

/// <summary>An attachment that cannot be taken in or given out, and why.</summary>
public abstract class AttachmentException(string message) : Exception(message);

/// <summary>The content is longer than is taken in. Nothing was kept of it.</summary>
/// <param name="limit">The most that is taken in, in bytes.</param>
public sealed class AttachmentTooLargeException(long limit)
    : AttachmentException($"The attachment is larger than the {limit} bytes that are taken in. Nothing was kept of it.")
{
    public long Limit { get; } = limit;
}

/// <summary>No content of this hash was ever taken in here, or it is lost.</summary>
public sealed class UnknownAttachmentException(string hash)
    : AttachmentException($"There is no attachment sha256:{hash} here.")
{
    public string Hash { get; } = hash;
}

/// <summary>The content was erased on purpose, and an entry says so. It is not taken in again either.</summary>
public sealed class AttachmentErasedException(string hash, string log, long position)
    : AttachmentException($"The attachment sha256:{hash} was erased by entry {position} of log '{log}'.")
{
    public string Hash { get; } = hash;

    public string Log { get; } = log;

    public long Position { get; } = position;
}

/// <summary>What lies under the hash is not the content that was taken in.</summary>
public sealed class AttachmentDamagedException(string hash, string how)
    : AttachmentException($"The attachment sha256:{hash} is damaged: {how}.")
{
    public string Hash { get; } = hash;
}
