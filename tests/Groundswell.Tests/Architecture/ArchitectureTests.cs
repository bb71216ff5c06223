using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Groundswell.Deciding;
using Groundswell.Record;

namespace Groundswell.Tests.Architecture;

public sealed partial class ArchitectureTests
{
    /// <summary>What a room may know of other rooms. An arrow more is an ADR more.</summary>
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Plant"] = [],
        ["People"] = ["Plant"],
        ["Materials"] = [],
        ["Masters"] = ["Plant", "Materials"],
        ["Work"] = ["Plant", "People", "Materials", "Masters"],
        ["Influence"] = ["Plant", "People", "Masters", "Work"],
        ["Changes"] = ["Plant", "People", "Materials", "Masters", "Work", "Influence"],
    };

    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));
    private static readonly string Source = Path.Combine(Root, "src", "Groundswell");

    [Fact]
    public void Every_room_says_what_it_may_know() =>
        Assert.Equal(Rooms.All.Select(room => room.Name).Order(), MayKnow.Keys.Order());

    [Fact]
    public void A_room_knows_only_the_rooms_it_may_know()
    {
        var reaches =
            from room in MayKnow.Keys
            from file in Directory.EnumerateFiles(Path.Combine(Source, room), "*.*", SearchOption.AllDirectories)
            from Match use in Using().Matches(File.ReadAllText(file))
            let other = use.Groups["room"].Value
            where MayKnow.ContainsKey(other) && other != room && !MayKnow[room].Contains(other)
            select $"{Path.GetFileName(file)} reaches into {other}";

        Assert.Empty(reaches);
    }

    [Fact]
    public void Every_act_is_decided_in_its_command_and_takes_only_the_command_states_and_circumstances()
    {
        var impure =
            from act in Product.Rooms.Acts.All
            from fault in Faults(act.Command)
            select fault;

        Assert.Empty(impure);

        static IEnumerable<string> Faults(Type command)
        {
            var decide = command.GetMethod("Decide", BindingFlags.Public | BindingFlags.Static);
            if (decide is null)
                return [$"{command.Name} has no Decide"];
            return decide.GetParameters()
                .Select(parameter => parameter.ParameterType)
                .Where(type => type != command && type != typeof(Circumstances) && !IsState(type))
                .Select(type => $"{command.Name}.Decide takes a {type.Name}");
        }
    }

    [Fact]
    public void Every_command_is_listed_by_its_room()
    {
        var listed = Product.Rooms.Acts.All.Select(act => act.Command).ToHashSet();
        var forgotten = typeof(Command).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Command)) && !type.IsAbstract && !listed.Contains(type));

        Assert.Empty(forgotten);
    }

    /// <summary>What is null is not written; so what may be null has to be readable where it is not there.</summary>
    [Fact]
    public void What_may_be_null_in_a_command_or_an_event_may_be_left_out()
    {
        var nullability = new NullabilityInfoContext();
        var needed =
            from type in Product.Rooms.Acts.All.Where(act => !act.Rights.IsOfProgram).Select(act => act.Command).Concat(Rooms.All.SelectMany(room => room.Events))
            from parameter in type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters()
            where !parameter.HasDefaultValue
            where nullability.Create(parameter).WriteState == NullabilityState.Nullable
            select $"{type.Name}.{parameter.Name}";

        Assert.Empty(needed);
    }

    [Fact]
    public void Every_enumeration_is_its_names_on_the_wire()
    {
        var numbers =
            from type in typeof(Command).Assembly.GetTypes().Append(typeof(Source))
            where type is { IsEnum: true, IsPublic: true }
            where type.GetCustomAttribute<System.Text.Json.Serialization.JsonConverterAttribute>() is null
            select type.Name;

        Assert.Empty(numbers);
    }

    /// <summary>Of boxes that nobody ticks a browser sends nothing, and a parameter of its own refuses the form for that: they are read out of the form.</summary>
    [Fact]
    public void What_can_be_chosen_several_times_in_a_form_is_no_parameter() => Assert.Empty(
        from method in typeof(Rooms).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        from parameter in method.GetParameters()
        where parameter.IsDefined(typeof(Microsoft.AspNetCore.Mvc.FromFormAttribute))
            && (parameter.ParameterType.IsArray || parameter.ParameterType == typeof(Microsoft.Extensions.Primitives.StringValues))
        select $"{method.DeclaringType}.{method.Name}({parameter.Name})");

    [Fact]
    public void No_file_has_grown_past_400_lines()
    {
        string[] kinds = ["*.cs", "*.razor", "*.js", "*.css"];
        var long_ =
            from folder in new[] { "src", "tests", "bench" }
            from kind in kinds
            from file in Directory.EnumerateFiles(Path.Combine(Root, folder), kind, SearchOption.AllDirectories)
            where !file.Contains("vendor", StringComparison.Ordinal)
            let lines = File.ReadLines(file).Count()
            where lines > 400
            select $"{Path.GetRelativePath(Root, file)}: {lines}";

        Assert.Empty(long_);
    }

    private static bool IsState(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            bare = bare.GetGenericArguments()[0];
        return bare.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IState<>));
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex(@"(?:@?using |Groundswell\.)(?:Groundswell\.)?(?<room>[A-Z]\w+)(?=[.;\s])")]
    private static partial Regex Using();
}
