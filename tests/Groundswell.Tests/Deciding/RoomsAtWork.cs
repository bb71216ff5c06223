using Groundswell.Deciding;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Record.Sealing;
using Groundswell.Tests.Projecting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Groundswell.Tests.Deciding;

/// <summary>The product's rooms over a record of a test's own: the door, and the views behind it.</summary>
public sealed class RoomsAtWork : IAsyncDisposable
{
    public const string Site = "MUC";

    private readonly Projector _projector;
    private readonly News _news = new(TimeProvider.System);
    private readonly string _keyFolder = Directory.CreateTempSubdirectory("groundswell-keys-").FullName;
    private readonly FolderSealKeys _keys;

    private RoomsAtWork(SamplePlant plant)
    {
        Journal = plant.Journal;
        _keys = new FolderSealKeys(_keyFolder);
        Sealer = new Sealer(_keys, TimeProvider.System);
        Door = NewDoor();
        Views = new Views(Product.Rooms.Views);
        _projector = new Projector(
            plant.Journal, Product.Codec, Product.Rooms.Views, plant.Place, Views, _news, TimeProvider.System, NullLogger<Projector>.Instance, Sealer);
    }

    public Journal Journal { get; }

    public Door Door { get; }

    public Sealer Sealer { get; }

    public ISites Sites => new SitesInRecord(new States(Journal, Product.Codec), Journal);

    public Views Views { get; }

    public SteppedTime Time { get; } = new(TimeProvider.System.GetUtcNow());

    /// <summary>Whoever may do everything everywhere.</summary>
    public static Caller Anyone(string person = "P-1") => Caller.System("test") with
    {
        Person = person,
        Grants = [.. Enum.GetValues<Role>().Select(role => new Grant(role, null, null))],
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RoomsAtWork> Over(SamplePlant plant)
    {
        await plant.Open();
        await plant.Journal.OpenLog(Logs.Enterprise, Stop);
        var rooms = new RoomsAtWork(plant);
        await rooms.Do(new OpenSite(new(Site), "Munich", "Europe/Berlin", false));
        return rooms;
    }

    /// <summary>The door of another process on the same record: it knows nothing of what this one keeps in memory.</summary>
    public Door NewDoor(Acts? acts = null)
    {
        var states = NewStates();
        return new Door(acts ?? Product.Rooms.Acts, Journal, Product.Codec, states, new SitesInRecord(states, Journal), Time, Sealer);
    }

    /// <summary>What a process of its own reads, with the keys at hand.</summary>
    public States NewStates() => new(Journal, Product.Codec, sealer: Sealer);

    public async Task<Receipt> Do(Command command, Caller? by = null)
    {
        var answer = await Take(command, by);
        Assert.Null(answer.Refusal);
        return answer.Receipt!;
    }

    public async Task<Refusal> Refused(Command command, Caller? by = null)
    {
        var answer = await Take(command, by);
        Assert.Null(answer.Receipt);
        return answer.Refusal!;
    }

    /// <summary>With an id and a site where the command has none.</summary>
    public Task<Answer> Take(Command command, Caller? by = null)
    {
        var sent = command.Id == Guid.Empty ? command with { Id = Guid.CreateVersion7() } : command;
        return Door.Take(sent is SiteCommand { Site: "" } of ? of with { Site = Site } : sent, by ?? Anyone(), Stop);
    }

    public async Task StartViews()
    {
        await _projector.StartAsync(Stop);
        await Arrived();
    }

    public async Task Arrived()
    {
        foreach (var log in await Journal.Logs(Stop))
            Assert.True(await _projector.WaitFor(log.Log, log.Size, TimeSpan.FromSeconds(60), Stop), $"{log.Log}: {_projector.Status}");
    }

    public Task Rebuild() => _projector.Rebuild(Stop);

    public async ValueTask DisposeAsync()
    {
        await _projector.StopAsync(CancellationToken.None);
        _projector.Dispose();
        _news.Dispose();
        _keys.Dispose();
        Directory.Delete(_keyFolder, recursive: true);
    }
}
