using Groundswell.Deciding;
using Groundswell.Record;
using Groundswell.Record.Sealing;

namespace Groundswell.Sealing;

/// <summary>Puts sealing into a server.</summary>
public static class SealServices
{
    public static IServiceCollection AddSealing(this IServiceCollection services, ISealKeys keys) => services
        .AddSingleton(_ => keys) // by a factory, so that they are closed with the server
        .AddSingleton<Sealer>();

    /// <summary>Destroys every key that the record says was destroyed: the program may have ended between the entry and the key's end.</summary>
    public static async Task CompleteDestructions(Journal journal, ISealKeys keys, TimeProvider time, CancellationToken stop)
    {
        var people = (await journal.Logs(stop)).Select(log => log.Log).Where(Logs.IsOfPeople);
        await new Sealer(keys, time).CompleteDestructions(journal, people, stop);
    }
}
