using Groundswell.Benchmarks.Record;
using Groundswell.CommandLine;

namespace Groundswell.Benchmarks.Served;

/// <summary>A server over data of its own, in a folder or a database, which are gone afterwards.</summary>
internal sealed class TrialServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groundswell-served-").FullName;
    private TrialDatabase? _database;

    public ServedPlant Plant { get; private set; } = null!;

    public static async Task<TrialServer> Start(bool postgres, CancellationToken stop)
    {
        var server = new TrialServer();
        server._database = postgres ? await TrialDatabase.Make() : null;
        string[] place = server._database is { } database ? ["--store", await Prepared(database)] : ["--data", server._folder];
        server.Plant = await ServedPlant.Start([.. place, "--signing-key", Path.Combine(server._folder, "signing.key")], stop);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await Plant.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> Prepared(TrialDatabase database)
    {
        if (await Running.Run([PrepareCommand.Make()], ["prepare", "--store", database.Owner, "--application-role", Testing.PostgresServer.Application, "--kind", "trial"]) != 0)
            throw new InvalidOperationException("The database was not prepared.");
        await database.AllowViews();
        return database.Connection;
    }
}
