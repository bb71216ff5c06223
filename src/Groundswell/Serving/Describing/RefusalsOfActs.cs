using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Groundswell.Deciding;

namespace Groundswell.Serving.Describing;

/// <summary>Which refusals an act can be answered with: read from its decider's compiled code, so that no list has to be kept.</summary>
/// <remarks>
/// What a decider calls within the product is followed, and each refusal made there is one it can give. That may be one too many, where a rule is shared
/// and this act never breaks it; it is never one too few. It takes a moment, and is done only where somebody asks for the description.
/// </remarks>
public static class RefusalsOfActs
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Type>> Known = new();
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The refusals' types, by name.</summary>
    public static IReadOnlyList<Type> Of(Act act) => Known.GetOrAdd(act.Command, static command =>
    {
        var walk = new Walk();
        walk.Enter(command.GetMethod("Decide", BindingFlags.Public | BindingFlags.Static));
        return [.. walk.Refusals.OrderBy(refusal => refusal.Name, StringComparer.Ordinal)];
    });

    /// <summary>A refusal's code and field. They do not depend on its values.</summary>
    public static Refusal Sample(Type refusal)
    {
        var constructor = refusal.GetConstructors()[0];
        return (Refusal)constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
            parameter.ParameterType.IsValueType ? RuntimeHelpers.GetUninitializedObject(parameter.ParameterType) : null)]);
    }

    private sealed class Walk
    {
        private readonly HashSet<MethodBase> _entered = [];

        public HashSet<Type> Refusals { get; } = [];

        public void Enter(MethodBase? method)
        {
            if (method is null || method.DeclaringType?.Assembly != typeof(RefusalsOfActs).Assembly || !_entered.Add(method))
                return;
            // Iterators and asynchronous methods have their code elsewhere.
            if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
                Enter(machine.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public));
            if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
                return;
            foreach (var named in Named(method, code))
            {
                if (named.DeclaringType is { } type && type.IsSubclassOf(typeof(Refusal)))
                    Refusals.Add(type);
                else
                    Enter(named);
            }
        }

        private static IEnumerable<MethodBase> Named(MethodBase method, byte[] code)
        {
            var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
            var ofMethod = method is { IsGenericMethod: true } ? method.GetGenericArguments() : null;
            for (var at = 0; at < code.Length;)
            {
                var opCode = code[at] == 0xfe ? Codes[unchecked((short)(0xfe00 | code[at + 1]))] : Codes[code[at]];
                at += opCode.Size;
                if (opCode.OperandType == OperandType.InlineMethod)
                    yield return method.Module.ResolveMethod(BitConverter.ToInt32(code, at), ofType, ofMethod)!;
                at += SizeOf(opCode.OperandType, code, at);
            }
        }

        private static int SizeOf(OperandType operand, byte[] code, int at) => operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
            _ => 4,
        };
    }
}
