namespace Groundswell.Showing;

/// <summary>What the fields of one form know in common.</summary>
public sealed class FormShown
{
    private readonly HashSet<string> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The form as it was refused; null where it is shown for the first time.</summary>
    public RefusedForm? Refused { get; internal set; }

    /// <summary>Why, where no field of the form is at fault.</summary>
    internal bool TellsBeside => Refused is { Refusal.SignatureLifts: false } refused && (refused.Refusal.Field is not { } at || !_fields.Contains(at));

    internal void Has(string field) => _fields.Add(field);

    /// <summary>Whether this field is at fault.</summary>
    internal bool Faults(string field) => Refused?.Refusal.Field is { } at && string.Equals(at, field, StringComparison.OrdinalIgnoreCase);
}
