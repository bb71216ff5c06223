namespace Groundswell.Record;

/// <summary>Something that happened, as the record keeps it: what was decided, and nothing of who, when or where, which the entry has.</summary>
/// <remarks>Events only ever gain optional fields. Anything else is a new event with a new name.</remarks>
public abstract record Event;

/// <summary>The name an event is recorded under. It is a promise to every record ever written, whatever the C# type is called later.</summary>
/// <param name="name">Lower case, the thing and the past participle: <c>job.held</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RecordedAsAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
