using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Groundswell.Record.Writing;

/// <summary>What may stand in an entry. It is checked where the append is made, so that a mistake is its author's and nobody else waits for it.</summary>
internal static class Wellformed
{
    /// <summary>Longest stream, name, actor and the like, in characters.</summary>
    public const int LongestText = 200;

    private const int LongestLogName = 64;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The log's name, if it is one.</summary>
    /// <exception cref="ArgumentException">It is not 1 to 64 lower-case letters, digits, dots and hyphens.</exception>
    public static string LogName(string? log, string field)
    {
        if (log is not { Length: > 0 and <= LongestLogName } || !log.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-'))
            throw new ArgumentException($"{field} '{log}' is no log name: 1 to {LongestLogName} lower-case letters, digits, dots and hyphens.", field);
        return log;
    }

    /// <summary>The text as UTF-8, if it may stand in an entry.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, has a control character or is not Unicode; the message names the field.</exception>
    public static byte[] Text(string? text, string field)
    {
        if (text is not { Length: > 0 and <= LongestText })
            throw new ArgumentException($"{field} has 1 to {LongestText} characters; this has {text?.Length ?? 0}.", field);
        foreach (var c in text)
        {
            if (char.IsControl(c))
                throw new ArgumentException($"{field} has no control characters; this has U+{(int)c:X4}.", field);
        }

        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException malformed)
        {
            throw new ArgumentException($"{field} is not Unicode: half of a surrogate pair stands alone.", field, malformed);
        }
    }

    /// <summary>The text as UTF-8, if it has the form of an IANA time zone's name: <c>Europe/Berlin</c>, <c>Etc/GMT+5</c>, <c>UTC</c>.</summary>
    /// <remarks>Whether there is such a zone is for whoever says which one a site has: machines know different ones, and what one of them recorded all of them have to take.</remarks>
    /// <exception cref="ArgumentException">It has not; the message names the field.</exception>
    public static byte[] TimeZone(string? zone, string field)
    {
        var utf8 = Text(zone, field);
        var begins = true;
        foreach (var c in zone!)
        {
            if (begins ? !char.IsAsciiLetter(c) : !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '+' or '_' or '/'))
                throw NoZone(zone, field);
            begins = c == '/';
        }

        return begins ? throw NoZone(zone, field) : utf8;
    }

    public static byte[]? OptionalText(string? text, string field) => text is null ? null : Text(text, field);

    /// <summary>Checks that bytes are one JSON value in UTF-8, no longer than <see cref="NewEntry.LongestPayload"/>.</summary>
    public static void Payload(ReadOnlySpan<byte> payload, string field)
    {
        if (payload.Length > NewEntry.LongestPayload)
            throw new ArgumentException($"{field} has {payload.Length} bytes, more than {NewEntry.LongestPayload}: what is larger is an attachment.", field);

        // The JSON reader looks into strings only when they are asked for.
        if (!Utf8.IsValid(payload))
            throw new ArgumentException($"{field} is not UTF-8.", field);
        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
            {
            }
        }
        catch (JsonException malformed)
        {
            throw new ArgumentException($"{field} is not JSON: {malformed.Message}", field, malformed);
        }
    }

    private static ArgumentException NoZone(string? zone, string field) =>
        new($"{field} '{zone}' is no time zone's name as IANA gives them: Europe/Berlin.", field);
}
