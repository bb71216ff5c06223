using System.Text.Json.Serialization;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters.Versions;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Changes.Proposals;

/// <summary>Which proposals a page shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProposalShow>))]
public enum ProposalShow
{
    /// <summary>Those that wait for an answer.</summary>
    Open = 1,

    /// <summary>My own.</summary>
    Mine,
    All,
}

/// <summary>A site's proposals as their page shows them.</summary>
/// <param name="Changes">Those they can be taken into, by id and title.</param>
/// <param name="Shifts">What the site's shifts are called, by their codes.</param>
public sealed record ProposalsShown(
    IReadOnlyList<ListedProposal> Proposals, int Count, int Overdue, ProposalShow Show, int Page, IReadOnlyList<(string Id, string Name)> WorkCenters,
    IReadOnlyList<(string Id, string Name)> Changes, IReadOnlyDictionary<string, string> Shifts, VersionNames Versions, DateTimeOffset Now)
{
    public const int PageSize = 25;
}

/// <summary>A proposal, and what the one who looks can do with it.</summary>
/// <param name="By">Who made it, or "someone" where they are not to be named.</param>
/// <param name="Place">Where: the work center, the order, the step.</param>
public sealed record ListedProposal(
    ProposalRow Row, string By, string? Answerer, string? AnsweredBy, string Place, bool IsMine, bool MaySpeak, bool MayAnswer, bool MayObject, bool MayWithdraw,
    IReadOnlyList<ProposalVoiceRow> Voices);

/// <summary>Reads the page of a site's proposals.</summary>
internal sealed class ProposalsReading(ViewsDb views, States states, Names names, Words words, Viewer viewer, TimeProvider time)
{
    public async Task<ProposalsShown> Of(string site, ProposalShow show, int page, CancellationToken stop)
    {
        var (me, now) = (viewer.Caller!.Person, time.GetUtcNow());
        var all = views.Set<ProposalRow>().AsNoTracking().Where(row => row.Site == site);
        var overdue = await all.CountAsync(row => row.IsOpen && row.DueAt <= now, stop);
        var chosen = show switch
        {
            ProposalShow.Open => all.Where(row => row.IsOpen).OrderBy(row => row.ProposedAt),
            ProposalShow.Mine => all.Where(row => row.ProposedBy == me).OrderByDescending(row => row.ProposedAt),
            _ => all.OrderByDescending(row => row.ProposedAt),
        };
        var count = await chosen.CountAsync(stop);
        var rows = await chosen.Skip((page - 1) * ProposalsShown.PageSize).Take(ProposalsShown.PageSize).ToListAsync(stop);
        var ids = rows.ConvertAll(row => row.Proposal);
        var voices = (await views.Set<ProposalVoiceRow>().AsNoTracking().Where(row => row.Site == site && ids.Contains(row.Proposal)).OrderBy(row => row.Number).ToListAsync(stop))
            .ToLookup(row => row.Proposal);
        var called = await names.Of(rows.SelectMany(row => new[] { row.AsSomeone ? null : row.ProposedBy, row.Answerer, row.AnsweredBy }).OfType<string>(), stop);
        var centers = await views.Set<PlaceRow>().AsNoTracking().Where(row => row.Site == site && row.Kind == WorkCenter.Kind && row.Status != nameof(InUse.Retired))
            .OrderBy(row => row.Name).Select(row => new { WorkCenter = row.Id, row.Name }).ToListAsync(stop);
        var changes = await views.Set<ChangeRow>().AsNoTracking().Where(row => row.Status != ChangeStatus.GivenUp).OrderByDescending(row => row.OpenedAt)
            .Take(ProposalList.Most).Select(row => new { row.Change, row.Title }).ToListAsync(stop);
        var read = new Reading(states, Logs.OfSite(site), stop);
        var shifts = (await read.Of(ShiftCalendar.OfSite)).Shifts.ToDictionary(shift => shift.Code, shift => shift.Name);
        var here = (await read.Of(new Id<Person>(me))).Status == PersonStatus.Here;
        var listed = new List<ListedProposal>();
        foreach (var row in rows)
        {
            var proposal = await read.Of(new Id<Proposal>(row.Proposal));
            var mine = proposal.ProposedBy == me;
            listed.Add(new ListedProposal(
                row, ByOf(row, called, shifts), NameOf(row.Answerer), NameOf(row.AnsweredBy),
                string.Join(" · ", new[] { centers.FirstOrDefault(center => center.WorkCenter == row.WorkCenter)?.Name ?? row.WorkCenter, row.Order, row.StepText ?? row.Step }.OfType<string>()),
                mine, here && !mine && (proposal.IsOpen || proposal.Status == ProposalStatus.Accepted) && !proposal.Voices.ContainsKey(me),
                proposal.IsOpen && !mine && proposal.RefusedBy != me && viewer.Has(ProposalActs.Answerers),
                mine && proposal is { Status: ProposalStatus.Refused, Objected: false }, mine && proposal.IsOpen, [.. voices[row.Proposal]]));
        }

        return new ProposalsShown(
            listed, count, overdue, show, page, [.. centers.Select(center => (center.WorkCenter, center.Name))],
            [.. changes.Select(change => (change.Change, change.Title))], shifts,
            await VersionNames.Of(rows.Select(row => row.WorkMasterVersion).OfType<string>(), views, stop), now);

        string? NameOf(string? person) => person is null ? null : called.GetValueOrDefault(person) ?? person;
    }

    private string ByOf(ProposalRow row, IReadOnlyDictionary<string, string> called, IReadOnlyDictionary<string, string> shifts) => (row.AsSomeone, row.Shift) switch
    {
        (false, _) => called.GetValueOrDefault(row.ProposedBy) ?? row.ProposedBy,
        (true, { } shift) => words.Say("proposals.someone-on", ("shift", shifts.GetValueOrDefault(shift) ?? shift)),
        _ => words["proposals.someone"],
    };
}
