using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Record.Attachments;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Groundswell.Serving;

/// <summary>Pictures, videos and files that entries refer to: sent first, then named by the command.</summary>
public static class AttachmentApi
{
    /// <summary>What a browser may show in place. Everything else is for saving: a page of a stranger's making would act as whoever looks at it. A drawing (SVG) is in a sandbox: nothing in it runs.</summary>
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/svg+xml", "video/mp4", "video/webm",
    };

    private const string AnyFile = "application/octet-stream";

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/attachments").WithTags("Attachments");
        group.MapPost("/", Take)
            .WithMetadata(Rights.Everyone, new OfAnySize(), new AcceptsMetadata(["*/*"], typeof(Stream)))
            .WithSummary("Take in a picture, video or file; its reference is what commands name it by. The body is the file, Content-Type says what it is.")
            .Produces<AttachmentReference>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        group.MapGet("/{hash}", Give)
            .WithMetadata(Rights.Everyone)
            .WithSummary("A picture, video or file by the SHA-256 in its address. Its media type is what the caller says it is, of those that are safe to show.")
            .Produces(StatusCodes.Status200OK, contentType: AnyFile)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .Produces(StatusCodes.Status404NotFound);
    }

    /// <param name="name">A file name for people.</param>
    private static async Task<IResult> Take(string? name, HttpContext http, Journal journal, Problems problems)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type))
            return Problems.Malformed("Content-Type says of which media type the file is.", null);
        try
        {
            return Results.Ok(await journal.Attachments.Add(http.Request.Body, type.MediaType.ToString(), name, http.RequestAborted));
        }
        catch (AttachmentTooLargeException tooLarge)
        {
            return problems.Of(new FileTooLarge(tooLarge.Limit));
        }
        catch (AttachmentErasedException erased)
        {
            return problems.Of(new FileErased(erased.Log, erased.Position));
        }
    }

    private static async Task<IResult> Give(string hash, string? mediaType, HttpContext http, Journal journal, Problems problems)
    {
        try
        {
            var content = await journal.Attachments.Open(hash, http.RequestAborted);
            var shown = mediaType is not null && Shown.Contains(mediaType);
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
            headers.CacheControl = "private, max-age=31536000, immutable";
            if (!shown)
                headers.ContentDisposition = "attachment";
            return Results.Stream(content, shown ? mediaType : AnyFile);
        }
        catch (UnknownAttachmentException)
        {
            return Results.NotFound();
        }
        catch (AttachmentErasedException erased)
        {
            return problems.Of(new FileErased(erased.Log, erased.Position));
        }
    }

    /// <summary>The store has a limit of its own; the server's usual one is for commands.</summary>
    private sealed class OfAnySize : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}
