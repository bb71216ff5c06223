using Groundswell.Masters.Contents;

namespace Groundswell.Demonstration.Plants;

/// <summary>How the gearbox and its shaft set are made.</summary>
internal static class GearboxMasters
{
    private const string Es = "es";

    /// <summary>The gearbox, piece by piece, each with a serial number of its own.</summary>
    public static WorkMasterContent Gearbox(Drawings drawings)
    {
        var write = new Writing(Es, drawings);
        return new WorkMasterContent(
            "Gearbox GX40",
            new MadeMaterial(new("gearbox-gx40"), 1, "1"),
            [Kitting(write), Pressing(write), Assembly(write), Testing(write), Packing(write)],
            [
                new BillLine("housing", new("housing-gx40"), 1, "1"),
                new BillLine("shaft_set", new("shaft-set-gs40"), 1, "1"),
                new BillLine("bearings", new("bearing-6206"), 4, "1", Alternatives: [new("bearing-6206-c3")]),
                new BillLine("seals", new("seal-35"), 2, "1"),
                new BillLine("oil", new("gear-oil-220"), 1.2m, "L"),
            ],
            [new Parameter("torque_housing", "Torque of the housing's bolts", 48, "N.m")]);
    }

    /// <summary>The shaft set, in lots of some pieces.</summary>
    public static WorkMasterContent ShaftSet(Drawings drawings)
    {
        var write = new Writing(Es, drawings);
        return new WorkMasterContent(
            "Shaft set GS40",
            new MadeMaterial(new("shaft-set-gs40"), 10, "1"),
            [
                Writing.Operation("10", "Kitting", "Surtido", Es, "KITTING", "kitting", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20),
                    write.Use("shafts", "Take the shafts", "Tomar los ejes", "shafts", null, "Scan the box and count.", "Escanear la caja y contar."),
                    write.Use("gears", "Take the gears", "Tomar los engranajes", "gears", null, "Scan the box and count.", "Escanear la caja y contar.")),
                Writing.Operation("20", "Shrinking", "Montaje en caliente", Es, "SUBASSEMBLY", "pressing", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(50),
                    write.Number("gear_heat", "Temperature of the gear", "Temperatura del engranaje", "Cel", "160 Cel", "150 Cel", "175 Cel", 0, "Heat the gear on the plate.", "Calentar el engranaje en la placa.", "heater"),
                    write.Number("gear_seat", "Gap behind the gear", "Holgura tras el engranaje", "um", null, "0 um", "40 um", 0, "Try the gauge behind the gear.", "Probar la galga tras el engranaje."),
                    write.Step("sets_made", "Sets made", "Juegos hechos", new ReportOutput(Kinds: [OutputKind.Good, OutputKind.Rejected], Reasons: new("gear-rejects")), "Report good and rejected sets.", "Informar juegos buenos y rechazados.")),
            ],
            [
                new BillLine("shafts", new("shaft-raw"), 20, "1"),
                new BillLine("gears", new("gear-raw"), 20, "1"),
            ],
            []);
    }

    /// <summary>The next version: the bolts are tightened in two stages, and the backlash is measured twice.</summary>
    public static WorkMasterContent TwoStages(WorkMasterContent first) => HandRubMasters.Change(first, step => step.Id switch
    {
        "torque_1" => step with { Does = new EnterNumber("N.m", "torque_housing", new Limits("torque_housing - 2 N.m", "torque_housing + 2 N.m"), 1) },
        "torque_2" => step with { Does = new EnterNumber("N.m", "torque_housing", new Limits("torque_housing - 2 N.m", "torque_housing + 2 N.m"), 1) },
        _ => step,
    }, after: "joint", new Step(
        "torque_stage", "First stage, crosswise", new EnterNumber("N.m", "25 N.m", new Limits("22 N.m", "28 N.m"), 1),
        new Dictionary<string, string> { ["en"] = "Tighten all bolts crosswise to 25 N m before the second stage.", [Es] = "Apretar todos los tornillos en cruz a 25 N m antes de la segunda etapa." },
        Names: new Dictionary<string, string> { [Es] = "Primera etapa, en cruz" }));

    private static Operation Kitting(Writing write) => Writing.Operation(
        "10", "Kitting", "Surtido", Es, "KITTING", "kitting", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15),
        write.Use("housing", "Take the housing", "Tomar la carcasa", "housing", null, "Scan the housing's lot.", "Escanear el lote de la carcasa.", drawing: "gearbox"),
        write.Use("shaft_set", "Take the shaft set", "Tomar el juego de ejes", "shaft_set", null, "Scan the set's lot.", "Escanear el lote del juego."),
        write.Use("bearings", "Take four bearings", "Tomar cuatro rodamientos", "bearings", null, "Scan the bearings' lot. Leave them in their paper.", "Escanear el lote. Dejarlos en su papel."),
        write.Use("seals", "Take two seals", "Tomar dos retenes", "seals", null, "Scan the bag.", "Escanear la bolsa."),
        write.Step("kit_whole", "Kit is whole", "Juego completo", new EnterYesNo(true), "Nothing is missing on the tray.", "No falta nada en la bandeja."));

    private static Operation Pressing(Writing write) => Writing.Operation(
        "20", "Bearings on", "Montaje de rodamientos", Es, "SUBASSEMBLY", "pressing", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(35),
        write.Number("bearing_heat", "Temperature of the bearing", "Temperatura del rodamiento", "Cel", "110 Cel", "100 Cel", "120 Cel", 0, "Heat the bearings; never above 120 °C.", "Calentar los rodamientos; nunca más de 120 °C.", "heater") with
        {
            Hazard = write.In("Hot parts: wear the long gloves.", "Piezas calientes: usar los guantes largos."),
        },
        write.Number("press_force", "Force at the stop", "Fuerza en el tope", "kN", "22 kN", "18 kN", "26 kN", 1, "Read the press when the bearing seats.", "Leer la prensa al asentar el rodamiento.", "press"),
        write.Number("runout", "Runout of the shaft", "Excentricidad del eje", "um", null, "0 um", "30 um", 0, "Turn the shaft by hand, read the dial gauge.", "Girar el eje a mano, leer el comparador.", "runout"));

    private static Operation Assembly(Writing write) => Writing.Operation(
        "30", "Assembly", "Ensamble", Es, "ASSEMBLY", "assembly", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(55),
        write.Step("joint", "Clean the joint", "Limpiar la junta", new Confirm(), "No oil and no burr on the joint. Lay on the sealant in one line.", "Sin aceite ni rebaba en la junta. Aplicar el sellador en una línea.", "gearbox"),
        write.Number("torque_1", "Torque, bolts 1 to 4", "Par, tornillos 1 a 4", "N.m", "torque_housing", "torque_housing - 3 N.m", "torque_housing + 3 N.m", 1, "Crosswise. Read the wrench.", "En cruz. Leer la llave.", "bolts"),
        write.Number("torque_2", "Torque, bolts 5 to 8", "Par, tornillos 5 a 8", "N.m", "torque_housing", "torque_housing - 3 N.m", "torque_housing + 3 N.m", 1, "Crosswise. Read the wrench.", "En cruz. Leer la llave.", "bolts"),
        write.Number("backlash", "Backlash", "Juego entre dientes", "um", "120 um", "80 um", "160 um", 0, "Hold the input, turn the output, read the dial gauge.", "Sujetar la entrada, girar la salida, leer el comparador.", "runout"),
        write.Use("oil", "Fill with oil", "Llenar de aceite", "oil", Writing.Percent(8), "Fill to the middle of the glass.", "Llenar hasta la mitad del visor.", scan: false),
        write.Step("checked", "Second person", "Segunda persona", new ConfirmBySecondPerson(["torque_1", "torque_2"], "assembly"), "Somebody else looks at all bolt marks.", "Otra persona mira todas las marcas de los tornillos."));

    private static Operation Testing(Writing write) => Writing.Operation(
        "40", "Test bench", "Banco de pruebas", Es, "TESTING", "testing", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(45),
        write.Step("bench", "Check the bench", "Revisar el banco", new CheckEquipment([EquipmentCheck.Calibrated, EquipmentCheck.InService], Scan: true), "Scan the bench. Its calibration holds.", "Escanear el banco. Su calibración vale.", "bench"),
        write.Number("speed", "Speed", "Velocidad", "rpm", "1500 rpm", "1450 rpm", "1550 rpm", 0, "Bring it up slowly.", "Subir despacio.", critical: false),
        write.Step("run_in", "Run in", "Rodaje", new RunTimer(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(90)), "Let it run for twenty minutes.", "Dejarlo girar veinte minutos."),
        write.Number("vibration", "Vibration", "Vibración", "mm/s", null, "0 mm/s", "2.8 mm/s", 2, "Hold the sensor at the output bearing.", "Sensor en el rodamiento de salida.", "bench"),
        write.Number("oil_temperature", "Oil temperature", "Temperatura del aceite", "Cel", null, "20 Cel", "75 Cel", 0, "Read the display.", "Leer la pantalla.", critical: false),
        write.Step("leak", "Oil leaks", "Fuga de aceite", new EnterYesNo(false), "Wipe a white cloth along the joint.", "Pasar un paño blanco por la junta."),
        write.Step("result", "Result", "Resultado", new EnterChoice([new Choice("pass"), new Choice("rework", OutOfLimit: true), new Choice("scrap", OutOfLimit: true)]), "Judge the gearbox.", "Juzgar la caja."))
        with
    { ReworkTo = ["30", "40"] };

    private static Operation Packing(Writing write) => Writing.Operation(
        "50", "Plate and box", "Placa y caja", Es, "SHIPPING", "shipping", TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15),
        write.Step("plate", "Serial number", "Número de serie", new EnterText(20), "Scan the plate.", "Escanear la placa.", "gearbox"),
        write.Step("boxed", "Boxed", "En caja", new ReportOutput(Kinds: [OutputKind.Good]), "Report the gearbox.", "Informar la caja."));
}
