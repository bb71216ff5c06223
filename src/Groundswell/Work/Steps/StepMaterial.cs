using Groundswell.Deciding;
using Groundswell.Expressions;
using Groundswell.Masters.Contents;
using Groundswell.Materials.Lots;
using Groundswell.People.Accounts;
using Groundswell.Record;
using Groundswell.Work.Orders;

namespace Groundswell.Work.Steps;

/// <summary>Material used at a step: the right one, from a lot that may be used, in about the quantity that is asked for.</summary>
internal static class StepMaterial
{
    /// <summary>Who may let a rule of a lot be broken, by signing the step as approved.</summary>
    private static readonly Rights Overriding = Rights.Of(Role.LineLead, Role.Supervisor, Role.QualityReviewer, Role.QualityApprover);

    /// <param name="signer">The account of whoever signed.</param>
    public static Decision Decide(StepDoing doing, ConsumeMaterial consume, MaterialLot? lot, Account signer)
    {
        var step = doing.Step.Id;
        if (doing.Version.Content.FindLine(consume.Line) is not { } line)
            return new StepCannotBeWorkedOut(step, Saying.Of("told.no-bill-line", ("line", consume.Line)));
        if (doing.Asked.Lot is not { } id || lot is null)
            return new StepLotMissing(step);
        if (AskedFor(doing, consume, line) is not { } asked)
            return new StepCannotBeWorkedOut(step, Saying.Of("told.quantity", ("quantity", consume.Quantity ?? "")));
        var quantity = doing.Asked.Quantity ?? asked;
        if (lot.Exists && lot.Material != line.Material && line.Alternatives?.Contains(lot.Material) != true)
            return new StepLotOfOtherMaterial(step, lot.Material.Value, line.Material.Value);

        var today = doing.Circumstances.Date;
        var broken = lot.Exists ? LotUse.Overridable(id, lot, quantity, today).Select(rule => rule.Rule).ToList() : [];
        var approval = broken.Count > 0 ? doing.SignatureOf(SignatureMeaning.Approved) : null;
        if (approval is not null && MayNotOverride(doing, approval, signer, broken) is { } unfit)
            return unfit;
        var taken = LotUse.Consume(
            id, lot, quantity, line.Unit, new WorkReference(doing.Order.Id.Value, doing.Job.Id.Value, step), today,
            approval?.Signer ?? doing.Circumstances.Person, approval is null ? null : doing.Asked.Reason);
        if (taken.Refusal is { } refusal)
            return refusal;
        var done = doing.Done(
            FormattableString.Invariant($"{quantity} {line.Unit}"), quantity: quantity, signatures: approval is null ? null : [approval]).And(id, taken.Events[0].Event);
        if (approval is not null)
            done = doing.Except(done, ExceptionKind.LotOverride, Saying.Many("told.lot-used", [("lot", id.Value)], broken.Select(Rule)));
        if (consume.Tolerance is { } tolerance && Outside(quantity, asked, tolerance))
            done = doing.Except(done, ExceptionKind.OutOfTolerance, Saying.Of("told.for", ("given", FormattableString.Invariant($"{quantity} {line.Unit}")), ("asked", FormattableString.Invariant($"{asked} {line.Unit}"))));
        return consume.Scan && doing.Circumstances.Source is Source.Typed or Source.Transcribed
            ? doing.Except(done, ExceptionKind.Typed, Saying.Of("told.lot-typed", ("lot", id.Value)))
            : done;
    }

    private static Refusal? MayNotOverride(StepDoing doing, Signature approval, Account signer, IEnumerable<string> broken)
    {
        if (doing.OtherContent(approval) is { } other)
            return other;
        if (signer.Id.Value != approval.Signer || !Overriding.Allow(signer.Grants, doing.Asked.Site))
            return new StepSignedByOtherRole(doing.Step.Id, string.Join(", ", Overriding.Roles));
        return string.IsNullOrWhiteSpace(doing.Asked.Reason)
            ? new StepReasonNeeded(doing.Step.Id, ExceptionKind.LotOverride, Saying.Many("told.lot-is", [], broken.Select(Rule)))
            : null;
    }

    private static Saying Rule(string rule) => Saying.Of($"told.lot-{rule}");

    private static decimal? AskedFor(StepDoing doing, ConsumeMaterial consume, BillLine line)
    {
        if (consume.Quantity is null)
            return BillQuantity.Of(line, doing.Version.Content, doing.Order.Quantity);
        if (!Unit.TryParse(line.Unit, out var unit))
            return null;
        var value = doing.Values.Names.Check(consume.Quantity, Kind.Number(unit)).Expression?.Evaluate(doing.Values.Of);
        return value is { Form: ValueForm.Number } number
            && decimal.TryParse(number.Number.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var asked)
                ? asked
                : null;
    }

    private static bool Outside(decimal quantity, decimal asked, Tolerance tolerance)
    {
        var (below, above) = tolerance.Percent ? (asked * tolerance.Below / 100, asked * tolerance.Above / 100) : (tolerance.Below, tolerance.Above);
        return quantity < asked - below || quantity > asked + above;
    }
}
