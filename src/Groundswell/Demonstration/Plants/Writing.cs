using Groundswell.Deciding;
using Groundswell.Masters.Contents;

namespace Groundswell.Demonstration.Plants;

/// <summary>Short ways to write the steps of a demonstration's masters.</summary>
/// <param name="own">The plant's own language; every text is in English and in it.</param>
internal sealed class Writing(string own, Drawings drawings)
{
    private static readonly ExceptionRule ByLeadOrQuality = new(ReleasedBy: [Role.LineLead, Role.Supervisor, Role.QualityReviewer]);

    public Step Step(string id, string name, string nameHere, StepKind does, string instruction, string here, string? drawing = null) => new(
        id, name, does, In(instruction, here), Attachments: drawing is null ? null : drawings[drawing], Names: Other(nameHere));

    /// <summary>A number that has to keep to its limits; a lead or Quality releases what does not.</summary>
    public Step Number(
        string id, string name, string nameHere, string unit, string? target, string low, string high, int decimals, string instruction, string here,
        string? drawing = null, bool critical = true) =>
        Step(id, name, nameHere, new EnterNumber(unit, target, new Limits(low, high), decimals), instruction, here, drawing) with
        {
            Critical = critical,
            Exceptions = critical ? ByLeadOrQuality : null,
        };

    public Step Use(
        string id, string name, string nameHere, string line, Tolerance? tolerance, string instruction, string here, string? hazard = null,
        string? hazardHere = null, string? drawing = null, bool scan = true) =>
        Step(id, name, nameHere, new ConsumeMaterial(line, null, tolerance, scan), instruction, here, drawing) with
        {
            Hazard = hazard is null ? null : In(hazard, hazardHere!),
            Critical = true,
        };

    /// <summary>What is not as the step asks is released by somebody in one of these roles.</summary>
    public static Step Released(Step step, params IReadOnlyList<Role> by) => step with { Exceptions = new ExceptionRule(ReleasedBy: by) };

    public static Tolerance Percent(decimal within) => new(within, within, Percent: true);

    public IReadOnlyDictionary<string, string> In(string english, string here) =>
        own == "en" ? new Dictionary<string, string> { ["en"] = english } : new Dictionary<string, string> { ["en"] = english, [own] = here };

    public IReadOnlyDictionary<string, string>? Other(string here) => own == "en" ? null : new Dictionary<string, string> { [own] = here };

    public static Operation Operation(
        string id, string name, string here, string own, string workCenter, string qualification, TimeSpan setup, TimeSpan run, params IReadOnlyList<Step> steps) => new(
        id, name, steps, new EquipmentRequirement(EquipmentLevel.WorkCenter, workCenter), Qualifications: [qualification], Setup: setup, Run: new Duration(run),
        Names: new Dictionary<string, string> { [own] = here });
}
