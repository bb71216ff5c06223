using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Groundswell.Deciding;

namespace Groundswell.Tests.Serving;

/// <summary>Any command of a kind, well formed and without sense: the same for everybody, so that only rights make a difference.</summary>
internal static class SampleCommands
{
    private const int Deepest = 4;

    public static JsonObject Of(Act act, string site)
    {
        var command = (Command)Make(act.Command, 0)!;
        var json = JsonSerializer.SerializeToNode(command, act.Shape)!.AsObject();
        json["id"] = Guid.CreateVersion7().ToString();
        if (command is SiteCommand)
            json["site"] = site;
        return json;
    }

    private static object? Make(Type type, int depth)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(string))
            return "x";
        if (bare.IsEnum)
            return Enum.GetValues(bare).GetValue(0);
        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(Id<>))
            return Activator.CreateInstance(bare, "x");
        if (bare.IsPrimitive || bare == typeof(decimal))
            return bare == typeof(bool) ? false : Convert.ChangeType(1, bare, null);
        if (bare.Namespace == "System")
            return Activator.CreateInstance(bare);
        if (Elements(bare) is { } element)
            return Array.CreateInstance(element, 0);
        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(bare.GetGenericArguments()));
        if (depth == Deepest)
            return null;

        // One of several shapes stands for all.
        var concrete = bare.IsAbstract ? bare.Assembly.GetTypes().First(one => one.IsSubclassOf(bare) && !one.IsAbstract) : bare;
        var constructor = concrete.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter, depth))]);
        foreach (var required in concrete.GetProperties().Where(property => property.CustomAttributes.Any(one => one.AttributeType.Name == "RequiredMemberAttribute")))
            required.SetValue(made, Make(required.PropertyType, depth + 1));
        return made;
    }

    private static object? Value(ParameterInfo parameter, int depth) =>
        parameter.HasDefaultValue && parameter.DefaultValue is null ? null : Make(parameter.ParameterType, depth + 1);

    private static Type? Elements(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() is { } list
            && (list == typeof(IReadOnlyList<>) || list == typeof(IReadOnlyCollection<>) || list == typeof(IEnumerable<>)) ? type.GetGenericArguments()[0]
        : null;
}
