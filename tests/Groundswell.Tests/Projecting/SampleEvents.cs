using System.Text.Json.Serialization;
using Groundswell.Record;

namespace Groundswell.Tests.Projecting;

// A small plant's events, for the tests and benchmarks of the projector: enough to fold a line board, a history and balances from.

[RecordedAs("sample.order-released")]
public sealed record OrderReleased(string Order, string Material, decimal Quantity, string Unit, DateTimeOffset Due) : Event;

[RecordedAs("sample.job-dispatched")]
public sealed record JobDispatched(string Job, string Order, string Operation, string WorkUnit) : Event;

[RecordedAs("sample.job-started")]
public sealed record JobStarted(string Job, string Order, string WorkUnit) : Event;

[RecordedAs("sample.step-confirmed")]
public sealed record StepConfirmed(string Job, string Order, int Step, decimal? Value, string? Unit = null, string? Remark = null) : Event;

[RecordedAs("sample.lot-consumed")]
public sealed record LotConsumed(string Lot, string Job, string Order, decimal Quantity) : Event;

[RecordedAs("sample.lot-produced")]
public sealed record LotProduced(string Lot, string Job, string Order, decimal Quantity) : Event;

[RecordedAs("sample.job-held")]
public sealed record JobHeld(string Job, string Order, string Reason) : Event;

[RecordedAs("sample.job-resumed")]
public sealed record JobResumed(string Job, string Order) : Event;

[RecordedAs("sample.job-completed")]
public sealed record JobCompleted(string Job, string Order, decimal Good, decimal Scrap) : Event;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderReleased))]
[JsonSerializable(typeof(JobDispatched))]
[JsonSerializable(typeof(JobStarted))]
[JsonSerializable(typeof(StepConfirmed))]
[JsonSerializable(typeof(LotConsumed))]
[JsonSerializable(typeof(LotProduced))]
[JsonSerializable(typeof(JobHeld))]
[JsonSerializable(typeof(JobResumed))]
[JsonSerializable(typeof(JobCompleted))]
internal sealed partial class SampleJson : JsonSerializerContext;
