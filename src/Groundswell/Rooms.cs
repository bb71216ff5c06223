using Groundswell.Changes;
using Groundswell.Deciding;
using Groundswell.Influence;
using Groundswell.Masters;
using Groundswell.Materials;
using Groundswell.People;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Serving;
using Groundswell.Work;

namespace Groundswell;

/// <summary>The whole product, one line per room.</summary>
public sealed class Rooms
{
    public static IReadOnlyList<IRoom> All { get; } =
    [
        new PlantRoom(),
        new PeopleRoom(),
        new MaterialsRoom(),
        new MastersRoom(),
        new WorkRoom(),
        new InfluenceRoom(),
        new ChangesRoom(),
    ];

    private static readonly Lazy<Rooms> Made = new(() => new Rooms());

    private Rooms()
    {
        foreach (var room in All)
        {
            room.Acts(Acts);
            room.Views(Views);
            room.Queries(Queries);
        }

        NewsFeed.List(Queries);
        ViewsQueries.List(Queries);
    }

    /// <summary>The one list of everything, which never changes: whoever asks again is not kept waiting for what is known of it, its tables say.</summary>
    public static Rooms Whole => Made.Value;

    public Acts Acts { get; } = new();

    public Projections Views { get; } = new();

    public Queries Queries { get; } = new();

    /// <summary>Every event of every room, as it is read and written.</summary>
    public EventCodec Codec { get; } = new([.. All.SelectMany(room => room.Shapes)], All.SelectMany(room => room.Events));
}
