using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Groundswell.Tests.CommandLine;

/// <summary>The program as a process of its own, as a plant starts it.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_plant_is_served_by_https_and_tells_its_first_administrator_the_code()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        await File.WriteAllTextAsync(_run.File("server.pem"), made.ExportCertificatePem(), Stop);
        await File.WriteAllTextAsync(_run.File("server.key"), key.ExportPkcs8PrivateKeyPem(), Stop);
        var url = $"https://localhost:{FreePort()}";

        using var server = Start(
            "serve", "--data", _run.Data, "--signing-key", _run.SigningKeyFile, "--urls", url,
            "--certificate", _run.File("server.pem"), "--certificate-key", _run.File("server.key"));
        try
        {
            await Line(server, "signs up with this code: ");
            using var handler = new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.Thumbprint == made.Thumbprint,
            };
            using var client = new HttpClient(handler);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri($"{url}/sign-in/first-administrator"), Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri($"{url}/metrics"), Stop)).StatusCode);
            Assert.DoesNotContain("try-groundswell", await client.GetStringAsync(new Uri($"{url}/sign-in"), Stop), StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(Stop);
        }
    }

    [Fact]
    public async Task Https_without_a_certificate_is_refused_at_once()
    {
        var said = await CommandLineRun.Fails(
            2, "serve", "--data", _run.Data, "--signing-key", _run.SigningKeyFile, "--urls", "https://localhost:1");
        Assert.Contains("needs --certificate", said, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private static Process Start(params string[] arguments)
    {
        var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Groundswell.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task Line(Process process, string with)
    {
        while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            if (line.Contains(with, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"The program ended without saying '{with}'.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
