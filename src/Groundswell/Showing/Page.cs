using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Groundswell.Showing;

/// <summary>Answers with a component, whole page or part of one alike.</summary>
public static class Page
{
    public static RazorComponentResult<TComponent> Of<TComponent>(object? parameters = null) where TComponent : IComponent =>
        Made<TComponent>(parameters, null);

    /// <summary>There is no such thing.</summary>
    public static IResult NothingHere() => Made<NothingHerePage>(null, StatusCodes.Status404NotFound);

    /// <summary>Signed in, and not for this.</summary>
    public static IResult NotAllowed() => Made<NotAllowedPage>(null, StatusCodes.Status403Forbidden);

    /// <summary>What was asked for is done: the browser reads the page at <paramref name="path"/>, and a reload does not send the form again.</summary>
    public static IResult GoTo(string path) => new SeeOther(path);

    private static RazorComponentResult<TComponent> Made<TComponent>(object? parameters, int? status) where TComponent : IComponent =>
        new(parameters ?? new { }) { PreventStreamingRendering = true, StatusCode = status };

    private sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
