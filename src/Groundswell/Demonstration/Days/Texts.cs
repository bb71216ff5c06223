namespace Groundswell.Demonstration.Days;

/// <summary>What the people of the demonstration write where a reason or a note is asked for.</summary>
internal static class Texts
{
    public static readonly string[] ShiftNotes =
    [
        "All quiet.", "The second unit runs a little slow.", "Cleaned up; the rest is on the board.", "Watch the next delivery, it is late.",
        "Two jobs wait for a second person.", "Labels are running low.", "New people are doing well, stay near them.",
    ];

    public static readonly string[] JobNotes = ["Stopped at the end of the shift, all entered.", "Half done, the values are in.", "Go on with the next step; the part is on the bench."];

    public static readonly string[] OutOfLimits = ["measured again, same value", "instrument was cold", "at the edge, told the lead", "part was rough", "draught in the room"];

    public static readonly string[] Typed = ["scanner did not read", "label is torn", "scanner is at the other bench"];

    public static readonly string[] Released = ["Looked at it: fit for use.", "Checked with a second instrument.", "Inside what the drawing allows.", "Known, no effect."];

    public static readonly string[] Skipped = ["as we always did it", "was checked before", "no time, line was waiting"];

    public static readonly string[] Corrected = ["digits swapped", "read the wrong line", "typed the value of the piece before"];

    public static readonly string[] Helped = ["Showed how to seat it.", "The filter was clogged.", "Wrong box, right one is here.", "Explained the table.", "Reset the sensor.", "Slower, then it works."];

    public static readonly string[] Called = ["does not seat", "reading jumps", "what does this step mean?", "nothing left in the rack", "alarm again", ""];

    public static readonly string[] Breakdowns = ["jam", "sensor", "tool", "power"];
}
