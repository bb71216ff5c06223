using Groundswell.Deciding;
using Groundswell.Identifying;
using Microsoft.OpenApi;

namespace Groundswell.Serving.Describing;

/// <summary>What the API's description says besides paths and shapes: who may call, and what a command can be refused with.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Groundswell";
            document.Info.Version = "1";
            document.Info.Description =
                "Commands are POST /api/commands/{name}, questions are GET. A command is refused with problem details (RFC 9457) whose `code` is stable.";
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context.Description.ActionDescriptor.EndpointMetadata);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) is { IsGenericType: true } type
                && type.GetGenericTypeDefinition() == typeof(Id<>))
            {
                (schema.Type, schema.MinLength, schema.MaxLength) = (JsonSchemaType.String, 1, MaxLength);
            }

            return Task.CompletedTask;
        });
    });

    /// <summary>Of ids, as <see cref="Id{T}"/> takes them.</summary>
    private const int MaxLength = 120;

    private static void Describe(OpenApiOperation operation, IList<object> metadata)
    {
        var act = metadata.OfType<Act>().FirstOrDefault();
        var lines = new List<string>();
        if (WhoMay(metadata, act) is { } who)
            lines.Add($"Who may: {who}.");
        if (act is not null)
        {
            var codes = RefusalsOfActs.Of(act).Select(refusal => RefusalsOfActs.Sample(refusal).Code).Order(StringComparer.Ordinal).ToList();
            lines.Add(codes.Count == 0
                ? "Refused only for what any command can be."
                : $"Refused with: {string.Join(", ", codes.Select(code => $"`{code}`"))}; and for what any command can be.");
        }

        if (lines.Count > 0)
            operation.Description = string.Join("\n\n", lines);
    }

    private static string? WhoMay(IList<object> metadata, Act? act)
    {
        if (metadata.OfType<OpenToAll>().Any())
            return "anybody";
        if ((act?.Rights ?? metadata.OfType<Rights>().FirstOrDefault()) is not { } rights)
            return metadata.OfType<ForOneself>().Any() ? "whoever is signed in" : null;
        return act is null ? InWords(rights) : $"{InWords(rights)}, {WhereOf(act)}";
    }

    /// <summary>The roles, and the functions where they matter.</summary>
    public static string InWords(Rights rights)
    {
        var roles = rights.Roles.Count == Rights.Everyone.Roles.Count ? "everybody with a grant" : string.Join(", ", rights.Roles);
        return rights.Functions.Count == 0 ? roles : $"{roles} in {string.Join(", ", rights.Functions)}";
    }

    /// <summary>For which sites the grant has to be.</summary>
    public static string WhereOf(Act act) => act.Command.IsSubclassOf(typeof(SiteCommand)) ? "at the site" : "for all sites";
}
