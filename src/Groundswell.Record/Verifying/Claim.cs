using Groundswell.Record.Checkpoints;

namespace Groundswell.Record.Verifying;

/// <summary>Who says that the tree of the first so many entries has a certain root.</summary>
internal enum ClaimSource
{
    /// <summary>A checkpoint in the store.</summary>
    Stored,

    /// <summary>A checkpoint that was kept elsewhere and is held against the log.</summary>
    Known,

    /// <summary>An entry <c>log.restored</c>: what was taken over.</summary>
    Restored,
}

/// <param name="Size">As the store or the claim's bearer says; the note itself may say another.</param>
/// <param name="By">The claim in words: "the checkpoint of size 17".</param>
/// <param name="Note">The signed note; null for what an entry claims.</param>
/// <param name="Entry">For what an entry claims: its position.</param>
internal sealed record Claim(long Size, byte[] Root, ClaimSource Source, string By, SignedNote? Note = null, long Entry = 0);
