using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Record.Sealing;
using Groundswell.Sealing;

namespace Groundswell.Influence.Nominations;

/// <summary>What somebody said when they were asked the two questions: whom they would ask first, and whose word convinces. At most three names to each.</summary>
public sealed record Named(IReadOnlyList<string> AsksFirst, IReadOnlyList<string> Believes) : IConfidable<Named>
{
    /// <summary>More names tell less.</summary>
    public const int Most = 3;

    public static JsonTypeInfo<Named> Shape => NominationJson.Default.Named;
}

/// <summary>One person's nomination of a quarter. It may be given anew and taken back; the names are sealed for whoever gave them.</summary>
/// <param name="Keys">The seals of what was said, of all that is still to be read.</param>
/// <param name="GivenAt">When it was given last.</param>
public sealed record Nomination(Id<Nomination> Id, bool Stands, IReadOnlyList<string> Keys, DateTimeOffset GivenAt = default) : IState<Nomination>
{
    public static string Kind => "influence-nomination";

    public static Nomination Unknown { get; } = new(default, false, []);

    public Nomination Evolve(Happened happened) => happened.Event switch
    {
        PeopleNominated e => new Nomination(e.Nomination, true, e.Names.Key is { } key ? [key] : [], happened.OccurredAt),
        NominationForgotten e => new Nomination(e.Nomination, false, []),
        _ => this,
    };

    /// <summary>A person's own, in the quarter of a date.</summary>
    public static Id<Nomination> Of(string person, DateOnly date) => new($"{person} {QuarterOf(date)}");

    /// <summary>2026-Q4</summary>
    public static string QuarterOf(DateOnly date) => FormattableString.Invariant($"{date.Year:0000}-Q{((date.Month - 1) / 3) + 1}");
}

/// <param name="Names">Sealed: whom they named.</param>
/// <param name="Group">Function and team of whoever gave it: it counts together with others' of the same. Absent where it was recorded before that was looked at.</param>
[RecordedAs("influence.people-nominated")]
public sealed record PeopleNominated(Id<Nomination> Nomination, Confided<Named> Names, string? Group = null) : Event, IConfides
{
    IEnumerable<Confided> IConfides.Confidences => [Names];
}

/// <summary>What was said is gone for ever.</summary>
/// <param name="ForgottenKeys">The seals that were destroyed.</param>
/// <param name="Kept">So many days it was kept, as the site's policy says; absent where whoever gave it took it back.</param>
[RecordedAs("influence.nomination-forgotten")]
public sealed record NominationForgotten(Id<Nomination> Nomination, IReadOnlyList<string> ForgottenKeys, int? Kept = null) : Event, IForgets
{
    IEnumerable<string> IForgets.Keys => ForgottenKeys;

    string IForgets.Why => Kept is null ? "The nomination was taken back by whoever gave it." : "The time for which nominations are kept was over.";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Named))]
[JsonSerializable(typeof(Sealed))]
internal sealed partial class NominationJson : JsonSerializerContext;
