using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;

namespace Groundswell;

/// <summary>A capability: its acts, events, views and queries, all listed by itself. Nothing is found by scanning.</summary>
public interface IRoom
{
    /// <summary>The room's word in the API's description and the docs: <c>Work</c>.</summary>
    string Name { get; }

    /// <summary>Every event the room records.</summary>
    IEnumerable<Type> Events { get; }

    /// <summary>The source-generated shapes of its events.</summary>
    JsonSerializerContext Json { get; }

    /// <summary>All of them, where a large room has several.</summary>
    IReadOnlyList<JsonSerializerContext> Shapes => [Json];

    void Acts(Acts acts);

    void Views(Projections views);

    void Queries(Queries queries);

    /// <summary>What people see of it in a browser: each page and each form declares beside itself who may open it.</summary>
    void Pages(IEndpointRouteBuilder pages)
    {
    }
}
