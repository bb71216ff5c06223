using System.Text.RegularExpressions;
using Groundswell.Deciding;

namespace Groundswell.Masters.ReasonLists;

/// <summary>Define a list of reasons for all sites: its first version.</summary>
public sealed record DefineReasonList(Id<ReasonList> List, string Name, ReasonUse Use, IReadOnlyList<Reason> Reasons) : EnterpriseCommand
{
    public static Decision Decide(DefineReasonList define, ReasonList list)
    {
        if (list.Versions.Length > 0)
            return new ReasonListAlreadyThere(define.List);
        if (!NamedReasonList.Fits(define.List))
            return new ReasonListIdUnfit(define.List);
        if (string.IsNullOrWhiteSpace(define.Name))
            return new ReasonListNameMissing();
        if (ReasonCheck.Fault(define.Reasons) is { } fault)
            return fault;

        return new ReasonListDefined(define.List, define.Name.Trim(), define.Use, define.Reasons);
    }
}

/// <summary>Make the next version of a list: all its reasons as they are to be. It is for sites that have none yet, and for champions who ask for it; where steps name the list, a change shapes it.</summary>
public sealed record ReviseReasonList(Id<ReasonList> List, string Name, IReadOnlyList<Reason> Reasons) : EnterpriseCommand
{
    public static Decision Decide(ReviseReasonList revise, ReasonList list)
    {
        if (!list.InUse)
            return new ReasonListNotInUse(revise.List);
        if (string.IsNullOrWhiteSpace(revise.Name))
            return new ReasonListNameMissing();
        if (ReasonCheck.Fault(revise.Reasons) is { } fault)
            return fault;

        return new ReasonListRevised(revise.List, list.Versions.Length + 1, revise.Name.Trim(), revise.Reasons);
    }
}

/// <summary>Take a list out of use: no site activates it any more.</summary>
public sealed record RetireReasonList(Id<ReasonList> List, string Why) : EnterpriseCommand
{
    public static Decision Decide(RetireReasonList retire, ReasonList list)
    {
        if (!list.InUse)
            return new ReasonListNotInUse(retire.List);
        if (string.IsNullOrWhiteSpace(retire.Why))
            return new ReasonListWhyMissing();

        return new ReasonListRetired(retire.List, retire.Why.Trim());
    }
}

/// <summary>What reasons have to be to stand in a list.</summary>
internal static partial class ReasonCheck
{
    public static Refusal? Fault(IReadOnlyList<Reason> reasons)
    {
        if (reasons.Count == 0)
            return new ReasonListEmpty();
        if (reasons.Select(reason => reason?.Code ?? "").FirstOrDefault(code => !Code().IsMatch(code)) is { } unfit)
            return new ReasonCodeUnfit(unfit);
        if (reasons.GroupBy(reason => reason.Code, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new ReasonTwice(twice.Key);
        return reasons.FirstOrDefault(reason => !reason.Text.Values.Any(text => !string.IsNullOrWhiteSpace(text))) is { } silent
            ? new ReasonWithoutText(silent.Code)
            : null;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,59}\z")]
    private static partial Regex Code();
}

/// <summary>The id is taken.</summary>
public sealed record ReasonListAlreadyThere(Id<ReasonList> List) : Refusal("reason-list.already-there")
{
    public override string Field => "list";
}

/// <summary>The sign @ stands before the number of a version.</summary>
public sealed record ReasonListIdUnfit(Id<ReasonList> List) : Refusal("reason-list.id-unfit")
{
    public override string Field => "list";
}

/// <summary>No such list is in use.</summary>
public sealed record ReasonListNotInUse(Id<ReasonList> List) : Refusal("reason-list.not-in-use")
{
    public override string Field => "list";
}

/// <summary>People have to be able to call it something.</summary>
public sealed record ReasonListNameMissing() : Refusal("reason-list.name-missing")
{
    public override string Field => "name";
}

/// <summary>It stays in the record why.</summary>
public sealed record ReasonListWhyMissing() : Refusal("reason-list.why-missing")
{
    public override string Field => "why";
}

/// <summary>From a list without reasons nobody can choose.</summary>
public sealed record ReasonListEmpty() : Refusal("reason-list.empty")
{
    public override string Field => "reasons";
}

/// <summary>The code is not of the shape that codes have.</summary>
public sealed record ReasonCodeUnfit(string Reason) : Refusal("reason-list.code-unfit")
{
    public override string Field => "reasons";
}

/// <summary>Two reasons have one code.</summary>
public sealed record ReasonTwice(string Reason) : Refusal("reason-list.reason-twice")
{
    public override string Field => "reasons";
}

/// <summary>A reason has no text in any language.</summary>
public sealed record ReasonWithoutText(string Reason) : Refusal("reason-list.reason-without-text")
{
    public override string Field => "reasons";
}
