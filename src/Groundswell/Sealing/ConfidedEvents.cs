using Groundswell.Record;
using Groundswell.Record.Sealing;

namespace Groundswell.Sealing;

/// <summary>Seals what events hold before they are recorded, and opens it when they are read.</summary>
public static class ConfidedEvents
{
    public static async ValueTask Seal(this Event happened, Sealer? sealer, CancellationToken stop)
    {
        if (happened is not IConfides confides)
            return;
        if (sealer is null)
            throw new InvalidOperationException($"{happened.GetType().Name} holds something confided, and there are no keys to seal it with.");
        foreach (var confided in confides.Confidences)
            await confided.Seal(sealer, stop);
    }

    /// <summary>Without keys, what was confided stays closed.</summary>
    public static ValueTask Open(this Event happened, Sealer? sealer, CancellationToken stop)
    {
        return happened is IConfides confides && sealer is not null ? OpenAll(confides, sealer) : ValueTask.CompletedTask;

        async ValueTask OpenAll(IConfides holder, Sealer by)
        {
            foreach (var confided in holder.Confidences)
                await confided.Open(by, stop);
        }
    }
}
