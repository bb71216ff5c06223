using Groundswell.Deciding;

namespace Groundswell.Masters.ReasonLists;

/// <summary>Use a list at the site from now on. Once the site has a version of its own, another one comes to it by its champions only.</summary>
/// <param name="Version">Its number; null: the one that the site had before, or the last that no change has shaped.</param>
public sealed record ActivateReasonList(Id<ReasonList> List, int? Version = null) : SiteCommand
{
    public static Decision Decide(ActivateReasonList activate, ReasonList list, ActiveReasonList active)
    {
        if (!list.InUse)
            return new ReasonListNotInUse(activate.List);
        var version = activate.Version ?? (active.Own > 0 ? active.Own : list.LastOfOwn);
        if (version < 1 || version > list.Versions.Length)
            return new ReasonListVersionUnknown(activate.List, version);
        if (active.Version == version)
            return new ReasonListActive(activate.List, version);
        if (list.OfChanges.Contains(version) || (active.Own > 0 && active.Own != version))
            return new ReasonListComesOtherwise(activate.List, version);

        return new ReasonListActivated(activate.List, version, [.. list.Versions[version - 1].Select(reason => reason.Code)]);
    }
}

/// <summary>Use a list at the site no more.</summary>
public sealed record DeactivateReasonList(Id<ReasonList> List, string Why) : SiteCommand
{
    public static Decision Decide(DeactivateReasonList deactivate, ActiveReasonList active)
    {
        if (active.Version == 0)
            return new ReasonListNotActive(deactivate.List);
        if (string.IsNullOrWhiteSpace(deactivate.Why))
            return new ReasonListWhyMissing();

        return new ReasonListDeactivated(deactivate.List, deactivate.Why.Trim());
    }
}

/// <summary>The list has no version of this number.</summary>
public sealed record ReasonListVersionUnknown(Id<ReasonList> List, int Version) : Refusal("reason-list.version-unknown")
{
    public override string Field => "version";
}

/// <summary>The site uses this version already.</summary>
public sealed record ReasonListActive(Id<ReasonList> List, int Version) : Refusal("reason-list.active")
{
    public override string Field => "version";
}

/// <summary>The site does not use the list.</summary>
public sealed record ReasonListNotActive(Id<ReasonList> List) : Refusal("reason-list.not-active")
{
    public override string Field => "list";
}

/// <summary>The site has another version, or a change has shaped this one: champions bring it, with the work master that names it, or by asking for it.</summary>
public sealed record ReasonListComesOtherwise(Id<ReasonList> List, int Version) : Refusal("reason-list.comes-otherwise")
{
    public override string Field => "version";
}
