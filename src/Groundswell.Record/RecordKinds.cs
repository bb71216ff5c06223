namespace Groundswell.Record;

/// <summary>A record's kind as it is written: in tables and in the origin line of checkpoints.</summary>
internal static class RecordKinds
{
    public static string NameOf(RecordKind kind) => kind switch
    {
        RecordKind.Plant => "plant",
        RecordKind.Demo => "demo",
        RecordKind.Trial => "trial",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A record is of a plant, a demo or a trial."),
    };

    public static RecordKind Parse(string name) => TryParse(name, out var kind) ? kind : throw new FormatException($"'{name}' is no kind of record.");

    public static bool TryParse(string name, out RecordKind kind)
    {
        RecordKind? known = name switch
        {
            "plant" => RecordKind.Plant,
            "demo" => RecordKind.Demo,
            "trial" => RecordKind.Trial,
            _ => null,
        };
        kind = known ?? default;
        return known is not null;
    }
}
