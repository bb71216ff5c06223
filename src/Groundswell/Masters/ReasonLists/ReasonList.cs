using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Masters.ReasonLists;

/// <summary>The reasons that people choose from, the same words at all sites, so that losses can be compared.</summary>
/// <param name="Versions">By their numbers, from 1 without gaps. A site uses the one that it began with; an order, where its version of the work master names one, that one.</param>
public sealed record ReasonList(
    Id<ReasonList> Id, string Name, ReasonUse Use, ImmutableArray<IReadOnlyList<Reason>> Versions, bool Retired) : IState<ReasonList>
{
    public static string Kind => "reason-list";

    public static ReasonList Unknown { get; } = new(default, "", default, [], false);

    /// <summary>The numbers of versions that were shaped under a change: they come to a site with the work master that names them, and in no other way.</summary>
    public ImmutableHashSet<int> OfChanges { get; init; } = [];

    public bool InUse => Versions.Length > 0 && !Retired;

    /// <summary>The last version that no change has shaped; 0 where there is none.</summary>
    public int LastOfOwn => Enumerable.Range(1, Versions.Length).LastOrDefault(version => !OfChanges.Contains(version));

    /// <summary>The version that people at a site choose from where a step names none; where the site uses none, the one that it would begin with.</summary>
    public int AtSite(ActiveReasonList own) => own.Version > 0 ? own.Version : LastOfOwn;

    /// <summary>The reasons of a version; none where there is no such version.</summary>
    public IReadOnlyList<Reason> ReasonsOf(int version) => version >= 1 && version <= Versions.Length ? Versions[version - 1] : [];

    public ReasonList Evolve(Happened happened) => happened.Event switch
    {
        ReasonListDefined e => new ReasonList(e.List, e.Name, e.Use, [e.Reasons], false),
        ReasonListRevised e => this with
        {
            Name = e.Name,
            Versions = Versions.Add(e.Reasons),
            OfChanges = e.Change is null ? OfChanges : OfChanges.Add(e.Version),
        },
        ReasonListRetired => this with { Retired = true },
        _ => this,
    };
}

/// <param name="Code">What is recorded: letters, digits, dots, hyphens and underscores, at most 60.</param>
/// <param name="Text">As it is shown, by BCP 47 tag of the language; at least one.</param>
/// <param name="Group">What reports add it up under; null: itself.</param>
public sealed record Reason(string Code, IReadOnlyDictionary<string, string> Text, string? Group = null);

/// <summary>What a reason is given for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReasonUse>))]
public enum ReasonUse
{
    Scrap = 1,
    Downtime,
    Hold,
}

/// <summary>Which version of a list a site uses; its own log says so.</summary>
/// <param name="Version">0: none.</param>
public sealed record ActiveReasonList(Id<ReasonList> List, int Version, IReadOnlyList<string> Codes) : IState<ActiveReasonList>
{
    public static string Kind => "active-reason-list";

    public static ActiveReasonList Unknown { get; } = new(default, 0, []);

    /// <summary>The version that is the site's, in use or not; 0 where it never had one.</summary>
    public int Own { get; init; }

    public static Id<ActiveReasonList> IdOf(Id<ReasonList> list) => new(list.Value);

    public bool Has(string code) => Codes.Contains(code, StringComparer.Ordinal);

    public ActiveReasonList Evolve(Happened happened) => happened.Event switch
    {
        ReasonListActivated e => new ActiveReasonList(e.List, e.Version, e.Codes) { Own = e.Version },
        ReasonListDeactivated => this with { Version = 0, Codes = [] },
        _ => this,
    };
}

// The life of a list, and of its use at a site. These names and fields are in records: add to them, never change them.

[RecordedAs("reason-list.defined")]
public sealed record ReasonListDefined(Id<ReasonList> List, string Name, ReasonUse Use, IReadOnlyList<Reason> Reasons) : Event;

/// <param name="Version">The number of the whole list as it is from now on.</param>
/// <param name="Change">The id of the change that it was shaped under; null: under none.</param>
[RecordedAs("reason-list.revised")]
public sealed record ReasonListRevised(Id<ReasonList> List, int Version, string Name, IReadOnlyList<Reason> Reasons, string? Change = null) : Event;

[RecordedAs("reason-list.retired")]
public sealed record ReasonListRetired(Id<ReasonList> List, string Why) : Event;

/// <param name="Codes">The reasons that can be given from now on, so that the site can decide without the enterprise's log.</param>
/// <param name="Why">In the words of the champion who asked for it; null for the version that the site began with.</param>
[RecordedAs("reason-list.activated")]
public sealed record ReasonListActivated(Id<ReasonList> List, int Version, IReadOnlyList<string> Codes, string? Why = null) : Event;

[RecordedAs("reason-list.deactivated")]
public sealed record ReasonListDeactivated(Id<ReasonList> List, string Why) : Event;
