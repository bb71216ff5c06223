namespace Groundswell.Deciding;

/// <summary>Someone else changed what the decision was made from, again and again. Trying once more is right.</summary>
public sealed record TooManyAtOnce() : Refusal("door.too-many-at-once");

/// <summary>More commands are waiting for the disk than can be held. Nothing was recorded; sending the same again is right.</summary>
public sealed record TooBusy() : Refusal("door.too-busy");

/// <summary>The caller has no grant that allows this act at this site.</summary>
public sealed record NotAllowed(string Act, string? Site) : Refusal("door.not-allowed");

/// <summary>The sender made no id for the command.</summary>
public sealed record CommandIdMissing() : Refusal("command-id.missing")
{
    public override string Field => "id";
}

/// <summary>This id was sent before with another content, or by another person.</summary>
public sealed record CommandReused(Guid Id) : Refusal("command-id.reused")
{
    public override string Field => "id";
}

/// <summary>It is said to have happened at a time that has not come yet.</summary>
public sealed record TimeInFuture(DateTimeOffset OccurredAt) : Refusal("time.in-future")
{
    public override string Field => "occurredAt";
}

/// <summary>It is said to have been scanned, or to come from a machine or another system, by somebody whose word is all there is for it.</summary>
public sealed record SourceUnproved(Record.Source Source) : Refusal("door.source-unproved")
{
    public override string Field => "source";
}

/// <summary>No such site has been opened.</summary>
public sealed record SiteUnknown(string Site) : Refusal("site.unknown")
{
    public override string Field => "site";
}

/// <summary>The command refers to a picture or file that was never taken in.</summary>
public sealed record AttachmentUnknown(string Hash) : Refusal("attachment.unknown");

/// <summary>The picture or file is larger than what is taken in.</summary>
public sealed record FileTooLarge(long Limit) : Refusal("attachment.too-large");

/// <summary>The picture or file was erased on purpose; an entry says so.</summary>
public sealed record FileErased(string Log, long Position) : Refusal("attachment.erased");
