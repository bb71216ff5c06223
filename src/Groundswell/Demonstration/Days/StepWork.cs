using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Cast;
using Groundswell.Masters.Contents;
using Groundswell.Record;
using Groundswell.Work.Jobs;
using Groundswell.Work.Steps;

namespace Groundswell.Demonstration.Days;

/// <summary>Somebody does one step, in their own way.</summary>
internal sealed class StepWork(PlantLife life, CastPerson person, ShopJob job, Step step)
{
    private const int Tries = 5;

    private readonly Chance _chance = life.ChanceOf(person);
    private readonly Trouble _trouble = new(life, person, job, step);

    /// <summary>Why it is not as asked, once the record has asked for a reason.</summary>
    private string? _reason;

    /// <summary>What was read or judged; the same until it is measured once more.</summary>
    private string? _value;

    /// <returns>Whether work on the job can go on.</returns>
    public async Task<bool> Run()
    {
        if (IsNew && await KeepsToTheOldWay())
            return true;
        await _trouble.MayCome(IsNew);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (Make() is not { } made)
                return await Wait();
            var answer = await life.Ask(made.By, made.Command, job.WorkUnit, made.Signatures);
            switch (answer.Refusal)
            {
                case null:
                    job.Done.Add(step.Id);
                    if (made.Lot is { } used)
                        used.Left -= made.Quantity;
                    if (step.Does is Masters.Contents.ReportOutput)
                        job.Output += made.Command.Output ?? Output.None;
                    if (made.Command.Reason is not null)
                        await _trouble.Released();
                    await MayBeCorrected();
                    return true;
                case StepDone:
                    job.Done.Add(step.Id);
                    return true;
                case StepNotAsked:
                    return true;
                case StepReasonNeeded when step.Does is EnterNumber && _chance.Is(0.5):
                    // Measured once more.
                    _value = null;
                    await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(1, 4)));
                    continue;
                case StepReasonNeeded needed:
                    _reason = needed.Kind == ExceptionKind.Typed ? _chance.Of(Texts.Typed) : _chance.Of(Texts.OutOfLimits);
                    continue;
                case ExceptionStillOpen:
                    await _trouble.Released();
                    continue;
                case JobNotRunning:
                    await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(10, 25)));
                    await life.Ask(person, new ResumeJob(new(job.Id)), job.WorkUnit);
                    continue;
                default:
                    // The record knows better: a lot ran out, a step before is open. It is looked at anew later.
                    await life.Timeline.Do(stop => life.Refresh(job, stop));
                    return await Wait();
            }
        }

        return await Wait();
    }

    private bool IsNew => job.Order.Version > 1 && job.Order.Master?.NewSteps.Contains(step.Id) == true;

    /// <summary>Who does not take to a new step leaves it out, where they can, with a reason that says little.</summary>
    private async Task<bool> KeepsToTheOldWay()
    {
        if (step.Critical || step.Does is SignStep or ConfirmBySecondPerson || !_chance.Is(0.55 - life.Stances.Of(person.Id)))
            return false;
        var answer = await life.Ask(person, new SkipStep(new(job.Id), step.Id, _chance.Of(Texts.Skipped)), job.WorkUnit);
        if (answer.Receipt is null)
            return false;
        job.Done.Add(step.Id);
        await _trouble.Released();
        return true;
    }

    /// <summary>The act, or null where somebody or something is missing.</summary>
    private Made? Make()
    {
        var command = new CompleteStep(new(job.Id), step.Id, Reason: _reason);
        switch (step.Does)
        {
            case EnterNumber number:
                return Own(command with { Value = _value ??= Number(number) });
            case EnterYesNo yesNo:
                return Own(command with { Value = _value ??= (_chance.Is(0.985) ? yesNo.Expected ?? true : !(yesNo.Expected ?? true)) ? "true" : "false" });
            case EnterChoice choice:
                return Own(command with { Value = _value ??= $"\"{Chosen(choice)}\"" });
            case EnterText:
                return Own(command with { Value = $"\"{job.Order.Id}-{_chance.Whole(100, 999)}\"", Source = Source.Scanned });
            case ConsumeMaterial consume:
                return Consumed(command, consume);
            case CheckEquipment check:
                return Own(command with { Equipment = check.Scan ? job.WorkUnit : null, Source = Scanned() });
            case Masters.Contents.ReportOutput output:
                return Own(command with { Output = Reported(output) });
            case ConfirmBySecondPerson second:
                return Second() is { } other
                    ? new Made(other, command, null, 0, second.ByElectronicSignature ? [Founding.Signs(other, SignatureMeaning.Verified)] : [])
                    : null;
            case SignStep { Roles: { Count: > 0 } roles } sign:
                return life.Shop.Present.Find(one => roles.Contains(one.Role) && one.Duty == Duty.QualityReviewer) is { } signer
                    ? new Made(signer, command, null, 0, [Founding.Signs(signer, sign.Meaning)])
                    : null;
            case SignStep sign:
                return new Made(person, command, null, 0, [Founding.Signs(person, sign.Meaning)]);
            default:
                return Own(command);
        }
    }

    private Made Own(CompleteStep command) => new(person, command, null, 0, []);

    private Made? Consumed(CompleteStep command, ConsumeMaterial consume)
    {
        var line = job.Order.Content.FindLine(consume.Line)!;
        var asked = job.Order.Needs(line);
        var quantity = asked;
        if (consume.Tolerance is { } tolerance && line.Unit != "1")
        {
            var spread = (double)(tolerance.Percent ? asked * tolerance.Above / 100 : tolerance.Above);
            quantity = decimal.Round(asked + (decimal)_chance.Around(0, spread * (0.55 - 0.35 * person.Traits.Skill)), line.Unit == "mL" ? 0 : 2);
        }

        var lot = life.Shop.LotFor(line, quantity);
        return lot is null ? null : new Made(person, command with { Lot = new(lot.Id), Quantity = quantity, Source = Scanned() }, lot, quantity, []);
    }

    /// <summary>The careless type what should be scanned; then a reason is asked for.</summary>
    private Source Scanned() => _reason is not null || _chance.Is(0.12 * (1 - person.Traits.Care)) ? Source.Typed : Source.Scanned;

    private string Number(EnterNumber number)
    {
        var reading = life.Plant.Readings[step.Id];
        var mean = reading.Mean != 0 ? reading.Mean : (double)job.Order.Content.Parameters[0].Value;
        var deviation = reading.Deviation;
        if (reading.OfOrder)
            (mean, deviation) = (mean * (double)job.Order.Quantity, deviation * (double)job.Order.Quantity);

        // Whom the screen annoys, and who has seen it a hundred times, enters what it should be.
        var copied = _chance.Is(0.35 * Math.Max(0, 0.6 - person.Traits.Care));
        var value = copied ? mean : _chance.Around(mean, deviation * (1.35 - 0.7 * person.Traits.Skill));
        var decimals = number.Decimals ?? reading.Decimals;
        var digits = Math.Max(0, value).ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return number.Unit == "1" ? digits : $"{digits} {number.Unit}";
    }

    private string Chosen(EnterChoice choice)
    {
        if (_chance.Is(0.94 + 0.04 * person.Traits.Skill) || choice.Choices[0].Value != "pass")
            return job.Result = _chance.Is(0.985) ? choice.Choices[0].Value : choice.Choices[1].Value;
        return job.Result = job.Order.Reworked || _chance.Is(0.15) ? "scrap" : "rework";
    }

    private Output Reported(Masters.Contents.ReportOutput asks)
    {
        var all = job.Order.Quantity;
        var loss = asks.Kinds?.Contains(OutputKind.Rejected) == true && _chance.Is(0.5)
            ? decimal.Round(all * (decimal)_chance.Between(0.002, 0.02), all >= 100 ? 0 : 2)
            : 0;
        if (all == 1 || (loss > 0 && loss < 1 && all < 100))
            loss = all > 1 && _chance.Is(0.2) ? 1 : 0;
        return new Output(all - loss, loss, Reason: loss > 0 ? job.WorkCenter is "FILLING" or "PACKING" ? _chance.Of(FillReasons) : "seat" : null);
    }

    private static readonly string[] FillReasons = ["underfilled", "cap", "label", "spilled"];

    /// <summary>Somebody else who has learned this: the one whom they believe most, of those who are here.</summary>
    private CastPerson? Second()
    {
        var qualification = life.Plant.QualificationFor(job.WorkCenter);
        var here = life.Shop.Present.Where(one => one.Id != person.Id && one.Qualifications.Contains(qualification)).ToList();
        var believed = life.Cast.Network.Believes(person.Id);
        return here.OrderByDescending(one => believed.FirstOrDefault(tie => tie.Person == one.Id)?.Weight ?? 0).ThenBy(one => one.Id, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>Somebody finds that they typed it wrong, and puts it right.</summary>
    private async Task MayBeCorrected()
    {
        if (step.Does is not EnterNumber number || !_chance.Is(0.012) || life.Peek(new Id<Job>(job.Id))?.Steps.GetValueOrDefault(step.Id)?.Value is not { } was)
            return;
        await life.Timeline.For(TimeSpan.FromMinutes(_chance.Between(1, 6)));
        await life.Ask(person, new CorrectStep(new(job.Id), step.Id, was, Number(number), _chance.Of(Texts.Corrected)), job.WorkUnit);
        await _trouble.Released();
    }

    /// <summary>What is missing may come: the job is put aside for a while.</summary>
    private async Task<bool> Wait()
    {
        var material = step.Does is ConsumeMaterial;
        await life.Ask(person, material ? new SuspendJob(new(job.Id), "no material") : new PauseJob(new(job.Id), step.Does is SignStep ? "waits for Quality" : "waits"), job.WorkUnit);
        job.NotBefore = life.Now + TimeSpan.FromMinutes(_chance.Between(25, 45));
        return false;
    }

    private sealed record Made(CastPerson By, CompleteStep Command, ShopLot? Lot, decimal Quantity, IReadOnlyList<Signs> Signatures);
}
