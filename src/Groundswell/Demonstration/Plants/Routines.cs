using Groundswell.Masters.Contents;

namespace Groundswell.Demonstration.Plants;

/// <summary>Work that both plants do alike, so that what one has made better the other can ask for.</summary>
/// <param name="OrderPrefix">What its orders' ids begin with.</param>
internal sealed record DemoRoutine(string Id, string Class, string OrderPrefix, WorkMasterContent First)
{
    /// <summary>What is done is only counted.</summary>
    public const string Unit = "1";

    /// <summary>The class of equipment that it is done at: both plants have it, by whatever name.</summary>
    public const string At = "table";
}

/// <summary>The routines of the made-up plants: each is done once in a shift, at the last work center.</summary>
internal static class Routines
{
    /// <summary>A round before the first order of a shift.</summary>
    public static DemoRoutine Round { get; } = new("shift-round", "round", "RD", Content(
        "shift-round", "Round at the start of the shift", "Rundgang zu Schichtbeginn", "Recorrido al inicio del turno",
        Step("floor", "Ways are free", "Wege sind frei", "Pasillos libres", "Nothing stands in the marked ways."),
        Step("tools", "Tools hang in their places", "Werkzeuge hängen an ihrem Platz", "Las herramientas están en su sitio", "Compare with the shadow board."),
        Step("labels", "No label of another order", "Kein Etikett eines anderen Auftrags", "Ninguna etiqueta de otro pedido", "Look on the table, below it, and in the bin."),
        Step("guards", "Guards and emergency stops", "Schutzhauben und Not-Halt", "Resguardos y paros de emergencia", "Press each emergency stop once and see that it holds.")));

    /// <summary>Cleaning at the end of a shift.</summary>
    public static DemoRoutine Cleaning { get; } = new("shift-cleaning", "cleaning", "CL", Content(
        "shift-cleaning", "Cleaning at the end of the shift", "Reinigung zum Schichtende", "Limpieza al final del turno",
        Step("floor_swept", "Sweep the floor", "Boden kehren", "Barrer el piso", "From the wall to the middle."),
        Step("table_wiped", "Wipe the tables", "Tische wischen", "Limpiar las mesas", "With the blue cloth."),
        Step("shelves", "Dust the shelves", "Regale abstauben", "Sacudir los estantes", "The upper ones too."),
        Step("waste", "Take the waste out", "Abfall wegbringen", "Sacar la basura", "Paper and film go apart.")));

    public static IReadOnlyList<DemoRoutine> All { get; } = [Round, Cleaning];

    public static Step Step(string id, string name, string german, string spanish, string instruction) => new(
        id, name, new Confirm(), new Dictionary<string, string> { ["en"] = instruction }, Names: new Dictionary<string, string> { ["de"] = german, ["es"] = spanish });

    private static WorkMasterContent Content(string id, string name, string german, string spanish, params IReadOnlyList<Step> steps) => new(
        name, new MadeMaterial(new(id), 1, DemoRoutine.Unit),
        [new Operation("10", name, steps, new EquipmentRequirement(EquipmentLevel.EquipmentClass, DemoRoutine.At), Run: new Duration(TimeSpan.FromMinutes(12)), Names: new Dictionary<string, string> { ["de"] = german, ["es"] = spanish })], [], []);
}
