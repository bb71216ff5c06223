using System.Text.Json.Serialization;
using Groundswell.Materials.Definitions;
using Groundswell.Materials.Lots;

namespace Groundswell.Materials;

/// <summary>The JSON shapes of the room's commands and events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DefineMaterial))]
[JsonSerializable(typeof(ChangeMaterial))]
[JsonSerializable(typeof(RetireMaterial))]
[JsonSerializable(typeof(MaterialDefined))]
[JsonSerializable(typeof(MaterialChanged))]
[JsonSerializable(typeof(MaterialRetired))]
[JsonSerializable(typeof(ConsumeLot))]
[JsonSerializable(typeof(ConsumeLotWithOverride))]
[JsonSerializable(typeof(GiveBackToLot))]
[JsonSerializable(typeof(MoveLot))]
[JsonSerializable(typeof(ProduceLot))]
[JsonSerializable(typeof(ReceiveLot))]
[JsonSerializable(typeof(RegisterLot))]
[JsonSerializable(typeof(RestrictLot))]
[JsonSerializable(typeof(ReleaseLot))]
[JsonSerializable(typeof(ScrapLot))]
[JsonSerializable(typeof(AdjustLot))]
[JsonSerializable(typeof(SplitLot))]
[JsonSerializable(typeof(MergeLot))]
[JsonSerializable(typeof(MaterialLotReceived))]
[JsonSerializable(typeof(MaterialLotRegistered))]
[JsonSerializable(typeof(MaterialLotProduced))]
[JsonSerializable(typeof(MaterialLotProducedFurther))]
[JsonSerializable(typeof(MaterialLotConsumed))]
[JsonSerializable(typeof(MaterialLotGivenBack))]
[JsonSerializable(typeof(MaterialLotSplit))]
[JsonSerializable(typeof(MaterialLotSplitOff))]
[JsonSerializable(typeof(MaterialLotMerged))]
[JsonSerializable(typeof(MaterialLotMergedIn))]
[JsonSerializable(typeof(MaterialLotMoved))]
[JsonSerializable(typeof(MaterialLotScrapped))]
[JsonSerializable(typeof(MaterialLotRestricted))]
[JsonSerializable(typeof(MaterialLotReleased))]
[JsonSerializable(typeof(MaterialLotAdjusted))]
internal sealed partial class MaterialsJson : JsonSerializerContext;
