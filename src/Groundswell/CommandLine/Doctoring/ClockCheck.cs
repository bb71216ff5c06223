using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;

namespace Groundswell.CommandLine.Doctoring;

/// <summary>Whether the clock is right: every entry has its time from it.</summary>
internal static class ClockCheck
{
    private static readonly TimeSpan Off = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FarOff = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly DateTimeOffset NtpBegan = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="newest">When the newest entry was recorded; null where there is none.</param>
    /// <param name="timeServer">To ask by SNTP (RFC 4330); null: none is asked.</param>
    public static async Task<IReadOnlyList<Finding>> Look(DateTimeOffset? newest, string? timeServer, TimeProvider time, CancellationToken stop)
    {
        var findings = new List<Finding>();
        if (newest > time.GetUtcNow() + Off)
        {
            findings.Add(new Finding("clock", Health.Bad, string.Create(
                CultureInfo.InvariantCulture, $"The newest entry was recorded at {newest:u}, which has not come yet: the clock was set back. Set it right before work goes on.")));
        }

        if (timeServer is null)
        {
            if (findings.Count == 0)
                findings.Add(new Finding("clock", Health.Good, $"{(newest is null ? "" : "The clock is not behind the record. ")}Whether the clock is right, --time-server HOST finds out."));
            return findings;
        }

        try
        {
            findings.Add(Of(await Ask(timeServer, time, stop), timeServer));
        }
        catch (Exception silent) when (silent is SocketException or TimeoutException or InvalidDataException)
        {
            findings.Add(new Finding("clock", Health.Warning, $"{timeServer} gives no time: {silent.Message}"));
        }

        return findings;
    }

    internal static Finding Of(TimeSpan offset, string timeServer)
    {
        var by = string.Create(CultureInfo.InvariantCulture, $"The clock is {Math.Abs(offset.TotalSeconds):0.000} s {(offset > TimeSpan.Zero ? "behind" : "ahead of")} {timeServer}");
        return offset.Duration() > FarOff ? new Finding("clock", Health.Bad, $"{by}. Let the system set its clock (chrony, systemd-timesyncd).")
            : offset.Duration() > Off ? new Finding("clock", Health.Warning, $"{by}. Let the system set its clock (chrony, systemd-timesyncd).")
            : new Finding("clock", Health.Good, $"{by}.");
    }

    /// <summary>How far this clock is behind the server's.</summary>
    internal static async Task<TimeSpan> Ask(string host, TimeProvider time, CancellationToken stop)
    {
        var (name, port) = host.Split(':') is [var named, var number] && int.TryParse(number, CultureInfo.InvariantCulture, out var given) ? (named, given) : (host, 123);
        using var socket = new UdpClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            var asked = new byte[48];
            asked[0] = 0x23; // version 4, client
            var sent = time.GetUtcNow();
            await socket.SendAsync(asked, name, port, patience.Token);
            var answer = (await socket.ReceiveAsync(patience.Token)).Buffer;
            var received = time.GetUtcNow();
            if (answer.Length < 48 || answer[1] == 0)
                throw new InvalidDataException("its answer is no time.");
            return (Instant(answer.AsSpan(32)) - sent + (Instant(answer.AsSpan(40)) - received)) / 2;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException("no answer.");
        }
    }

    private static DateTimeOffset Instant(ReadOnlySpan<byte> at) =>
        NtpBegan.AddSeconds(BinaryPrimitives.ReadUInt32BigEndian(at) + BinaryPrimitives.ReadUInt32BigEndian(at[4..]) / 4294967296.0);
}
