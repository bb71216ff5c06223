using System.CommandLine;
using Groundswell.CommandLine.Doctoring;
using Groundswell.Record;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell doctor</c>: is this machine fit to keep a record?</summary>
internal static class DoctorCommand
{
    public static Command Make()
    {
        var command = new Command("doctor", "Look at what a record rests on: disk, space, clock, database, certificate, signing key.");
        var (place, key, certificate) = (new PlaceOptions(command), new SigningKeyPlace(command), new CertificateOptions(command));
        var timeServer = new Option<string>("--time-server") { Description = "Ask this server for the time (SNTP).", HelpName = "HOST[:PORT]" };
        var json = JsonOutput.Option();
        command.Add(timeServer);
        command.Add(json);
        return command.Does(async (parsed, stop) =>
        {
            var time = TimeProvider.System;
            var findings = new List<Finding>();
            var at = place.In(parsed);
            switch (at)
            {
                case RecordPlace.Folder folder:
                    // A folder that is still to be made will be made in the one above it.
                    findings.AddRange(DiskCheck.Look(Nearest(folder.Path)));
                    break;
                case RecordPlace.Database database:
                    findings.AddRange(await DatabaseCheck.Look(database.Connection, time, stop));
                    break;
            }

            DateTimeOffset? newest = null;
            if (at is RecordPlace.Database or RecordPlace.Folder { Exists: true })
            {
                await using var journal = await at.OpenForReading(stop);
                findings.AddRange(journal.Warnings.Select(warning => new Finding("database", Health.Warning, warning)));
                newest = await journal.NewestRecordedAt(stop);
                findings.Add(KeyCheck.Look(key.In(parsed, journal.Id), (await journal.Logs(stop)).Any(log => log.Size > 0)));
                if (journal.Kind != RecordKind.Plant)
                    findings.Add(new Finding("record", Health.Warning, $"This record is a {journal.Kind.ToString().ToLowerInvariant()}, for ever: it is nothing to run a plant on."));
            }
            else if (at is RecordPlace.Folder)
            {
                findings.Add(new Finding("record", Health.Good, "Nothing is recorded there yet. Where there should be something, the folder is another one."));
            }

            findings.AddRange(await ClockCheck.Look(newest, parsed.GetValue(timeServer), time, stop));
            if (certificate.In(parsed) is { } shown)
                findings.Add(CertificateCheck.Look(shown, time.GetUtcNow()));
            if (parsed.GetValue(json))
                await JsonOutput.Write(parsed, findings);
            else
                await Write(parsed.Output(), findings);
            return findings.Exists(finding => finding.Health == Health.Bad) ? ExitCode.Wrong : ExitCode.Good;
        });
    }

    private static string Nearest(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
            folder = above;
        return folder;
    }

    private static async Task Write(TextWriter to, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var mark = finding.Health switch { Health.Good => "good   ", Health.Warning => "WARNING", _ => "BAD    " };
            await to.WriteLineAsync($"{mark} {finding.About,-12} {finding.What}");
        }
    }
}
