namespace Groundswell.People;

/// <summary>Texts as people type them.</summary>
internal static class Text
{
    /// <summary>Without the space around it; null where nothing is left.</summary>
    public static string? OrNull(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
