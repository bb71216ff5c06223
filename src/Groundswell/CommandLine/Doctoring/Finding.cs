namespace Groundswell.CommandLine.Doctoring;

/// <summary>How a thing is that was looked at.</summary>
internal enum Health
{
    Good,

    /// <summary>Somebody should look at it in time.</summary>
    Warning,

    /// <summary>It endangers the record, or keeps people from working.</summary>
    Bad,
}

/// <summary>What the doctor found.</summary>
/// <param name="About">What was looked at: <c>disk</c>, <c>clock</c> …</param>
/// <param name="What">What was seen, and what to do where it is not good.</param>
internal sealed record Finding(string About, Health Health, string What);
