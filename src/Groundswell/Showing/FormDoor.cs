using Groundswell.Deciding;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Signing;

namespace Groundswell.Showing;

/// <summary>A form's way into the record: through the same door as every other call.</summary>
public sealed class FormDoor(Acts acts, SignedCommand door, IViewsProgress views, Viewer viewer)
{
    /// <summary>So long a page waits to show what was just recorded; then it says that it is still arriving.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Takes what a form asks for. Where it is refused, the page that answers shows the form again, with what was entered and why.</summary>
    /// <returns>Whether it is recorded.</returns>
    public async Task<bool> Take(Command command, HttpContext http)
    {
        var act = acts[command.GetType()];
        var answer = await door.Take(act, command, http.Caller()!, http);
        if (answer.Refusal is { } refusal)
        {
            Refuse(refusal, http);
            return false;
        }

        var receipt = answer.Receipt!;
        var seen = await views.WaitFor(receipt.Log, receipt.Last, LongestWait, http.RequestAborted);
        Said.Leave(http, receipt.RecordedAt, seen);
        return true;
    }

    /// <summary>The form of this request is refused for a reason that no act gave.</summary>
    public void Refuse(Refusal refusal, HttpContext http)
    {
        http.Response.StatusCode = refusal is NotAllowed ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity;
        viewer.Refused = new RefusedForm(http.Request.Path, refusal, http.Request.Form);
    }
}

/// <summary>A form that was refused, to be shown again.</summary>
/// <param name="Action">Where it was sent to.</param>
/// <param name="Entered">What was in it.</param>
public sealed record RefusedForm(string Action, Refusal Refusal, IFormCollection Entered)
{
    /// <summary>Secrets are typed anew.</summary>
    public string? Of(string field) => Entered.TryGetValue(field, out var value) ? value.ToString() : null;
}
