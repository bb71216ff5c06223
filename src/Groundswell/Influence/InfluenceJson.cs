using System.Text.Json.Serialization;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Policies;
using Groundswell.Influence.Signs;
using Groundswell.Influence.Standings;

namespace Groundswell.Influence;

/// <summary>The JSON shapes of the room's commands and events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TakePart))]
[JsonSerializable(typeof(PauseTakingPart))]
[JsonSerializable(typeof(EndTakingPart))]
[JsonSerializable(typeof(DeleteTies))]
[JsonSerializable(typeof(Nominate))]
[JsonSerializable(typeof(TakeBackNomination))]
[JsonSerializable(typeof(EraseNomination))]
[JsonSerializable(typeof(ProposeInfluencePolicy))]
[JsonSerializable(typeof(AgreeToInfluencePolicy))]
[JsonSerializable(typeof(DeclineInfluencePolicy))]
[JsonSerializable(typeof(SwitchInfluenceOff))]
[JsonSerializable(typeof(SwitchInfluenceOn))]
[JsonSerializable(typeof(RecordLook))]
[JsonSerializable(typeof(RecordSignFinding))]
[JsonSerializable(typeof(SignFindingRecorded))]
[JsonSerializable(typeof(SetSignThreshold))]
[JsonSerializable(typeof(SignThresholdSet))]
[JsonSerializable(typeof(TakingPartBegun))]
[JsonSerializable(typeof(TakingPartPaused))]
[JsonSerializable(typeof(TakingPartEnded))]
[JsonSerializable(typeof(TiesDeleted))]
[JsonSerializable(typeof(OfferedToCarry))]
[JsonSerializable(typeof(OfferWithdrawn))]
[JsonSerializable(typeof(PeopleNominated))]
[JsonSerializable(typeof(NominationForgotten))]
[JsonSerializable(typeof(InfluencePolicyProposed))]
[JsonSerializable(typeof(InfluencePolicyAgreed))]
[JsonSerializable(typeof(InfluencePolicyDeclined))]
[JsonSerializable(typeof(InfluenceSwitchedOff))]
[JsonSerializable(typeof(InfluenceSwitchedOn))]
[JsonSerializable(typeof(Looked))]
internal sealed partial class InfluenceJson : JsonSerializerContext;
