using Groundswell.Record.Checkpoints;
using Groundswell.Record.Tests.Stores.Postgres;
using Groundswell.Record.Verifying;

namespace Groundswell.Record.Tests.Faults;

/// <summary>What the callers of processes that were killed know: what they sent, and what was acknowledged. A record is held against it.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<Guid, string> _announced = [];
    private readonly Dictionary<Guid, (string Log, long First)> _acknowledged = [];

    public int Acknowledged => _acknowledged.Count;

    /// <summary>Takes over what a process has said up to its end.</summary>
    public void Add(WriterProcess writer)
    {
        foreach (var (command, log) in writer.Announced)
            _announced.Add(command, log);
        // Sent again by another process, a command is acknowledged again; where it was recorded may not change.
        foreach (var (command, answer) in writer.Acknowledged)
            Assert.True(_acknowledged.TryAdd(command, answer) || _acknowledged[command] == answer, $"Command {command} was given two positions.");
    }

    /// <summary>Writes down the commands that were sent and not acknowledged, for the next process to send again.</summary>
    public Task WriteUnanswered(string file, CancellationToken stop) => File.WriteAllLinesAsync(
        file, from sent in _announced where !_acknowledged.ContainsKey(sent.Key) select $"? {sent.Key} {sent.Value}", stop);

    /// <summary>
    /// Every acknowledged command is there, once, at its position; nothing is there that was not sent; positions are dense, and each log verifies.
    /// </summary>
    public async Task Check(Journal journal, VerifierKey? key, CancellationToken stop)
    {
        var recorded = new Dictionary<Guid, (string Log, long First)>();
        foreach (var log in await journal.Logs(stop))
        {
            var verification = await LogVerifier.Verify(journal, log.Log, new VerifyOptions { Key = key }, stop);
            Assert.True(verification.Sound, $"{log.Log}: {verification.FirstDamage}");
            foreach (var (command, first) in (await WholeLog.Of(journal.Store, log.Log)).Commands)
                Assert.True(recorded.TryAdd(command, (log.Log, first)), $"Command {command} is in two logs.");
        }

        foreach (var (command, answer) in _acknowledged)
        {
            Assert.True(recorded.TryGetValue(command, out var found), $"Command {command} was acknowledged at {answer} and is not there.");
            Assert.Equal(answer, found);
        }

        Assert.All(recorded, entry => Assert.Equal(_announced.GetValueOrDefault(entry.Key), entry.Value.Log));
    }
}
