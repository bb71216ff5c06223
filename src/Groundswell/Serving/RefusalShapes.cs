using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using Groundswell.Deciding;

namespace Groundswell.Serving;

/// <summary>What kind of value stands under a name in a refusal that is known only by its code and its facts, as it was kept: there a status is a word like any other.</summary>
internal static class RefusalShapes
{
    private static readonly Lazy<FrozenDictionary<string, Type>> Types = new(() => typeof(Refusal).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract).ToFrozenDictionary(type => Bare(type).Code, StringComparer.Ordinal));

    /// <summary>The value of an enumeration; null where it is none.</summary>
    public static Enum? EnumIn(string code, string name, string? value) =>
        Types.Value.TryGetValue(code, out var type) && type.GetProperty(name) is { } property
        && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is { IsEnum: true } known && Enum.TryParse(known, value, out var found)
            ? (Enum)found
            : null;

    /// <summary>Without its values: the code does not depend on them.</summary>
    private static Refusal Bare(Type refusal)
    {
        var made = refusal.GetConstructors(BindingFlags.Public | BindingFlags.Instance)[0];
        return (Refusal)made.Invoke([.. made.GetParameters().Select(one => one.ParameterType.IsValueType ? RuntimeHelpers.GetUninitializedObject(one.ParameterType) : null)]);
    }
}
