using Groundswell.Changes.Launches;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Effective;
using Groundswell.Plant;

namespace Groundswell.Changes.Openings;

/// <summary>
/// Begin the opening of a site: a change whose versions are approved already, and by which the site begins to work once its own champions launch it. Nothing is drafted and
/// tried under it, and all else is as with every change: who is touched is asked, each function is heard and signs, the gate is asked at every step.
/// </summary>
/// <param name="Versions">What the site is to begin with: one version of each master.</param>
public sealed record BeginSiteOpening(Id<Change> Change, string Title, string Reason, IReadOnlyList<Id<WorkMasterVersion>> Versions) : SharedCommand
{
    /// <param name="versions">Those that are named, in the same order.</param>
    /// <param name="work">Of the site that is to be opened, as is <paramref name="site"/>.</param>
    public static Decision Decide(BeginSiteOpening begin, Change change, IReadOnlyList<WorkMasterVersion> versions, SiteAtWork work, Site site)
    {
        if (change.Status != ChangeStatus.Unknown)
            return new ChangeAlreadyThere(begin.Change);
        if (ChangeRules.Unfit(begin.Title, begin.Reason) is { } unfit)
            return unfit;
        if (work.IsAtWork(site))
            return new SiteAtWorkAlready(begin.Site);
        if (OpeningRules.Unfit(begin.Site, begin.Versions, versions) is { } wrong)
            return wrong;

        return new ChangeOpened(
            begin.Change, begin.Title.Trim(), begin.Reason.Trim(), begin.Site.ToUpperInvariant(), Affecting: false, Opens: OpeningRules.Drafts(versions));
    }
}

/// <summary>Say anew, and whole, which versions a site is to begin with. Not once its launch was asked for.</summary>
public sealed record SayOpeningVersions(Id<Change> Change, IReadOnlyList<Id<WorkMasterVersion>> Versions) : SharedCommand
{
    /// <param name="versions">Those that are named, in the same order.</param>
    /// <param name="here">What the site that it opens does with it.</param>
    public static Decision Decide(SayOpeningVersions say, Change change, IReadOnlyList<WorkMasterVersion> versions, SiteChange here)
    {
        if (ChangeRules.NotOpen(say.Change, change) is { } refusal)
            return refusal;
        if (!change.OpensSite)
            return new OpensNoSite(say.Change);
        if (change.IsOfOtherSite(say.Site))
            return new OpensOtherSite(say.Change, change.Origin);
        if (here.AskedBy is not null)
            return new LaunchAskedAlready(say.Change);
        if (OpeningRules.Unfit(say.Site, say.Versions, versions) is { } wrong)
            return wrong;

        return new OpeningVersionsSaid(say.Change, OpeningRules.Drafts(versions));
    }
}

internal static class OpeningRules
{
    public static Refusal? Unfit(string site, IReadOnlyList<Id<WorkMasterVersion>> named, IReadOnlyList<WorkMasterVersion> versions)
    {
        if (named.Count == 0)
            return new OpeningWithoutVersions();
        foreach (var (asked, version) in named.Zip(versions))
        {
            if (version.Status == VersionStatus.Unknown)
                return new VersionUnknown(asked);
            if (version.Status != VersionStatus.Approved)
                return new VersionNotApproved(asked, version.Status);
            if (version.NotOf(site) is { } ofOther)
                return ofOther;
        }

        return versions.GroupBy(version => version.WorkMaster).FirstOrDefault(master => master.Count() > 1) is { } twice
            ? new TwoVersionsToBeginWith(twice.Key)
            : null;
    }

    /// <summary>
    /// An opening brings a master to its site for the first time. Were it to bring the next version, it would be a way to launch what no pilot group has accepted.
    /// </summary>
    /// <param name="runs">What the site's record says of the versions' masters, in the same order.</param>
    public static Refusal? NotTheFirst(Change change, IReadOnlyList<WorkMasterVersion> versions, IReadOnlyList<EffectiveVersion> runs) => change.OpensSite
        ? versions.Zip(runs).Where(one => one.Second.HasBaseline || one.Second.Provisions.Any(given => given.Change != change.Id.Value || given.Version != one.First.Id))
            .Select(one => new NotTheFirstVersion(one.First.WorkMaster, one.First.Id)).FirstOrDefault()
        : null;

    public static IReadOnlyList<ChangeDraft> Drafts(IReadOnlyList<WorkMasterVersion> versions) =>
        [.. versions.Select(version => new ChangeDraft(version.WorkMaster, version.Id))];
}
