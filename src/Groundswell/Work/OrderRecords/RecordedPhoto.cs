using System.Text.Json.Serialization;
using Groundswell.Record;
using Groundswell.Record.Attachments;

namespace Groundswell.Work.OrderRecords;

/// <summary>Whether a photo is what was taken.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PhotoState>))]
public enum PhotoState
{
    /// <summary>Its content has the hash that is recorded.</summary>
    Unchanged = 1,

    /// <summary>Its content has another hash, or another length.</summary>
    Changed,

    /// <summary>It was erased on purpose; an entry says so.</summary>
    Erased,

    /// <summary>It is not here.</summary>
    Missing,
}

/// <summary>A photo that was taken at a step, and what became of comparing it with its recorded hash, now.</summary>
public sealed record RecordedPhoto(AttachmentReference Reference, PhotoState State)
{
    /// <summary>Where it is looked at.</summary>
    public string Path => $"/api/attachments/{Reference.Hash}?mediaType={Uri.EscapeDataString(Reference.MediaType)}";

    /// <summary>Reads the photo whole.</summary>
    public static async Task<RecordedPhoto> Of(AttachmentReference reference, Journal journal, CancellationToken stop)
    {
        try
        {
            await using var content = await journal.Attachments.Open(reference, stop);
            await content.CopyToAsync(Stream.Null, stop);
            return new RecordedPhoto(reference, PhotoState.Unchanged);
        }
        catch (AttachmentException gone)
        {
            return new RecordedPhoto(reference, gone switch
            {
                AttachmentErasedException => PhotoState.Erased,
                UnknownAttachmentException => PhotoState.Missing,
                _ => PhotoState.Changed,
            });
        }
    }
}
