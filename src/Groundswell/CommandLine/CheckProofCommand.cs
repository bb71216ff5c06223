using System.CommandLine;
using System.Globalization;
using System.Text;
using Groundswell.Record.Proofs;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell check-proof</c>: needs the file and the public key, and no record.</summary>
internal static class CheckProofCommand
{
    public static Command Make()
    {
        var command = new Command("check-proof", "Check a proof file with the public key of its log. No record is needed.");
        var file = new Argument<string>("FILE") { Description = "The proof file, as 'prove' wrote it." };
        command.Add(file);
        var keys = new KeyOptions(command, required: true);
        var json = JsonOutput.Option();
        command.Add(json);
        return command.Does(async (parsed, stop) =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
                throw new CommandFailedException(ExitCode.Unavailable, $"There is no file {path}.");
            var check = ProofFile.Check(await File.ReadAllTextAsync(path, stop), keys.One(parsed)!, keys.Witnesses(parsed));
            if (parsed.GetValue(json))
                await JsonOutput.Write(parsed, ProofReport.Of(check));
            else
                await Write(parsed.Output(), check);
            return check.Holds ? ExitCode.Good : ExitCode.Wrong;
        });
    }

    private static async Task Write(TextWriter to, ProofCheck check)
    {
        if (!check.Holds)
        {
            await to.WriteLineAsync("The proof does NOT hold. Nothing in the file may be relied on.");
            foreach (var fault in check.Faults)
                await to.WriteLineAsync(Printable.Line($"  {fault.Code}: {fault.What}"));
            return;
        }

        var what = check.Stream is null ? "The entry stands" : $"All {check.Entries.Count} entries of stream '{check.Stream}' stand";
        await to.WriteLineAsync(Printable.Line($"The proof holds. {what} in the log"));
        await to.WriteLineAsync(Printable.Line($"  {check.Origin}"));
        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  of {check.Size:N0} entries, signed by {check.SignedBy}."));
        if (check.WitnessedBy.Count > 0)
            await to.WriteLineAsync(Printable.Line($"  Witnessed by {string.Join(", ", check.WitnessedBy)}."));
        foreach (var entry in check.Entries)
        {
            await to.WriteLineAsync(Printable.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"  {entry.Position}  {entry.RecordedAt:yyyy-MM-dd HH:mm:ss.ffffff}Z  {entry.Actor}  {entry.Stream}  {entry.Name}  {Encoding.UTF8.GetString(entry.Payload.Span)}")));
        }
    }
}

/// <summary>A checked proof, for scripts.</summary>
internal sealed record ProofReport(
    bool Holds, IReadOnlyList<ProofFault> Faults, string? Origin, long Size, string? SignedBy, IReadOnlyList<string> WitnessedBy, string? Stream,
    IReadOnlyList<ProvedEntry> Entries)
{
    public static ProofReport Of(ProofCheck check) => new(
        check.Holds, check.Faults, check.Origin, check.Size, check.SignedBy, check.WitnessedBy, check.Stream,
        check.Holds
            ? [.. check.Entries.Select(entry => new ProvedEntry(
                entry.Position, entry.Stream, entry.Version, entry.Name, entry.RecordedAt, entry.OccurredAt, entry.Actor,
                Encoding.UTF8.GetString(entry.Payload.Span)))]
            : []);
}

/// <param name="Payload">The payload's JSON text, byte for byte, as a string.</param>
internal sealed record ProvedEntry(
    long Position, string Stream, long Version, string Name, DateTimeOffset RecordedAt, DateTimeOffset OccurredAt, string Actor, string Payload);
