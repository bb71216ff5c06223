using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Influence.Disclosures;
using Groundswell.Projecting;
using Groundswell.Record;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Influence.Signs;

/// <summary>What came of asking a group about a sign.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Finding>))]
public enum Finding
{
    /// <summary>Something does not fit: the screen, the step, the form, the place.</summary>
    Misfit = 1,

    /// <summary>It has another reason: a new product, a holiday, a machine.</summary>
    OtherReason,

    /// <summary>Nothing was found.</summary>
    Nothing,
}

/// <summary>One sign of a group in a week, and what was found.</summary>
public sealed record AskedAbout(Id<AskedAbout> Id, Finding? Finding) : IState<AskedAbout>
{
    public static string Kind => "influence-sign";

    public static AskedAbout Unknown { get; } = new(default, null);

    public AskedAbout Evolve(Happened happened) => happened.Event is SignFindingRecorded e ? new AskedAbout(e.Asked, e.Finding) : this;

    public static Id<AskedAbout> Of(DateOnly week, SignKind sign, string group) => new(FormattableString.Invariant($"{week:yyyy-MM-dd} {sign} {group}"));
}

[RecordedAs("influence.sign-finding-recorded")]
public sealed record SignFindingRecorded(Id<AskedAbout> Asked, DateOnly Week, SignKind Sign, string Group, Finding Finding, string Note) : Event;

/// <summary>Record what came of asking. It may be recorded anew: the last one holds.</summary>
/// <param name="Note">What is in the way, in the group's words; no names.</param>
public sealed record RecordSignFinding(DateOnly Week, SignKind Sign, string Group, Finding Finding, string Note) : PeopleCommand
{
    /// <summary>Beyond this a group's name does not fit into the id.</summary>
    internal const int LongestGroup = 80;

    /// <param name="told">Of which groups signs were told in this quarter.</param>
    public static Decision Decide(RecordSignFinding record, Policies.InfluencePolicy policy, Told told, Told toldBefore)
    {
        if (!policy.IsOn)
            return new Policies.InfluenceOff();
        if (string.IsNullOrWhiteSpace(record.Group) || record.Group.Length > LongestGroup || record.Week.DayOfWeek != DayOfWeek.Monday)
            return new SignUnknown();
        // What was found is about a group that somebody was told of, of five people or more, and about nobody whose name is put in its place.
        if (!told.Has(record.Group) && !toldBefore.Has(record.Group))
            return new SignUnknown();
        if (string.IsNullOrWhiteSpace(record.Note))
            return new FindingNoteMissing();

        return new SignFindingRecorded(AskedAbout.Of(record.Week, record.Sign, record.Group), record.Week, record.Sign, record.Group, record.Finding, record.Note.Trim());
    }
}

/// <summary>A finding is about a sign of a group that was told of, in a week that begins on a Monday.</summary>
public sealed record SignUnknown() : Refusal("influence.sign-unknown")
{
    public override string Field => "group";
}

/// <summary>A finding says what was found.</summary>
public sealed record FindingNoteMissing() : Refusal("influence.finding-note-missing")
{
    public override string Field => "note";
}

/// <summary>What came of asking about signs.</summary>
public sealed class SignFindingList : IProjection
{
    public string Name => "sign-findings";

    public int Version => 1;

    public void Shape(ModelBuilder tables) => tables.Entity<SignFindingRow>().ToTable("influence_sign_finding").HasKey(r => new { r.Site, r.Week, r.Group, r.Sign });

    public ValueTask Apply(Fact fact, Tables tables)
    {
        if (fact.Event is SignFindingRecorded e)
            tables.Of<SignFindingRow>().Put(new SignFindingRow { Site = fact.Site!, Week = e.Week, Group = e.Group, Sign = e.Sign, Finding = e.Finding, Note = e.Note });
        return ValueTask.CompletedTask;
    }
}

/// <summary>What came of asking about one sign.</summary>
public sealed class SignFindingRow
{
    public required string Site { get; init; }
    public required DateOnly Week { get; init; }
    public required string Group { get; init; }
    public required SignKind Sign { get; init; }
    public required Finding Finding { get; init; }
    public required string Note { get; init; }
}
