using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Serving;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters.Versions;

/// <summary>One version as its page shows it, and what the one who looks may do with it.</summary>
/// <param name="Before">The version that a reviewer compares it with: the one it was copied from; null for a first version.</param>
/// <param name="Faults">What has to be mended before it can go to review; empty once it has.</param>
/// <param name="People">Printed names by person.</param>
public sealed record VersionShown(
    WorkMasterRow Master, WorkMasterVersion Version, WorkMasterVersion? Before, IReadOnlyList<ContentFault> Faults, IReadOnlyList<VersionLine> Life,
    IReadOnlyList<(SiteChoice Site, AtSite At)> Sites, ActsOffered Acts, IReadOnlyDictionary<string, string> People)
{
    public string NameOf(string person) => People.GetValueOrDefault(person) ?? person;

    public string Path => MasterPaths.Of(Master.Id, Version.Number);
}

/// <summary>One entry of a version's life.</summary>
/// <param name="Said">A reason, a remark, what shows it.</param>
/// <param name="Edits">How many edits by the same person one after the other it stands for; 0 where it is none.</param>
public sealed record VersionLine(string What, string Person, DateTimeOffset At, string? Said, IReadOnlyList<Signature> Signatures, int Edits = 0);

/// <summary>Reads a version's page, and answers its forms with it. A route's handler takes it by AsParameters.</summary>
public sealed record VersionReading(
    ViewsDb Views, States States, Journal Journal, EventCodec Codec, Door Door, FormDoor Forms, Names Names, Viewer Viewer, TimeProvider Time, HttpContext Http)
{
    private CancellationToken Stop => Http.RequestAborted;

    /// <summary>Does what a form of the page asks for, and shows the page: as it is then, or with why it was refused.</summary>
    public async Task<IResult> Do(string master, int number, Command command) =>
        await Forms.Take(command, Http) ? Page.GoTo(MasterPaths.Of(master, number)) : await Show(master, number);

    public async Task<IResult> Show(string master, int number) =>
        await Read(master, number) is { } shown ? Page.Of<VersionPage>(new { Shown = shown }) : Page.NothingHere();

    private async Task<VersionShown?> Read(string master, int number)
    {
        if (await Views.Set<WorkMasterRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == master, Stop) is not { } row)
            return null;
        var read = new Reading(States, Logs.Enterprise, Stop);
        var version = await read.Of(new Id<WorkMaster>(master).Version(number));
        if (version.Status == VersionStatus.Unknown)
            return null;
        var before = version.BasedOn is { } earlier ? await read.Of(earlier) : null;
        var faults = version.Status == VersionStatus.Draft
            ? ContentCheck.Faults(version.Content, await read.Of(version.WorkMaster), await MastersRoom.Materials(version.Content, read))
            : [];
        var sites = new List<(SiteChoice, AtSite)>();
        if (version.Status is VersionStatus.Approved or VersionStatus.Retired)
        {
            foreach (var site in Viewer.Sites)
                sites.Add((site, await RunningVersions.At(site.Code, version.WorkMaster, States, Time, Stop)));
        }

        var life = await Life(version.Id);
        var id = version.Id;
        var acts = await ActsOffered.Ask(
            Door, Http.Caller()!, why => why is VersionFaulty, Stop,
            new SendToReview(id), new DiscardDraft(id, ActsOffered.Some), new ReviewVersion(id), new ReturnToDraft(id, ActsOffered.Some), new ApproveVersion(id),
            new RetireVersion(id, ActsOffered.Some), new OpenDraft(version.WorkMaster, number), new ChangeDraftHead(id, version.Content.Name + ActsOffered.Some, version.Content.Makes));
        return new VersionShown(
            row, version, before, faults, life, sites, acts, await Names.Of(life.Select(line => line.Person).Concat(version.Editors), Stop));
    }

    /// <summary>What happened to the version, from its own stream; edits that follow each other are one line.</summary>
    private async Task<List<VersionLine>> Life(Id<WorkMasterVersion> version)
    {
        var lines = new List<VersionLine>();
        foreach (var entry in await Journal.ReadStream(Logs.Enterprise, version.Stream, 1, Stop))
        {
            var line = Codec.Read(entry) switch
            {
                DraftEdited => new VersionLine(entry.Name, entry.Actor, entry.RecordedAt, null, [], 1),
                VersionTakenOver e => Line(entry, e.Evidence),
                DraftDiscarded e => Line(entry, e.Reason),
                VersionSentToReview e => Line(entry, e.Remark),
                VersionReviewed e => Line(entry, e.Remark, e.Signature),
                VersionReturnedToDraft e => Line(entry, e.Reason),
                VersionApproved e => Line(entry, null, [.. e.Signatures]),
                VersionRetired e => Line(entry, e.Reason),
                _ => Line(entry, null),
            };
            if (line.Edits > 0 && lines is [.., { Edits: > 0 } last] && last.Person == line.Person)
                lines[^1] = line with { Edits = last.Edits + 1 };
            else
                lines.Add(line);
        }

        return lines;

        static VersionLine Line(Entry entry, string? said, params Signature[] signatures) => new(entry.Name, entry.Actor, entry.RecordedAt, said, signatures);
    }
}
