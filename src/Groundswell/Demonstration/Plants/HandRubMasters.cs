using Groundswell.Deciding;
using Groundswell.Masters.Contents;

namespace Groundswell.Demonstration.Plants;

/// <summary>How the hand rub is made: the formulations are the World Health Organization's, which anybody may use; the rest is made up.</summary>
internal static class HandRubMasters
{
    private const string De = "de";

    /// <summary>Formulation 1: ethanol 80 % (v/v).</summary>
    public static WorkMasterContent Ethanol(Drawings drawings) => Content(
        drawings, "Hand rub, ethanol 80 %", "hand-rub-ethanol", new BillLine("alcohol", new("ethanol-96"), 8_333, "mL"), "ethanol 96 %", "Ethanol 96 %",
        "80 %", "75 %", "85 %");

    /// <summary>Formulation 2: isopropyl alcohol 75 % (v/v).</summary>
    public static WorkMasterContent Isopropanol(Drawings drawings) => Content(
        drawings, "Hand rub, isopropyl alcohol 75 %", "hand-rub-isopropanol", new BillLine("alcohol", new("isopropanol-99-8"), 7_515, "mL"),
        "isopropyl alcohol 99.8 %", "Isopropylalkohol 99,8 %", "75 %", "70 %", "80 %");

    /// <summary>The next version: tighter, slower, and one reading more. Not everybody likes it.</summary>
    public static WorkMasterContent Tightened(WorkMasterContent first) => Change(first, step => step.Id switch
    {
        "stir" => step with { Does = new RunTimer(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(60), "water") },
        "strength" => step with { Does = new EnterNumber("%", "target_strength", new Limits("target_strength - 3 %", "target_strength + 3 %"), 2) },
        "second_check" => step with { Does = new ConfirmBySecondPerson(["alcohol", "peroxide", "glycerol"], "weighing", ByElectronicSignature: true) },
        _ => step,
    }, after: "temperature", new Step(
        "reading_corrected", "Correct the reading to 20 °C", new EnterYesNo(true),
        new Dictionary<string, string> { ["en"] = "Correct the alcoholmeter's reading to 20 °C with the table on the wall.", [De] = "Die Anzeige des Alkoholometers mit der Tabelle an der Wand auf 20 °C umrechnen." },
        Names: new Dictionary<string, string> { [De] = "Anzeige auf 20 °C umrechnen" }));

    private static WorkMasterContent Content(
        Drawings drawings, string name, string material, BillLine alcohol, string alcoholName, string alcoholHere, string target, string low, string high)
    {
        var write = new Writing(De, drawings);
        return new WorkMasterContent(
            name,
            new MadeMaterial(new(material), 10, "L"),
            [
                Dispensing(write, alcoholName, alcoholHere),
                Mixing(write, target, low, high),
                Analysis(write, low, high),
                Filling(write),
                Packing(write),
            ],
            [
                alcohol,
                new BillLine("peroxide", new("hydrogen-peroxide-3"), 417, "mL"),
                new BillLine("glycerol", new("glycerol-98"), 145, "mL"),
                new BillLine("water", new("water-purified"), 10_000 - alcohol.Quantity - 417 - 145, "mL"),
                new BillLine("bottles", new("bottle-500"), 20, "1"),
            ],
            [new Parameter("target_strength", "Alcohol in the finished hand rub", decimal.Parse(target[..^2], System.Globalization.CultureInfo.InvariantCulture), "%")]);
    }

    private static Operation Dispensing(Writing write, string alcohol, string alcoholHere) => Writing.Operation(
        "10", "Dispensing", "Einwiegen", De, "DISPENSING", "weighing", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(40),
        write.Step("clearance", "Line clearance", "Räumung", new CheckEquipment([EquipmentCheck.Cleared, EquipmentCheck.Clean]),
            "Nothing of another batch is in the booth. Floor, table and balance are clean.", "Nichts von einer anderen Charge ist in der Kabine. Boden, Tisch und Waage sind sauber.", "clearance"),
        write.Number("balance_check", "Check the balance", "Waage prüfen", "g", "1000 g", "999.5 g", "1000.5 g", 1,
            "Put the 1 kg weight on the balance and read it.", "Das 1-kg-Gewicht auf die Waage legen und ablesen.", "balance"),
        write.Use("alcohol", $"Measure {alcohol}", $"{alcoholHere} abmessen", "alcohol", Writing.Percent(0.5m),
            "Scan the drum and measure the quantity into the transfer vessel.", "Das Fass scannen und die Menge in das Umfüllgefäß messen.",
            "Highly flammable. No sparks, earth the drum.", "Leicht entzündlich. Keine Funken, Fass erden.", "drum"),
        write.Use("peroxide", "Measure hydrogen peroxide 3 %", "Wasserstoffperoxid 3 % abmessen", "peroxide", Writing.Percent(1),
            "It kills the spores in the alcohol; it is no active ingredient.", "Es tötet Sporen im Alkohol ab; es ist kein Wirkstoff.",
            "Irritates skin and eyes. Wear goggles.", "Reizt Haut und Augen. Schutzbrille tragen."),
        write.Use("glycerol", "Measure glycerol 98 %", "Glycerin 98 % abmessen", "glycerol", Writing.Percent(2),
            "It is thick and sticks: let the cylinder drain for a minute.", "Es ist zäh und haftet: den Zylinder eine Minute abtropfen lassen."),
        write.Step("second_check", "Second person", "Zweite Person", new ConfirmBySecondPerson(["alcohol", "peroxide", "glycerol"], "weighing"),
            "Somebody else compares labels and quantities.", "Jemand anderes vergleicht Etiketten und Mengen."));

    private static Operation Mixing(Writing write, string target, string low, string high) => Writing.Operation(
        "20", "Mixing", "Mischen", De, "MIXING", "mixing", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(60),
        write.Step("vessel", "Check the vessel", "Kessel prüfen", new CheckEquipment([EquipmentCheck.Clean, EquipmentCheck.InService], Scan: true),
            "Scan the vessel. Its label says: clean.", "Den Kessel scannen. Sein Schild sagt: gereinigt.", "vessel"),
        write.Step("charge_alcohol", "Charge the alcohol", "Alkohol vorlegen", new Confirm(), "Let it run in along the wall.", "An der Wand entlang einlaufen lassen.", "vessel"),
        write.Step("charge_peroxide", "Add the peroxide", "Peroxid zugeben", new Confirm(), "Add all of it.", "Alles zugeben."),
        write.Step("charge_glycerol", "Add the glycerol", "Glycerin zugeben", new Confirm(), "Rinse the cylinder with water into the vessel.", "Den Zylinder mit Wasser in den Kessel ausspülen."),
        write.Use("water", "Fill up with water", "Mit Wasser auffüllen", "water", null, "Fill up to the batch's volume, then close the lid at once.", "Bis zum Chargenvolumen auffüllen, dann sofort schließen.", drawing: "vessel"),
        write.Step("stir", "Stir", "Rühren", new RunTimer(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(60), "water"), "Stir for at least a quarter of an hour.", "Mindestens eine Viertelstunde rühren."),
        write.Number("temperature", "Temperature", "Temperatur", "Cel", null, "15 Cel", "25 Cel", 1, "Read the thermometer in the vessel.", "Das Thermometer im Kessel ablesen.", critical: false),
        write.Number("strength", "Alcohol by volume", "Alkohol, Volumen", "%", target, low, high, 1, "Float the alcoholmeter and read it at eye level.", "Das Alkoholometer schwimmen lassen und in Augenhöhe ablesen.", "alcoholmeter"),
        write.Number("volume", "Volume in the vessel", "Volumen im Kessel", "L", "order.quantity", "order.quantity * 95 %", "order.quantity * 102 %", 1, "Read the sight glass.", "Das Schauglas ablesen."),
        Writing.Released(
            write.Step("yield", "Yield", "Ausbeute", new Calculate("volume / order.quantity in %", "%", new Limits("95 %", "102 %"), 1), "It is worked out.", "Wird berechnet."),
            Role.LineLead, Role.Supervisor, Role.QualityReviewer),
        write.Step("sample", "Draw the sample", "Probe ziehen", new EnterText(20), "Draw 250 mL and enter the number on the bottle.", "250 mL ziehen und die Nummer der Flasche eingeben."),
        write.Step("performed", "Sign for the batch", "Charge unterschreiben", new SignStep(SignatureMeaning.Performed), "Sign for what you did.", "Für das Getane unterschreiben."));

    private static Operation Analysis(Writing write, string low, string high) => Writing.Operation(
        "30", "Analysis", "Analyse", De, "LABORATORY", "analysis", TimeSpan.Zero, TimeSpan.FromMinutes(45),
        Writing.Released(
            write.Step("appearance", "Appearance", "Aussehen", new EnterChoice([new Choice("clear"), new Choice("cloudy", OutOfLimit: true), new Choice("colored", OutOfLimit: true)]),
                "Hold the sample against white and against black.", "Die Probe vor Weiß und vor Schwarz halten."),
            Role.QualityReviewer, Role.Supervisor),
        write.Number("alcohol_assay", "Alcohol, gas chromatography", "Alkohol, Gaschromatographie", "%", null, low, high, 2, "Mean of two runs.", "Mittel aus zwei Läufen."),
        write.Number("peroxide_assay", "Hydrogen peroxide, titration", "Wasserstoffperoxid, Titration", "%", "0.125 %", "0.100 %", "0.150 %", 3, "Titrate against potassium permanganate.", "Gegen Kaliumpermanganat titrieren."),
        write.Step("reviewed", "Review the results", "Ergebnisse prüfen", new SignStep(SignatureMeaning.Reviewed, [Role.QualityReviewer, Role.QualityApprover]),
            "Quality reads the results and signs.", "Die Qualität liest die Ergebnisse und unterschreibt."));

    private static Operation Filling(Writing write) => Writing.Operation(
        "40", "Filling", "Abfüllen", De, "FILLING", "filling", TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(90),
        write.Step("line_clear", "Line clearance", "Räumung", new CheckEquipment([EquipmentCheck.Cleared, EquipmentCheck.Clean]), "No bottle, label or cap of another batch is at the line.", "Keine Flasche, kein Etikett, kein Verschluss einer anderen Charge ist an der Linie.", "clearance"),
        write.Use("bottles", "Load bottles", "Flaschen einlegen", "bottles", Writing.Percent(5), "Scan the pallet.", "Die Palette scannen."),
        write.Number("fill_1", "Fill volume, first bottle", "Füllmenge, erste Flasche", "mL", "500 mL", "495 mL", "510 mL", 1, "Weigh it and read the volume.", "Wiegen und das Volumen ablesen.", "bottle"),
        write.Number("cap_torque", "Cap torque", "Drehmoment Verschluss", "N.m", "1.5 N.m", "1.2 N.m", "1.8 N.m", 2, "Open one cap with the torque tester.", "Einen Verschluss mit dem Prüfgerät öffnen.", "bottle", critical: false),
        write.Number("fill_2", "Fill volume, half way", "Füllmenge, Mitte", "mL", "500 mL", "495 mL", "510 mL", 1, "Take a bottle when half are filled.", "Eine Flasche nehmen, wenn die Hälfte gefüllt ist.", "bottle"),
        write.Number("fill_3", "Fill volume, last bottle", "Füllmenge, letzte Flasche", "mL", "500 mL", "495 mL", "510 mL", 1, "Take the last bottle.", "Die letzte Flasche nehmen.", "bottle"),
        write.Step("filled", "What was filled", "Abgefüllt", new ReportOutput(Kinds: [OutputKind.Good, OutputKind.Rejected], Reasons: new("fill-rejects")), "Report liters filled and rejected.", "Abgefüllte und ausgesonderte Liter melden."));

    private static Operation Packing(Writing write) => Writing.Operation(
        "50", "Packing", "Verpacken", De, "PACKING", "packing", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(50),
        write.Step("label", "Scan a label", "Etikett scannen", new EnterText(40), "Scan one label of the roll: batch and last day of use are on it.", "Ein Etikett der Rolle scannen: Charge und Verfall stehen darauf."),
        write.Step("label_right", "Label is right", "Etikett stimmt", new EnterYesNo(true), "Batch, last day of use and language are those of the order.", "Charge, Verfall und Sprache sind die des Auftrags."),
        write.Number("packed_bottles", "Bottles packed", "Verpackte Flaschen", "1", "order.quantity / 0.5 L", "order.quantity * 90 % / 0.5 L", "order.quantity * 102 % / 0.5 L", 0, "Count cartons times twelve, and the rest.", "Kartons mal zwölf zählen, und den Rest."),
        write.Step("packed", "What was packed", "Verpackt", new ReportOutput(Kinds: [OutputKind.Good, OutputKind.Rejected], Reasons: new("fill-rejects")), "Report liters packed.", "Verpackte Liter melden."));

    /// <summary>The content with its steps changed, and one more behind another.</summary>
    internal static WorkMasterContent Change(WorkMasterContent content, Func<Step, Step> change, string after, Step added) => content with
    {
        Operations =
        [
            .. content.Operations.Select(operation => operation with
            {
                Steps = [.. operation.Steps.SelectMany(step => step.Id == after ? new[] { change(step), added } : [change(step)])],
            }),
        ],
    };
}
