using System.Globalization;
using Groundswell.Serving;

namespace Groundswell.CommandLine.Doctoring;

/// <summary>Whether the certificate is good, and for how long.</summary>
internal static class CertificateCheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);
    private static readonly TimeSpan VerySoon = TimeSpan.FromDays(3);

    public static Finding Look(ServerCertificate certificate, DateTimeOffset now)
    {
        var own = certificate.Own;
        var (begins, ends) = (new DateTimeOffset(own.NotBefore), new DateTimeOffset(own.NotAfter));
        var about = string.Create(CultureInfo.InvariantCulture, $"The certificate of {own.GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType.DnsName, false)} is good until {ends.ToUniversalTime():yyyy-MM-dd}");
        return now < begins ? new Finding("certificate", Health.Bad, string.Create(CultureInfo.InvariantCulture, $"The certificate is not good before {begins.ToUniversalTime():yyyy-MM-dd}."))
            : ends - now < VerySoon ? new Finding("certificate", Health.Bad, $"{about}: renew it now.")
            : ends - now < Soon ? new Finding("certificate", Health.Warning, $"{about}: renew it soon.")
            : new Finding("certificate", Health.Good, $"{about}.");
    }
}
