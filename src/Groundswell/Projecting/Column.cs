using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Groundswell.Projecting;

/// <summary>One column of a table: how a row's property becomes what the database stores, and back. Made from EF Core's model.</summary>
internal sealed class Column<TRow> where TRow : class
{
    private static readonly HashSet<Type> Storable =
    [
        typeof(string), typeof(bool), typeof(short), typeof(int), typeof(long), typeof(double), typeof(decimal),
        typeof(DateTime), typeof(DateOnly), typeof(TimeOnly), typeof(Guid), typeof(byte[]),
    ];

    private readonly Func<TRow, object?> _get;
    private readonly Action<TRow, object?> _set;
    private readonly Func<object, object>? _toStored;
    private readonly Func<object, object>? _fromStored;

    public Column(IProperty property)
    {
        var table = property.DeclaringType.ContainingEntityType.GetTableName()!;
        var access = property.PropertyInfo is { GetMethod: not null, SetMethod: not null } found
            ? found
            : throw new InvalidOperationException($"{table}.{property.Name} has no getter and setter of its own; a row is a plain class.");

        Name = property.GetColumnName();
        Nullable = property.IsNullable;
        NamesAPerson = property.FindAnnotation(ViewsConventions.PersonAnnotation) is not null;
        Value = Bare(property.ClrType);
        (_get, _set) = ((Func<TRow, object?>, Action<TRow, object?>))typeof(Column<TRow>)
            .GetMethod(nameof(Access), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(property.ClrType)
            .Invoke(null, [access])!;

        var converter = property.GetTypeMapping().Converter;
        Stored = Bare(converter?.ProviderClrType ?? property.ClrType);
        if (!Storable.Contains(Stored) || (Value == typeof(DateTime) && converter is null))
            throw new InvalidOperationException($"{table}.{Name} is a {Value.Name}: see docs/views.md for the types a column may have.");
        if (converter is not null)
            (_toStored, _fromStored) = StoredForms.Of(Value, Stored) ?? (value => converter.ConvertToProvider(value)!, stored => converter.ConvertFromProvider(stored)!);
    }

    public string Name { get; }

    /// <summary>The type of the property, without Nullable.</summary>
    public Type Value { get; }

    /// <summary>The type of what is stored, without Nullable.</summary>
    public Type Stored { get; }

    public bool Nullable { get; }

    /// <summary>It says who (<see cref="ViewsConventions.NamesAPerson"/>).</summary>
    public bool NamesAPerson { get; }

    public object? ValueOf(TRow row) => _get(row);

    public object? StoredOf(TRow row) => _get(row) is { } value ? ToStored(value) : null;

    public object ToStored(object value) => _toStored is not null ? _toStored(value) : value is string text ? StoredForms.Storable(text) : value;

    public void Load(TRow row, object? stored) => _set(row, stored is null ? null : _fromStored is null ? stored : _fromStored(stored));

    private static Type Bare(Type type) => System.Nullable.GetUnderlyingType(type) ?? type;

    private static (Func<TRow, object?> Get, Action<TRow, object?> Set) Access<TValue>(PropertyInfo property)
    {
        var get = property.GetMethod!.CreateDelegate<Func<TRow, TValue>>();
        var set = property.SetMethod!.CreateDelegate<Action<TRow, TValue>>();
        return (row => get(row), (row, value) => set(row, (TValue)value!));
    }
}
