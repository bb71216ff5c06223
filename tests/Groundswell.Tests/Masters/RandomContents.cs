using Groundswell.Masters.Contents;

namespace Groundswell.Tests.Masters;

/// <summary>Contents of few ids in any order and arrangement, so that two of them share much and nothing is where it was.</summary>
internal sealed class RandomContents(ulong seed)
{
    private static readonly string[] OperationIds = ["o1", "o2", "o3", "o4"];
    private static readonly string[] StepIds = ["s1", "s2", "s3", "s4", "s5", "s6", "s7"];
    private static readonly string[] LineIds = ["l1", "l2", "l3", "l4"];
    private static readonly string[] ParameterIds = ["p1", "p2", "p3"];

    private ulong _state = seed * 0x9E3779B97F4A7C15;

    public WorkMasterContent Next()
    {
        var operations = Some(OperationIds).Select(id => new Operation(id, Word(), [], After: Below(3) == 0 ? [] : null)).ToList();
        if (operations.Count > 0)
        {
            foreach (var step in Some(StepIds))
            {
                var at = Below(operations.Count);
                operations[at] = operations[at] with { Steps = [.. operations[at].Steps, new Step(step, Word(), Kind(), Critical: Below(4) == 0)] };
            }
        }

        return new WorkMasterContent(
            Word(),
            new MadeMaterial(HandRub.Rub, 1 + Below(2), "L"),
            operations,
            [.. Some(LineIds).Select(id => new BillLine(id, HandRub.Water, 1 + Below(2), "mL"))],
            [.. Some(ParameterIds).Select(id => new Parameter(id, Word(), Below(2), "rpm"))]);
    }

    public List<string> Shuffled(IEnumerable<string> ids)
    {
        var list = ids.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }

        return list;
    }

    public int Below(int bound) => (int)(Bits() % (ulong)bound);

    private List<string> Some(IReadOnlyList<string> ids) => Shuffled(ids.Where(_ => Below(4) > 0));

    private string Word() => Below(2) == 0 ? "one" : "two";

    private StepKind Kind() => Below(3) switch
    {
        0 => new Confirm(),
        1 => new EnterNumber("Cel", Limits: new Limits("1", Below(2) == 0 ? "2" : null)),
        _ => new EnterYesNo(Below(2) == 0),
    };

    /// <summary>SplitMix64.</summary>
    private ulong Bits()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
