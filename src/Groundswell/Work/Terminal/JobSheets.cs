using System.Text.Json;
using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Serving;
using Groundswell.Work.Jobs;

namespace Groundswell.Work.Terminal;

/// <summary>Answers with job sheets: the job itself from its own stream, so that what was just recorded is on it; what is around it from the views.</summary>
internal static class JobSheets
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>GET /sites/{site}/jobs/{job}/sheet</summary>
    public static async Task<IResult> Get(
        string site, string job, HttpContext http, States states, SharedSheets shared, SheetPeople people, TimeProvider time, Problems problems)
    {
        var stop = http.RequestAborted;
        var log = Logs.OfSite(site);
        if (!Id<Job>.TryParse(job, null, out var id))
            return problems.Of(new JobUnknown(new Id<Job>(job)));
        var (known, position) = await states.Newest<Job>(new StreamName(log, id.Stream), stop);
        if (known.Status == JobStatus.Unknown)
            return problems.Of(new JobUnknown(id));
        var version = await new Reading(states, log, stop).Settled(known.Version);
        var operation = version.Content.FindOperation(known.Operation)
            ?? throw new InvalidOperationException($"Version {version.Id} has no operation {known.Operation}, which job {id} is of.");
        var now = time.GetUtcNow();
        var all = await shared.Of(site, known, position, version, operation, stop);
        var one = JsonSerializer.SerializeToUtf8Bytes(new { AsOf = now, People = await people.Of(site, version, operation, http, now) }, Json);
        return Results.Bytes(Joined(all, one), "application/json; charset=utf-8");
    }

    /// <summary>What a sheet says to everybody, as it is sent.</summary>
    public static byte[] Written(SharedSheet sheet) => JsonSerializer.SerializeToUtf8Bytes(sheet, Json);

    /// <summary>Two JSON objects as one.</summary>
    private static byte[] Joined(byte[] all, byte[] one)
    {
        var sheet = new byte[all.Length + one.Length - 1];
        all.AsSpan(0, all.Length - 1).CopyTo(sheet);
        one.CopyTo(sheet, all.Length - 1);
        sheet[all.Length - 1] = (byte)',';
        return sheet;
    }
}
