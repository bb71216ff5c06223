using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Groundswell.Serving;

/// <summary>The certificate that a server shows, with those above it.</summary>
public sealed record ServerCertificate(X509Certificate2 Own, X509Certificate2Collection Above)
{
    /// <param name="file">PEM, the server's own certificate first; or PKCS #12.</param>
    /// <param name="key">The private key as PEM, where it is in another file.</param>
    /// <param name="password">Of a PKCS #12 file, or of an encrypted key.</param>
    /// <exception cref="CertificateUnfitException">It can't be used; the message says why.</exception>
    public static ServerCertificate Load(string file, string? key, string? password)
    {
        try
        {
            if (!File.ReadAllText(file).Contains("-----BEGIN ", StringComparison.Ordinal))
                return Checked(file, X509CertificateLoader.LoadPkcs12FromFile(file, password), []);
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(file);
            var own = password is null
                ? X509Certificate2.CreateFromPemFile(file, key ?? file)
                : X509Certificate2.CreateFromEncryptedPemFile(file, password, key ?? file);
            return Checked(file, own, [.. all.Skip(1)]);
        }
        catch (CryptographicException unfit)
        {
            throw new CertificateUnfitException($"{file} is no certificate that can be used: {unfit.Message}", unfit);
        }
    }

    private static ServerCertificate Checked(string file, X509Certificate2 own, X509Certificate2Collection above) => own.HasPrivateKey
        ? new ServerCertificate(own, above)
        : throw new CertificateUnfitException($"{file} holds no private key; --certificate-key names it.", null);
}

/// <summary>A certificate file can't be used.</summary>
public sealed class CertificateUnfitException(string message, Exception? inner) : Exception(message, inner);
