using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Masters;

namespace Groundswell.Changes.Openings;

/// <summary>The site works by the record: there is nothing to open.</summary>
public sealed record SiteAtWorkAlready(string Site) : Refusal("site-opening.at-work-already");

/// <summary>No version is named that the site could begin with.</summary>
public sealed record OpeningWithoutVersions() : Refusal("site-opening.without-versions")
{
    public override string Field => "versions";
}

/// <summary>Two versions of one master: the site begins with one.</summary>
public sealed record TwoVersionsToBeginWith(Id<WorkMaster> WorkMaster) : Refusal("site-opening.two-of-one-master")
{
    public override string Field => "versions";
}

/// <summary>The change opens a site with versions that are approved: nothing is drafted or tried under it.</summary>
public sealed record OpensSite(Id<Change> Change) : Refusal("site-opening.nothing-to-draft");

/// <summary>The change opens no site.</summary>
public sealed record OpensNoSite(Id<Change> Change) : Refusal("site-opening.opens-no-site");

/// <summary>The change opens another site: it is that site's alone.</summary>
public sealed record OpensOtherSite(Id<Change> Change, string Site) : Refusal("site-opening.of-other-site");
