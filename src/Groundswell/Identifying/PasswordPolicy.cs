using Groundswell.Deciding;
using Microsoft.Extensions.Options;

namespace Groundswell.Identifying;

/// <summary>What a password has to be.</summary>
public sealed class PasswordPolicy(IOptions<IdentifyingOptions> options)
{
    private const int LongestSecret = 256;
    private const int FewestDifferent = 5;

    public Refusal? Refuses(string password, string? userName, string person)
    {
        if (password.Length < options.Value.PasswordMinLength)
            return new PasswordTooShort(options.Value.PasswordMinLength);
        if (password.Length > LongestSecret)
            return new SecretTooLong(LongestSecret);
        if (password.Distinct().Count() < FewestDifferent)
            return new PasswordTooSimple(FewestDifferent);
        return Tells(password, userName) || Tells(password, person) ? new PasswordTellsName() : null;
    }

    public Refusal? RefusesPin(string pin)
    {
        if (pin.Length < options.Value.PinMinLength || pin.Length > LongestSecret || !pin.All(char.IsAsciiDigit))
            return new PinUnfit(options.Value.PinMinLength);
        return pin.Distinct().Count() < 3 ? new PinTooSimple() : null;
    }

    public bool IsExpired(DateTimeOffset setAt, DateTimeOffset now) =>
        options.Value.PasswordMaxAgeDays is > 0 and var days && now - setAt > TimeSpan.FromDays(days);

    /// <summary>Nobody hashes a novel: what is longer is wrong.</summary>
    public static bool IsTooLong(string secret) => secret.Length > LongestSecret;

    private static bool Tells(string password, string? name) =>
        name is { Length: >= 3 } && password.Contains(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The password is too short.</summary>
public sealed record PasswordTooShort(int Shortest) : Refusal("password.too-short")
{
    public override string Field => "newPassword";
}

/// <summary>The secret is longer than anything that is hashed.</summary>
public sealed record SecretTooLong(int Longest) : Refusal("password.too-long")
{
    public override string Field => "newPassword";
}

/// <summary>The password repeats a few characters.</summary>
public sealed record PasswordTooSimple(int FewestDifferent) : Refusal("password.too-simple")
{
    public override string Field => "newPassword";
}

/// <summary>The password contains the name it belongs to.</summary>
public sealed record PasswordTellsName() : Refusal("password.tells-name")
{
    public override string Field => "newPassword";
}

/// <summary>The password was used before, and not long ago.</summary>
public sealed record PasswordUsedBefore(int Remembered) : Refusal("password.used-before")
{
    public override string Field => "newPassword";
}

/// <summary>A PIN is digits, at least so many.</summary>
public sealed record PinUnfit(int Shortest) : Refusal("pin.unfit")
{
    public override string Field => "pin";
}

/// <summary>The PIN repeats one or two digits.</summary>
public sealed record PinTooSimple() : Refusal("pin.too-simple")
{
    public override string Field => "pin";
}
