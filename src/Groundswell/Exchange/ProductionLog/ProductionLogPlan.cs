using System.Security.Cryptography;
using System.Text;
using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Masters.Contents;
using Groundswell.Masters.Effective;
using Groundswell.Materials.Definitions;
using Groundswell.People.Persons;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Work.Jobs;
using Groundswell.Work.Orders;
using Groundswell.Work.Past;

namespace Groundswell.Exchange.ProductionLog;

/// <summary>The commands that a production log comes to: the same file at the same site is the same commands, ids and all.</summary>
public sealed class ProductionLogPlan(IReadOnlyList<ProductionLogRow> rows, string site, string siteName, string timeZone)
{
    private const string Area = "shop-floor";
    private const string Unit = "1";
    private const string Packing = "Packing";

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
    private readonly Codes _parts = new(rows.Select(row => row.Part));
    private readonly Codes _operations = new(rows.Select(row => row.Activity));

    /// <summary>What has to be there before the first master: site, equipment, people. Each with the first line of the file that needs it.</summary>
    public IEnumerable<(Command Command, int Line)> Ground()
    {
        yield return With(new OpenSite(new(site), siteName, timeZone, false), "site", rows[0]);
        yield return With(new AddArea(new(Area), "Shop floor") { Site = site }, "area", rows[0]);
        foreach (var process in rows.DistinctBy(row => ProcessOf(row.Resource)))
        {
            var code = ProcessOf(process.Resource);
            yield return With(new AddWorkCenter(new(code), code, new(Area)) { Site = site }, $"work center {code}", process);
        }

        foreach (var row in rows.DistinctBy(row => row.Resource))
            yield return With(new AddWorkUnit(new(row.Resource), row.Resource, new(ProcessOf(row.Resource))) { Site = site }, $"work unit {row.Resource}", row);
        foreach (var row in rows.DistinctBy(row => row.Worker))
            yield return With(new RegisterPerson(new(row.Worker), [Function.Operations]) { Site = site }, $"person {row.Worker}", row);
    }

    /// <summary>What is made, and how: the route that the rows of a part come to.</summary>
    public IEnumerable<PlannedPart> Parts() => rows.GroupBy(row => row.Part).Select(part =>
    {
        var (first, code) = (part.First(), _parts[part.Key]);
        var content = Content(part, new Id<MaterialDefinition>(code));
        return new PlannedPart(
            part.Key, first.Line, With(new DefineMaterial(new(code), part.Key, Unit, MaterialTracking.Lot, false), $"material {part.Key}", first).Command,
            (TakeOverVersion)With(new TakeOverVersion(new(code), content, Evidence), $"master {part.Key}", first).Command);
    });

    /// <summary>That a version ran at the site before there was a record.</summary>
    public Command Baseline(PlannedPart part, int version) => With(
        new RecordBaseline(part.TakeOver.WorkMaster, [new BaselineVersion(part.TakeOver.WorkMaster.Version(version))], Evidence) { Site = site },
        $"baseline {part.Name}", rows.First(row => row.Line == part.Line)).Command;

    /// <summary>An order: created, released, its work as filed, and its end where it was packed.</summary>
    /// <param name="ofOlderMaster">Its master was taken over before: it may lack operations that the file has by now.</param>
    public IEnumerable<Command> Order(string order, IReadOnlyList<ProductionLogRow> work, bool ofOlderMaster)
    {
        var first = work[0];
        var began = Utc(work.Min(row => row.Start)).At;
        var id = new Id<Order>(order);
        yield return At(new CreateOrder(id, new(_parts[first.Part]), first.OrderedQuantity, Unit, Reference: first.Part) { Site = site }, $"order {order} created", began);
        yield return At(new ReleaseOrder(id) { Site = site }, $"order {order} released", began);
        if (ofOlderMaster)
        {
            foreach (var row in work.DistinctBy(row => _operations[row.Activity]))
            {
                var operation = _operations[row.Activity];
                yield return At(
                    new RecordPastJob(id, JobIds.Of(id, operation), operation, new(ProcessOf(row.Resource))) { Site = site }, $"order {order} operation {operation}",
                    Utc(row.Start).At);
            }
        }

        // Two rows of the same text are two pieces of work as filed; the how-manieth tells them apart.
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in work)
        {
            var time = seen[row.Text] = seen.GetValueOrDefault(row.Text) + 1;
            yield return At(Work(id, row), FormattableString.Invariant($"{order}\n{row.Text}\n{time}"), Utc(row.Start).At);
        }

        // Packed further since it was taken over last, it was completed with more: that is another command.
        if (work.Where(row => row.Activity == Packing).Sum(row => row.Completed) is var packed and > 0)
        {
            yield return At(
                new RecordPastCompletion(id, packed) { Site = site }, FormattableString.Invariant($"order {order} completed with {packed:0.############}"),
                Utc(work.Max(row => row.Complete)).At);
        }
    }

    /// <summary>When a row's work was done, for whoever asks whether that time has come.</summary>
    public DateTimeOffset CompleteAt(ProductionLogRow row) => Times(row).To;

    /// <summary>What is odd about a row that is not for a decider to see: it is taken over all the same, and told.</summary>
    public IEnumerable<string> OddIn(ProductionLogRow row, ProductionLogRow? before, bool again)
    {
        var minutes = (row.Complete - row.Start).TotalMinutes;
        if (again)
            yield return "the same row stands in the file before: it is counted twice, as filed";
        if (SpanOf(row.Span) is not { } span)
            yield return $"the span '{row.Span}' is no duration; the two times were taken";
        else if (span != minutes)
            yield return FormattableString.Invariant($"the span {row.Span} disagrees with the two times, {minutes:0} minutes; the times were taken");
        if (before is not null && row.Complete < before.Complete)
            yield return "it was complete before the row above it";
        if (row.Activity.Contains("  ", StringComparison.Ordinal))
            yield return "double spaces in the activity's name; one operation with the name without them";
        if (MachineOf(row.Activity) is { } named && MachineOf(row.Resource) is { } used && named != used)
            yield return $"the activity names {named}, the resource is {used}; the resource was taken";
        if (Utc(row.Start).Moved || Utc(row.Complete).Moved)
            yield return "a time that the clocks skipped; one hour later was taken";
    }

    private string Evidence => $"Production log of {site}";

    private RecordPastExecution Work(Id<Order> order, ProductionLogRow row)
    {
        var (from, to) = Times(row);
        return new RecordPastExecution(
            JobIds.Of(order, _operations[row.Activity]), new(row.Resource), new(row.Worker), row.Phase, from, to,
            new Output(row.Completed, row.Rejected, 0, row.Review), row.Rework, row.Activity, row.Line)
        { Site = site };
    }

    /// <summary>A time that the clocks skipped may seem to lie behind one that they did not: then no time passed.</summary>
    private (DateTimeOffset From, DateTimeOffset To) Times(ProductionLogRow row)
    {
        var (from, to) = (Utc(row.Start).At, Utc(row.Complete).At);
        return (from, to < from ? from : to);
    }

    private WorkMasterContent Content(IEnumerable<ProductionLogRow> part, Id<MaterialDefinition> material) => new(
        part.First().Part,
        new MadeMaterial(material, 1, Unit),
        [
            .. part.GroupBy(row => _operations[row.Activity]).Select(operation => new Operation(
                operation.Key, Codes.Spaced(operation.First().Activity), [],
                new EquipmentRequirement(EquipmentLevel.WorkCenter, ProcessOf(operation.First().Resource)), After: [])),
        ],
        [],
        []);

    private (Command Command, int Line) With(Command command, string what, ProductionLogRow first) => (At(command, what, Utc(first.Start).At), first.Line);

    private Command At(Command command, string what, DateTimeOffset at) => command with { Id = IdOf(what), OccurredAt = at, Source = Source.Imported };

    /// <summary>An id made of what is asked for (UUID version 8, RFC 9562): the same asked again is the same command.</summary>
    private Guid IdOf(string what)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"groundswell production log 1\n{site}\n{what}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash, bigEndian: true);
    }

    private (DateTimeOffset At, bool Moved) Utc(DateTime local)
    {
        var moved = _zone.IsInvalidTime(local);
        var valid = moved ? local.AddHours(1) : local;
        return (new DateTimeOffset(valid, _zone.GetUtcOffset(valid)).ToUniversalTime(), moved);
    }

    private static double? SpanOf(string span) =>
        span.Split(':') is [var hours, var minutes] && int.TryParse(hours, out var h) && int.TryParse(minutes, out var m) ? h * 60 + m : null;

    private static string? MachineOf(string name)
    {
        var at = name.IndexOf("Machine ", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var digits = new string([.. name[(at + 8)..].TakeWhile(char.IsDigit)]);
        return digits.Length == 0 ? null : $"Machine {digits}";
    }

    /// <summary>"Machine 4 - Turning &amp; Milling" is a work unit of the work center "Turning &amp; Milling".</summary>
    private static string ProcessOf(string resource)
    {
        var at = resource.IndexOf('-', StringComparison.Ordinal);
        if (at < 0)
            return resource;
        var (left, right) = (resource[..at].Trim(), resource[(at + 1)..].Trim());
        var process = left.StartsWith("Machine", StringComparison.Ordinal) || MachineOf(right) is null ? right : left;
        return process.Length == 0 ? resource : process;
    }
}

/// <summary>A part of the file.</summary>
/// <param name="Line">The first line that makes it.</param>
public sealed record PlannedPart(string Name, int Line, Command Define, TakeOverVersion TakeOver);
