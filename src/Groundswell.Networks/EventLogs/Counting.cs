namespace Groundswell.Networks.EventLogs;

/// <summary>Whether what happens twice in one case counts twice.</summary>
public enum Counting
{
    EachTime,
    OncePerCase,
}
