using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Groundswell.CommandLine.Doctoring;
using Groundswell.Serving;
using Groundswell.Testing;

namespace Groundswell.Tests.CommandLine;

public sealed class DoctorCommandTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly CommandLineRun _run = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fit_machine_is_good_before_there_is_a_record()
    {
        var found = CommandLineRun.Json(await CommandLineRun.Good("doctor", "--data", _run.Data, "--json"));

        Assert.Contains(found.EnumerateArray(), finding => finding.GetProperty("about").GetString() == "disk");
        Assert.Contains(found.EnumerateArray(), finding => finding.GetProperty("about").GetString() == "space");
        Assert.Contains(found.EnumerateArray(), finding => finding.GetProperty("about").GetString() == "record");
        Assert.False(Directory.Exists(_run.Data));
    }

    [Fact]
    public async Task A_trial_is_nothing_to_run_a_plant_on_and_a_key_that_others_read_is_bad()
    {
        await _run.Record();
        var said = await CommandLineRun.Good("doctor", "--data", _run.Data, "--signing-key", _run.SigningKeyFile);
        Assert.Contains("This record is a trial", said, StringComparison.Ordinal);

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no modes there.");
        SetMode(_run.SigningKeyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var (code, output, _) = await CommandLineRun.Run("doctor", "--data", _run.Data, "--signing-key", _run.SigningKeyFile);
        Assert.Equal(1, code);
        Assert.Contains("BAD     signing key", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_disk_is_told()
    {
        Assert.Equal(Health.Good, DiskCheck.Of(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(4)).Health);
        Assert.Equal(Health.Warning, DiskCheck.Of(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(90)).Health);
        Assert.Equal(Health.Bad, DiskCheck.Of(TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(400)).Health);
    }

    [Fact]
    public void A_folder_on_another_machine_or_in_memory_is_told()
    {
        Assert.Equal(Health.Good, DiskCheck.Kind("ext4").Health);
        Assert.Equal(Health.Warning, DiskCheck.Kind("tmpfs").Health);
        Assert.Equal(Health.Bad, DiskCheck.Kind("nfs").Health);
        Assert.Equal(Health.Bad, DiskCheck.Kind("CIFS").Health);
    }

    [Fact]
    public void A_full_disk_is_told()
    {
        Assert.Equal(Health.Good, DiskCheck.Space(50L << 30).Health);
        Assert.Equal(Health.Warning, DiskCheck.Space(5L << 30).Health);
        Assert.Equal(Health.Bad, DiskCheck.Space(1L << 28).Health);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_is_told()
    {
        var findings = await ClockCheck.Look(Noon.AddHours(1), null, new SteppedTime(Noon), Stop);
        Assert.Equal(Health.Bad, Assert.Single(findings).Health);
        Assert.DoesNotContain(await ClockCheck.Look(Noon, null, new SteppedTime(Noon), Stop), finding => finding.Health != Health.Good);
    }

    [Theory]
    [InlineData(0.2, nameof(Health.Good))]
    [InlineData(5, nameof(Health.Warning))]
    [InlineData(-90, nameof(Health.Bad))]
    public async Task A_time_server_is_asked(double aheadBy, string expected)
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var serving = Answer(server, Noon.AddSeconds(aheadBy));
        var findings = await ClockCheck.Look(null, $"127.0.0.1:{((IPEndPoint)server.Client.LocalEndPoint!).Port}", new SteppedTime(Noon), Stop);
        await serving;

        Assert.Equal(expected, Assert.Single(findings).Health.ToString());
    }

    [Theory]
    [InlineData(-1, 365, nameof(Health.Good))]
    [InlineData(-340, 20, nameof(Health.Warning))]
    [InlineData(-364, 1, nameof(Health.Bad))]
    [InlineData(2, 365, nameof(Health.Bad))]
    public void A_certificate_is_told_by_how_long_it_is_good(int begins, int ends, string expected)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=mes.plant", key, HashAlgorithmName.SHA256).CreateSelfSigned(Noon.AddDays(begins), Noon.AddDays(ends));
        Assert.Equal(expected, CertificateCheck.Look(new ServerCertificate(made, []), Noon).Health.ToString());
    }

    [Fact]
    public async Task A_database_is_looked_at()
    {
        await using var database = await PostgresServer.NewDatabase();
        var findings = await DatabaseCheck.Look(database.Application, TimeProvider.System, Stop);

        Assert.Contains(findings, finding => finding.What.StartsWith("synchronous_commit is", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.What.Contains("the database's", StringComparison.Ordinal) && finding.Health == Health.Good);
    }

    [Fact]
    public async Task What_is_no_certificate_is_told_in_a_sentence()
    {
        await File.WriteAllTextAsync(_run.File("not.pem"), "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n", Stop);
        var said = await CommandLineRun.Fails(2, "doctor", "--data", _run.Data, "--certificate", _run.File("not.pem"));
        Assert.Contains("no certificate that can be used", said, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private static void SetMode(string file, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, mode);
    }

    private static async Task Answer(UdpClient server, DateTimeOffset at)
    {
        var asked = await server.ReceiveAsync(Stop);
        var answer = new byte[48];
        (answer[0], answer[1]) = (0x24, 1);
        var since = (at - new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;
        foreach (var offset in new[] { 32, 40 })
        {
            BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(offset), (uint)since);
            BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(offset + 4), (uint)((since - Math.Floor(since)) * 4294967296.0));
        }

        await server.SendAsync(answer, asked.RemoteEndPoint, Stop);
    }
}
