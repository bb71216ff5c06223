using System.Text.Json.Serialization;
using Groundswell.Materials.Definitions;

namespace Groundswell.Materials;

/// <summary>The JSON shapes of the room's commands and events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DefineMaterial))]
[JsonSerializable(typeof(ChangeMaterial))]
[JsonSerializable(typeof(RetireMaterial))]
[JsonSerializable(typeof(MaterialDefined))]
[JsonSerializable(typeof(MaterialChanged))]
[JsonSerializable(typeof(MaterialRetired))]
internal sealed partial class MaterialsJson : JsonSerializerContext;
