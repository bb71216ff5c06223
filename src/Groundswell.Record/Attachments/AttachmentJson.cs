using System.Text.Json.Serialization;

namespace Groundswell.Record.Attachments;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErasedBy))]
internal sealed partial class AttachmentJson : JsonSerializerContext;
