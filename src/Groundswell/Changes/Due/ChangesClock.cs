using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Record;

namespace Groundswell.Changes.Due;

/// <summary>Looks every minute for what has fallen due, and sends it to the door in the program's name.</summary>
public sealed class ChangesClock(
    IReadOnlyList<IFallsDue> due, IServiceScopeFactory scopes, Door door, TimeProvider time, ILogger<ChangesClock> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc cref="DueCommand.IdOf"/>
    public static Guid IdOf(params ReadOnlySpan<string> parts) => DueCommand.IdOf(parts);

    /// <summary>Sends everything that is due now. A refusal says that somebody was quicker, or that it is not due: the record knows better than the views.</summary>
    public async Task Look(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var one in due)
        {
            await foreach (var command in one.At(time.GetUtcNow(), scope.ServiceProvider, stop))
            {
                var answer = await door.Take(command, Caller.System("clock"), stop);
                if (answer.Refusal is { } refusal && log.IsEnabled(LogLevel.Debug))
                    log.LogDebug("{Command} was not due: {Code}", command.GetType().Name, refusal.Code);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // On the machine's own clock: a demonstration's may run faster.
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception later) when (later is JournalUnavailableException or ViewsNotReadyException or ViewsUnavailableException)
            {
                log.LogWarning(later, "What has fallen due is looked for again in a minute");
            }
        }
    }
}
