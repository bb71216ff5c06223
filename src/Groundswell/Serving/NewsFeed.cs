using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Projecting;
using Groundswell.Record;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Serving;

/// <summary>What has come into the views, as server-sent events: a page hears in under a second that it should look again.</summary>
/// <remarks>
/// <c>following</c> begins; <c>changed</c> carries <see cref="LogNews"/>; <c>reload</c> says that something was missed and everything has to be
/// read again; <c>heartbeat</c> says that the line is alive. Each has as its id how far every log was, so that a browser that lost the line
/// hears what it missed. The line ends when whoever listens may not any more: before anything is told that came after, and at the latest with the next
/// heartbeat. What happens in people's logs is not told here: that something was said about a person is already too much.
/// </remarks>
public sealed class NewsFeed(News news, Projector projector, Journal journal, TimeProvider time, IHostApplicationLifetime program)
{
    /// <summary>Who was away for more entries than this reads everything again.</summary>
    internal const long MostMissed = 1_000;

    /// <summary>After so long without news the line is shown to be alive.</summary>
    internal TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Which news there are, as the API lists them.</summary>
    public static void List(Queries queries)
    {
        queries.Add("/news", "What comes into the views, at every site the asker has a grant for, as server-sent events.", Rights.Everyone, OfAll);
        queries.Add("/sites/{site}/news", "What comes into the views, at one site and of what all share, as server-sent events.", Rights.Everyone, OfSite, alsoOfStations: true);
    }

    /// <summary>GET /news</summary>
    public static ServerSentEventsResult<string> OfAll(
        NewsFeed feed, StillSignedIn signedIn, HttpContext http, [FromHeader(Name = "Last-Event-ID")] string? lastEventId)
    {
        var grants = http.Caller()?.Grants ?? [];
        return Answer(feed, http, site => Rights.Everyone.Allow(grants, site), lastEventId, async stop =>
        {
            grants = (await signedIn.Caller(http, stop))?.Grants ?? [];
            return grants.Count > 0;
        });
    }

    /// <summary>GET /sites/{site}/news</summary>
    public static ServerSentEventsResult<string> OfSite(
        string site, NewsFeed feed, StillSignedIn signedIn, HttpContext http, [FromHeader(Name = "Last-Event-ID")] string? lastEventId) =>
        Answer(feed, http, of => string.Equals(of, site, StringComparison.OrdinalIgnoreCase), lastEventId, async stop =>
            await signedIn.IsStationOf(site, http, stop)
            || (await signedIn.Caller(http, stop) is { } caller && Rights.Everyone.Allow(caller.Grants, site)));

    /// <param name="sites">Which sites' news; that of what all sites share comes besides.</param>
    /// <param name="lastEventId">The id of the last event that was heard before; null at the first time.</param>
    /// <param name="mayStill">Asked before each word of news: whether whoever listens may have it; null: nobody has to be asked.</param>
    internal async IAsyncEnumerable<SseItem<string>> Follow(
        Func<string, bool> sites, string? lastEventId, [EnumeratorCancellation] CancellationToken stop, Func<CancellationToken, ValueTask<bool>>? mayStill = null)
    {
        // An open line must not keep the program from ending.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, program.ApplicationStopping);
        using var listening = news.Listen(Wanted);
        var at = Positions();
        var seen = lastEventId is null ? at : Read(lastEventId);
        var missed = await Missed(seen, at, ending.Token);
        foreach (var one in missed ?? [])
        {
            seen[one.Log] = one.Last;
            yield return Event("changed", one.Json, seen);
        }

        yield return Event(missed is null ? "reload" : "following", "", at);

        Task<LogNews?>? next = null;
        while (true)
        {
            next ??= listening.Next(ending.Token).AsTask();
            var first = next.IsCompleted ? next : await Task.WhenAny(next, Task.Delay(Heartbeat, time, ending.Token));
            if (ending.IsCancellationRequested)
                yield break;
            if (mayStill is not null && !await mayStill(ending.Token))
                yield break;
            if (first != next)
            {
                yield return Event("heartbeat", "", at);
                continue;
            }

            var heard = await next;
            next = null;
            if (heard is null)
            {
                at = Positions();
                yield return Event("reload", "", at);
            }
            else if (heard.Last > at.GetValueOrDefault(heard.Log) && Wanted(heard.Log))
            {
                at[heard.Log] = heard.Last;
                yield return heard.Streams.Count == 0 ? Event("reload", "", at) : Event("changed", heard.Json, at);
            }
        }

        bool Wanted(string log) => !Logs.IsOfPeople(log) && (Logs.SiteOf(log) is not { } site || sites(site));

        Dictionary<string, long> Positions() => projector.Positions.Where(log => Wanted(log.Key)).ToDictionary();
    }

    private static ServerSentEventsResult<string> Answer(
        NewsFeed feed, HttpContext http, Func<string, bool> sites, string? lastEventId, Func<CancellationToken, ValueTask<bool>> mayStill)
    {
        // A proxy that gathers an answer before it passes it on would keep the news to itself.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(feed.Follow(sites, lastEventId, http.RequestAborted, mayStill));
    }

    /// <summary>What came since; null where that is too much to tell, or where the record went back.</summary>
    private async Task<List<LogNews>?> Missed(Dictionary<string, long> seen, Dictionary<string, long> at, CancellationToken stop)
    {
        if (seen.Any(log => at.GetValueOrDefault(log.Key) < log.Value))
            return null;
        if (at.Sum(log => log.Value - seen.GetValueOrDefault(log.Key)) > MostMissed)
            return null;
        var missed = new List<LogNews>();
        foreach (var (log, position) in at)
        {
            var from = seen.GetValueOrDefault(log) + 1;
            if (from > position)
                continue;
            await foreach (var entries in journal.ReadLog(log, from, (int)(position - from + 1), stop))
            {
                missed.Add(News.Of(log, entries));
                break;
            }
        }

        return missed.Any(one => one.Streams.Count == 0) ? null : missed;
    }

    private static SseItem<string> Event(string type, string data, Dictionary<string, long> at) =>
        new(data, type) { EventId = string.Join(';', at.Select(log => string.Create(CultureInfo.InvariantCulture, $"{log.Key}={log.Value}"))) };

    private static Dictionary<string, long> Read(string id)
    {
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var part in id.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = part.LastIndexOf('=');
            if (sign > 0 && long.TryParse(part.AsSpan(sign + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
                seen[part[..sign]] = position;
        }

        return seen;
    }
}
