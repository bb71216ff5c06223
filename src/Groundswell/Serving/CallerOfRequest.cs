using Groundswell.Deciding;

namespace Groundswell.Serving;

/// <summary>Who a request is from, once signing in has established it.</summary>
public static class CallerOfRequest
{
    /// <summary>The caller, or null where nobody is signed in.</summary>
    public static Caller? Caller(this HttpContext http) => http.Features.Get<Caller>();

    /// <summary>For the part that authenticates requests, and for nothing else.</summary>
    public static void Is(this HttpContext http, Caller caller) => http.Features.Set(caller);

    /// <summary>Why nobody is signed in, where what was shown did not hold; for the part that authenticates requests, and for nothing else.</summary>
    public static void IsNobody(this HttpContext http, Refusal why) => http.Features.Set(why);

    /// <summary>Why nobody is signed in: what was shown does not hold, or null where nothing was shown.</summary>
    public static Refusal? WhyNobody(this HttpContext http) => http.Features.Get<Refusal>();
}
