using System.CommandLine;

namespace Groundswell.CommandLine;

/// <summary>The command line's table of contents. docs/command-line.md describes each.</summary>
internal static class Commands
{
    public static IReadOnlyList<Command> All() =>
    [
        PrepareCommand.Make(),
        ServeCommand.Make(),
        DemoCommand.Make(),
        ImportCommand.Make(),
        ReportCommand.Make(),
        RecoveryCommand.Make(),
        DoctorCommand.Make(),
        VerifyCommand.Make(),
        ProveCommand.Make(),
        CheckProofCommand.Make(),
        ExportCommand.Make(),
        BackupCommand.Make(),
        RestoreCommand.Make(),
        KeyCommand.Make(),
        WitnessCommand.Make(),
        AppendTestCommand.Make(),
    ];
}
