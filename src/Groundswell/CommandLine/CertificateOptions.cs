using System.CommandLine;
using Groundswell.Serving;

namespace Groundswell.CommandLine;

/// <summary>The options that name the certificate of an https address.</summary>
internal sealed class CertificateOptions
{
    private readonly Option<string> _file = new("--certificate")
    {
        Description = "The certificate for https addresses: PEM with those above it, or PKCS #12.",
        HelpName = "FILE",
    };

    private readonly Option<string> _key = new("--certificate-key") { Description = "Its private key as PEM, where that is in another file.", HelpName = "FILE" };

    private readonly Option<string> _password = new("--certificate-password-file")
    {
        Description = "A file whose first line is the password of the key or of the PKCS #12 file.",
        HelpName = "FILE",
    };

    public CertificateOptions(Command command)
    {
        foreach (var option in (Option[])[_file, _key, _password])
            command.Add(option);
    }

    /// <summary>Null where none is named.</summary>
    public ServerCertificate? In(ParseResult parsed)
    {
        if (parsed.GetValue(_file) is not { } file)
            return null;
        foreach (var named in new[] { file, parsed.GetValue(_key), parsed.GetValue(_password) })
        {
            if (named is not null && !File.Exists(named))
                throw new CommandFailedException(ExitCode.Unavailable, $"There is no file {named}.");
        }

        var password = parsed.GetValue(_password) is { } secret ? File.ReadLines(secret).FirstOrDefault() : null;
        return ServerCertificate.Load(file, parsed.GetValue(_key), password);
    }
}
