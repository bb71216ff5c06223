using System.Text.Json.Serialization;
using Groundswell.Deciding;

namespace Groundswell.People.Qualifications;

[JsonConverter(typeof(JsonStringEnumConverter<QualificationStatus>))]
public enum QualificationStatus
{
    Unknown,
    InUse,
    Retired,
}

/// <summary>Something people must have learned and shown before they may do certain work.</summary>
/// <remarks>ISA-95 "qualification test". What it means is the same at every site; who holds it is each site's own.</remarks>
public sealed record Qualification(
    Id<Qualification> Id, QualificationStatus Status, string Name, int Levels, int? ValidForMonths, bool BySignature) : IState<Qualification>
{
    public static string Kind => "qualification";

    public static Qualification Unknown { get; } = new(default, QualificationStatus.Unknown, "", 0, null, false);

    public Qualification Evolve(Happened happened) => happened.Event switch
    {
        QualificationDefined e => new Qualification(
            e.Qualification, QualificationStatus.InUse, e.Name, e.Levels.Count, e.ValidForMonths, e.BySignature),
        QualificationChanged e => this with { Name = e.Name, Levels = e.Levels.Count, ValidForMonths = e.ValidForMonths, BySignature = e.BySignature },
        QualificationRetired => this with { Status = QualificationStatus.Retired },
        _ => this,
    };

    /// <summary>Until when it is held from an instant on, where nothing else is said.</summary>
    public DateTimeOffset? ExpiryFrom(DateTimeOffset at) => ValidForMonths is { } months ? at.AddMonths(months) : null;
}
