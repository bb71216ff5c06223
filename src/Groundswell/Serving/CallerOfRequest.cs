using Groundswell.Deciding;

namespace Groundswell.Serving;

/// <summary>Who a request is from, once signing in has established it.</summary>
public static class CallerOfRequest
{
    /// <summary>The caller, or null where nobody is signed in.</summary>
    public static Caller? Caller(this HttpContext http) => http.Features.Get<Caller>();

    /// <summary>For the part that authenticates requests, and for nothing else.</summary>
    public static void Is(this HttpContext http, Caller caller) => http.Features.Set(caller);
}
