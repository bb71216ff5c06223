using System.Text.Json;

namespace Groundswell.Signing;

/// <summary>What a signer gives with a command: who, with which meaning, for which content, and the proof. It is never recorded and never written.</summary>
public sealed class GivenSignature
{
    /// <summary>The signer's id. It need not be who asks: a second person signs without signing anyone out.</summary>
    public required string Signer { get; init; }

    public required string Meaning { get; init; }

    /// <summary>Of what the signer was shown, as the preview told it.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The language it was shown in, as the preview told it; English, where nothing is said.</summary>
    public string? Language { get; init; }

    public string? Password { get; init; }

    public GivenPasskey? Passkey { get; init; }
}

/// <summary>An authenticator's answer.</summary>
public sealed class GivenPasskey
{
    /// <summary>The question it answers.</summary>
    public required string Challenge { get; init; }

    /// <summary>As <c>PublicKeyCredential.toJSON</c> gives it.</summary>
    public required JsonElement Credential { get; init; }
}
