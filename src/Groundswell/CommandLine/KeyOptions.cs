using System.CommandLine;
using Groundswell.Record.Checkpoints;

namespace Groundswell.CommandLine;

/// <summary>Public keys that somebody trusts, given as text or as files that hold the text.</summary>
internal sealed class KeyOptions
{
    private readonly Option<string[]> _keys = new("--key")
    {
        Description = "The log's public key, from a source that you trust: the text, or a file that holds it. Several where logs have keys of their own, or one was lost and replaced.",
        HelpName = "PUB",
    };

    private readonly Option<string[]> _witnesses = new("--witness")
    {
        Description = "A witness's public key (name+hash+key), or a file that holds it. May be given several times.",
        HelpName = "PUB",
    };

    public KeyOptions(Command command, bool required = false)
    {
        _keys.Required = required;
        command.Add(_keys);
        command.Add(_witnesses);
    }

    /// <summary>Every key that was given.</summary>
    public IReadOnlyList<VerifierKey> All(ParseResult parsed) => Parse(parsed, _keys);

    /// <summary>The only key that was given, or null where none was.</summary>
    public VerifierKey? One(ParseResult parsed) => Parse(parsed, _keys) switch
    {
        [] => null,
        [var key] => key,
        _ => throw new CommandFailedException(ExitCode.Usage, "One --key is used here."),
    };

    public IReadOnlyList<VerifierKey> Witnesses(ParseResult parsed) => Parse(parsed, _witnesses);

    private static VerifierKey[] Parse(ParseResult parsed, Option<string[]> option) =>
        Array.ConvertAll(parsed.GetValue(option) ?? [], text => Parse(option.Name, text));

    public static VerifierKey Parse(string option, string textOrFile)
    {
        var text = File.Exists(textOrFile) ? File.ReadAllText(textOrFile).Trim() : textOrFile;
        try
        {
            return VerifierKey.Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{option} '{textOrFile}' is neither a file nor a public key. {wrong.Message}");
        }
    }
}
