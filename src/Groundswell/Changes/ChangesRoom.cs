using System.Text.Json.Serialization;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;

namespace Groundswell.Changes;

/// <summary>Changes: how another way to work is proposed, shaped, tried, accepted and pulled by the sites. All of the room, at one glance.</summary>
public sealed class ChangesRoom : IRoom
{
    public string Name => "Changes";

    public JsonSerializerContext Json => ChangesJson.Default;

    public IReadOnlyList<JsonSerializerContext> Shapes => [ChangesJson.Default];

    public IEnumerable<Type> Events =>
    [
        .. StoryActs.Events,
    ];

    public void Acts(Acts acts)
    {
        StoryActs.List(acts);
    }

    public void Views(Projections views)
    {
    }

    public void Queries(Queries queries)
    {
    }
}
