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

    public static RecordKind Parse(string name) => name switch
    {
        "plant" => RecordKind.Plant,
        "demo" => RecordKind.Demo,
        "trial" => RecordKind.Trial,
        _ => throw new FormatException($"'{name}' is no kind of record."),
    };
}
