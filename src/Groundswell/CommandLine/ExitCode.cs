namespace Groundswell.CommandLine;

/// <summary>What a script learns from a command. docs/command-line.md lists them.</summary>
internal enum ExitCode
{
    /// <summary>It was done, and what was checked holds.</summary>
    Good = 0,

    /// <summary>The record is damaged, a proof does not hold, a backup is not whole.</summary>
    Wrong = 1,

    /// <summary>The command was not understood, or names what is not there.</summary>
    Usage = 2,

    /// <summary>It could not be done now: in use, not reachable, no room, no right to.</summary>
    Unavailable = 3,

    /// <summary>A fault of this program.</summary>
    Fault = 4,

    /// <summary>It was interrupted (128 + SIGINT).</summary>
    Interrupted = 130,
}

/// <summary>A command cannot go on. The message is one sentence for the person who gave it.</summary>
internal sealed class CommandFailedException(ExitCode code, string message) : Exception(message)
{
    public ExitCode Code { get; } = code;
}
