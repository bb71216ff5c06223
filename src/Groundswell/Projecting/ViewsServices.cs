using Groundswell.Serving;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Groundswell.Projecting;

/// <summary>What the program needs for its views.</summary>
public static class ViewsServices
{
    /// <summary>The projector, the views it folds, their news and their health. The journal, codec, projections and clock are there already.</summary>
    public static IServiceCollection AddViews(this IServiceCollection services, ViewsPlace place)
    {
        services.AddSingleton(place);
        services.AddSingleton<Views>();
        services.AddSingleton<News>();
        services.AddSingleton<NewsFeed>();
        services.AddSingleton<Projector>();
        services.AddSingleton<IViewsProgress>(provider => provider.GetRequiredService<Projector>());
        services.AddHostedService(provider => provider.GetRequiredService<Projector>());
        services.AddScoped(provider => provider.GetRequiredService<Views>().Open());
        services.AddExceptionHandler<ViewsNotReadyHandler>();
        services.AddHealthChecks().AddCheck<ViewsHealth>("views");
        return services;
    }
}

/// <summary>Whether the views can be read and move. That they don't is no reason to stop the program: commands go on.</summary>
internal sealed class ViewsHealth(Projector projector) : IHealthCheck
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = projector.Status;
        return Task.FromResult(status.Phase switch
        {
            ViewsPhase.Live or ViewsPhase.Following when status.Lag < Late => HealthCheckResult.Healthy(),
            ViewsPhase.Live or ViewsPhase.Following => HealthCheckResult.Degraded($"The views are {status.Lag.TotalSeconds:F0} s behind the record."),
            ViewsPhase.Failed when status.Failure is { } failure => HealthCheckResult.Unhealthy(
                $"The views stand still before entry {failure.Position} of {failure.Log} ('{failure.Event}', {failure.Projection}): {failure.Why}"),
            ViewsPhase.Waiting => HealthCheckResult.Unhealthy($"The views can't be kept up: {status.Trouble}"),
            _ => HealthCheckResult.Degraded($"The views are being folded from the record: {status.Build?.Done} of {status.Build?.Total} entries."),
        });
    }
}

/// <summary>A query that comes before there are views is told to come again, not that something broke.</summary>
internal sealed class ViewsNotReadyHandler(Projector projector) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not ViewsNotReadyException)
            return false;
        httpContext.Response.Headers.RetryAfter = "5";
        await Results.Problem(
            type: "/refusals/views.not-ready",
            title: exception.Message,
            statusCode: StatusCodes.Status503ServiceUnavailable,
            extensions: new Dictionary<string, object?> { ["code"] = "views.not-ready", ["build"] = projector.Status.Build }).ExecuteAsync(httpContext);
        return true;
    }
}
