using System.CommandLine;
using System.Globalization;
using Groundswell.Record;
using Groundswell.Record.Verifying;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell verify</c>: is the record what was recorded?</summary>
internal static class VerifyCommand
{
    public static Command Make()
    {
        var command = new Command("verify", "Check every entry of a record, the tree over them, its checkpoints and its attachments.");
        var place = new PlaceOptions(command);
        var keys = new KeyOptions(command);
        var logs = new Option<string[]>("--log") { Description = "The log to verify; all of them unless said.", HelpName = "LOG" };
        var known = new Option<string[]>("--known")
        {
            Description = "A file with a signed checkpoint that was kept elsewhere, or a proof file or an export; what it covers must be in its log.",
            HelpName = "FILE",
        };
        var (json, progress) = (JsonOutput.Option(), ProgressLine.Option());
        foreach (var option in (Option[])[logs, known, json, progress])
            command.Add(option);
        return command.Does(async (parsed, stop) =>
        {
            await using var journal = await place.In(parsed).OpenForReading(stop);
            var notes = await KnownCheckpoints.In(parsed.GetValue(known) ?? [], stop);
            RecordVerification verified;
            using (var line = ProgressLine.For(parsed, progress))
            {
                verified = await RecordVerifier.Verify(
                    journal, parsed.GetValue(logs) ?? [],
                    new VerifyOptions
                    {
                        Keys = keys.All(parsed),
                        Witnesses = keys.Witnesses(parsed),
                        Known = notes,
                        Attachments = journal.Attachments,
                        Progress = line,
                    },
                    stop);
            }

            if (parsed.GetValue(json))
            {
                await JsonOutput.Write(parsed, new { verified.Sound, verified.Findings, logs = verified.Logs.Select(VerificationReport.Of) });
            }
            else
            {
                foreach (var finding in verified.Findings)
                    await parsed.Output().WriteLineAsync(Printable.Line($"The record: {VerificationReport.Weigh(finding.Weight)} {finding.Code}: {finding.What}"));
                await VerificationReport.Write(parsed.Output(), verified.Logs);
            }

            return verified.Sound ? ExitCode.Good : ExitCode.Wrong;
        });
    }

    /// <summary>The logs that were named, or all.</summary>
    internal static async Task<IReadOnlyList<LogSize>> Chosen(Journal journal, IReadOnlyCollection<string> named, CancellationToken stop)
    {
        var all = await journal.Logs(stop);
        if (named.FirstOrDefault(name => all.All(log => log.Log != name)) is { } missing)
        {
            throw new CommandFailedException(
                ExitCode.Usage, $"There is no log '{missing}' in this record. There are: {string.Join(", ", all.Select(log => log.Log))}.");
        }

        return named.Count == 0 ? all : [.. all.Where(log => named.Contains(log.Log))];
    }
}

/// <summary>What verifying a log came to, for people and for scripts.</summary>
internal sealed record VerificationReport(
    string Log, string Origin, bool Sound, long Size, string? Root, string? SignedBy, long SignedUpTo, IReadOnlyList<WitnessedUpTo> Witnessed,
    long KnownUpTo, long FindingCount, IReadOnlyList<Finding> Findings)
{
    private const int MostWritten = 20;

    public static VerificationReport Of(Verification log) => new(
        log.Log, log.Origin, log.Sound, log.Size, log.Root, log.Basis.SignedBy, log.Basis.SignedUpTo, log.Basis.Witnessed, log.Basis.KnownUpTo,
        log.FindingCount, log.Findings);

    public static async Task Write(TextWriter to, IReadOnlyList<Verification> logs)
    {
        foreach (var log in logs)
        {
            var size = log.Size.ToString("N0", CultureInfo.InvariantCulture);
            await to.WriteLineAsync(Printable.Line(log.FirstDamage is { } damage
                ? $"{log.Log}: DAMAGED, first at entry {damage.Position} of {size}. {damage.What}"
                : $"{log.Log}: sound, {size} entries; {log.Basis}."));
            await to.WriteLineAsync(Printable.Line($"  origin {log.Origin}"));
            await to.WriteLineAsync($"  root   {log.Root ?? "unknown: entries could not be read"}");
            foreach (var finding in log.Findings.Take(MostWritten))
                await to.WriteLineAsync(Printable.Line($"  {Weigh(finding.Weight)} {finding.Code}: {finding.What}"));
            if (log.FindingCount > MostWritten)
                await to.WriteLineAsync($"  and {log.FindingCount - MostWritten} more; --json gives up to {log.Findings.Count}");
        }
    }

    public static string Weigh(Weight weight) => weight switch
    {
        Weight.Damage => "DAMAGE",
        Weight.Lost => "lost  ",
        _ => "note  ",
    };
}
