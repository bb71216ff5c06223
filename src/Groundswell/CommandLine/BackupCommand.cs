using System.CommandLine;
using System.Globalization;
using Groundswell.Identifying.Storing;
using Groundswell.Record.Moving;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell backup</c>: the record, its attachments, the seal keys and the directory, while writing goes on.</summary>
internal static class BackupCommand
{
    public static Command Make()
    {
        var command = new Command("backup", "Copy a record with its attachments, seal keys and directory to a new folder, while writing goes on. The signing key is not in it.");
        var place = new PlaceOptions(command);
        var to = new Option<string>("--to") { Description = "The folder to make. Nothing is overwritten.", HelpName = "DIR", Required = true };
        var sealKeys = new Option<string>("--seal-keys")
        {
            Description = "The folder of the seal keys, where they are not in the data folder.",
            HelpName = "DIR",
        };
        var (json, progress) = (JsonOutput.Option(), ProgressLine.Option());
        foreach (var option in (Option[])[to, sealKeys, json, progress])
            command.Add(option);
        return command.Does(async (parsed, stop) =>
        {
            var from = place.In(parsed);
            var target = Path.GetFullPath(parsed.GetValue(to)!);
            await using var journal = await from.OpenForReading(stop);
            BackupSummary summary;
            using (var line = ProgressLine.For(parsed, progress))
            {
                summary = await Backup.Take(
                    journal, target,
                    new BackupOptions
                    {
                        SealKeys = parsed.GetValue(sealKeys) ?? (from as RecordPlace.Folder)?.SealKeys,
                        CopyDirectory = from is RecordPlace.Folder data ? (folder, cancel) => DirectoryPlace.CopyFolder(data.Path, folder, cancel) : null,
                        CopyProgress = line,
                        ExportProgress = line,
                    },
                    stop);
            }

            foreach (var damage in summary.Damage)
                await parsed.Error().WriteLineAsync($"The record is damaged, and backed up as it is: {damage}.");
            if (parsed.GetValue(json))
                await JsonOutput.Write(parsed, new { folder = target, summary.Logs, summary.Damage });
            else
                await Write(parsed.Output(), target, summary);
            await parsed.Error().WriteLineAsync(from is RecordPlace.Database
                ? "The directory (names, credentials) is NOT in this backup: dump its schema with it: pg_dump --schema=directory. Keep both where nobody else reads them."
                : "The backup holds credentials and seal keys where the data folder does: keep it where nobody else reads it.");
            return summary.Damage.Count == 0 ? ExitCode.Good : ExitCode.Wrong;
        });
    }

    private static async Task Write(TextWriter output, string folder, BackupSummary summary)
    {
        await output.WriteLineAsync($"{folder}: a backup of");
        foreach (var log in summary.Logs)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {log.Log}: {log.Size:N0} entries"));
        await output.WriteLineAsync("A backup is one when it has been restored: 'groundswell restore --check' tries.");
    }
}
