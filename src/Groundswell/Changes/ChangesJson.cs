using System.Text.Json.Serialization;
using Groundswell.Changes.Stories;

namespace Groundswell.Changes;

/// <summary>The JSON shapes of the commands and events of changes, pilots and launches.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OpenChange))]
[JsonSerializable(typeof(ChangeOpened))]
internal sealed partial class ChangesJson : JsonSerializerContext;
