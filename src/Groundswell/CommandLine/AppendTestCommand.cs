using System.CommandLine;
using System.Globalization;
using System.Text;
using Groundswell.Record;

namespace Groundswell.CommandLine;

/// <summary>
/// <c>groundswell append-test</c>, hidden: many writers that append to a trial record until they are killed. Each acknowledged command is printed
/// after its acknowledgement, and only then, so that a test knows what must be there.
/// </summary>
/// <remarks>What a command appends follows from its id, so that it can be sent again with the same content.</remarks>
internal static class AppendTestCommand
{
    public static Command Make()
    {
        var command = new Command("append-test", "Append to a trial record until killed, and print each acknowledged command.") { Hidden = true };
        var place = new PlaceOptions(command);
        var key = new SigningKeyPlace(command);
        var logs = new Option<string[]>("--log") { DefaultValueFactory = _ => ["trial"], HelpName = "LOG", Description = "Written in turn." };
        var writers = new Option<int>("--writers") { DefaultValueFactory = _ => 16, Description = "How many write at once." };
        var count = new Option<long>("--count") { Description = "How many commands each writer sends; without end unless said." };
        var payload = new Option<int>("--payload") { DefaultValueFactory = _ => 600, Description = "About so many bytes a payload." };
        var checkpoints = new Option<int>("--checkpoint-every")
        {
            DefaultValueFactory = _ => new JournalOptions().CheckpointEntries,
            HelpName = "ENTRIES",
            Description = "A checkpoint is signed after so many entries.",
        };
        var announce = new Option<bool>("--announce") { Description = "Print '? COMMAND LOG' before each is sent." };
        var again = new Option<string>("--again") { Description = "A file of such lines: send these commands first.", HelpName = "FILE" };
        var goOn = new Option<bool>("--go-on") { Description = "Where the record can't be written, print '! WHY' and send the same command again." };
        foreach (var option in (Option[])[logs, writers, count, payload, checkpoints, announce, again, goOn])
            command.Add(option);
        return command.Does(async (parsed, stop) =>
        {
            var options = new JournalOptions { Kind = RecordKind.Trial, CheckpointEntries = parsed.GetValue(checkpoints) };
            var (journal, signing) = await key.Open(parsed, place.In(parsed), options, stop);
            using (signing)
            {
                await using (journal)
                {
                    foreach (var log in parsed.GetValue(logs)!)
                        await journal.OpenLog(log, stop);
                    var writer = new TestWriter(journal, parsed.Output(), parsed.GetValue(payload), parsed.GetValue(announce), parsed.GetValue(goOn));
                    if (parsed.GetValue(again) is { } file)
                        await writer.SendAgain(await File.ReadAllLinesAsync(file, stop), stop);
                    var each = parsed.GetValue(count) is var given && given > 0 ? given : long.MaxValue;
                    await Task.WhenAll(Enumerable.Range(0, parsed.GetValue(writers)).Select(i => writer.Send(i, each, parsed.GetValue(logs)!, stop)));
                }
            }

            return ExitCode.Good;
        });
    }
}

/// <summary>Sends commands, and prints <c>COMMAND LOG POSITION</c> for each that was acknowledged.</summary>
internal sealed class TestWriter(Journal journal, TextWriter output, int payload, bool announce, bool goOn)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _printing = new();

    public async Task Send(int writer, long count, string[] logs, CancellationToken stop)
    {
        for (var i = 0L; i < count; i++)
        {
            var (id, log) = (Guid.CreateVersion7(), logs[(writer + i) % logs.Length]);
            if (announce)
                Print($"? {id} {log}");
            await Send(id, log, stop);
        }
    }

    public async Task SendAgain(IEnumerable<string> lines, CancellationToken stop)
    {
        foreach (var line in lines)
        {
            if (line.Split(' ') is ["?", var id, var log])
                await Send(Guid.Parse(id), log, stop);
        }
    }

    private async Task Send(Guid id, string log, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                if (await journal.Append(Of(id, log), stop) is Receipt receipt)
                    Print(string.Create(CultureInfo.InvariantCulture, $"{id} {log} {receipt.First}"));
                return;
            }
            catch (JournalUnavailableException failure) when (goOn)
            {
                Print($"! {failure.Message}");
                await Task.Delay(Pause, stop);
            }
        }
    }

    /// <summary>One to three entries to one of a hundred streams, by the id's last bytes.</summary>
    private Append Of(Guid id, string log)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        var stream = $"trial-{bytes[15] % 100}";
        return new Append
        {
            Log = log,
            Command = id,
            Actor = "P-1",
            Source = Source.Machine,
            OccurredAt = Noon,
            TimeZone = "Etc/UTC",
            Entries = [.. Enumerable.Range(0, 1 + bytes[14] % 3).Select(i => new NewEntry(stream, "trial.written", Text(id, i)))],
        };
    }

    private byte[] Text(Guid id, int entry)
    {
        var start = $$"""{"command":"{{id}}","entry":{{entry}},"filling":"{{""}}""";
        return Encoding.UTF8.GetBytes(start + new string('x', Math.Max(0, payload - start.Length - 2)) + "\"}");
    }

    private void Print(string line)
    {
        lock (_printing)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
