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
public sealed class ProductionLogPlan(string site, string siteName, string timeZone)
{
    private const string Area = "shop-floor";
    private const string Unit = "1";
    private const string Packing = "Packing";

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);

    /// <summary>What has to be there before the first order: site, equipment, people, materials, masters, what ran.</summary>
    /// <param name="siteIsOpen">Whether the site was opened before, by somebody else.</param>
    public IEnumerable<Command> Ground(IReadOnlyList<ProductionLogRow> rows, bool siteIsOpen)
    {
        var began = Utc(rows.Min(row => row.Start)).At;
        if (!siteIsOpen)
            yield return With(new OpenSite(new(site), siteName, timeZone, false), "site", began);
        yield return With(new AddArea(new(Area), "Shop floor") { Site = site }, "area", began);
        foreach (var process in rows.Select(row => ProcessOf(row.Resource)).Distinct())
            yield return With(new AddWorkCenter(new(process), process, new(Area)) { Site = site }, $"work center {process}", began);
        foreach (var resource in rows.Select(row => row.Resource).Distinct())
            yield return With(new AddWorkUnit(new(resource), resource, new(ProcessOf(resource))) { Site = site }, $"work unit {resource}", began);
        foreach (var worker in rows.Select(row => row.Worker).Distinct())
            yield return With(new RegisterPerson(new(worker), [Function.Operations]) { Site = site }, $"person {worker}", began);
        foreach (var part in rows.GroupBy(row => row.Part))
        {
            var material = new Id<MaterialDefinition>(PartId(part.Key));
            yield return With(new DefineMaterial(material, part.Key, Unit, MaterialTracking.Lot, false), $"material {part.Key}", began);
            var master = new Id<WorkMaster>(PartId(part.Key));
            yield return With(new TakeOverVersion(master, Content(part, material), $"Production log of {site}"), $"master {part.Key}", began);
            yield return With(
                new RecordBaseline(master, [new BaselineVersion(master.Version(1))], $"Production log of {site}") { Site = site }, $"baseline {part.Key}", began);
        }
    }

    /// <summary>An order: created, released, its work as filed, and its end where it was packed.</summary>
    public IEnumerable<Command> Order(string order, IReadOnlyList<ProductionLogRow> rows)
    {
        var first = rows[0];
        var began = Utc(rows.Min(row => row.Start)).At;
        var id = new Id<Order>(order);
        var master = new Id<WorkMaster>(PartId(first.Part));
        yield return With(
            new CreateOrder(id, master, first.OrderedQuantity, Unit, Reference: first.Part) { Site = site }, $"order {order} created", began);
        yield return With(new ReleaseOrder(id) { Site = site }, $"order {order} released", began);

        // Two rows of the same text are two pieces of work as filed; the how-manieth tells them apart.
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var time = seen[row.Text] = seen.GetValueOrDefault(row.Text) + 1;
            yield return With(Work(id, row), FormattableString.Invariant($"{order}\n{row.Text}\n{time}"), Utc(row.Start).At);
        }

        if (rows.Where(row => row.Activity == Packing).Sum(row => row.Completed) is var packed and > 0)
            yield return With(new RecordPastCompletion(id, packed) { Site = site }, $"order {order} completed", Utc(rows.Max(row => row.Complete)).At);
    }

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

    private RecordPastExecution Work(Id<Order> order, ProductionLogRow row) => new(
        JobIds.Of(order, OperationId(row.Activity)), new(row.Resource), new(row.Worker), row.Phase, Utc(row.Start).At, Utc(row.Complete).At,
        new Output(row.Completed, row.Rejected, 0, row.Review), row.Rework, row.Activity, row.Line)
    { Site = site };

    private static WorkMasterContent Content(IEnumerable<ProductionLogRow> rows, Id<MaterialDefinition> material) => new(
        rows.First().Part,
        new MadeMaterial(material, 1, Unit),
        [
            .. rows.GroupBy(row => OperationId(row.Activity)).Select(operation => new Operation(
                operation.Key, Spaced(operation.First().Activity), [],
                new EquipmentRequirement(EquipmentLevel.WorkCenter, ProcessOf(operation.First().Resource)), After: [])),
        ],
        [],
        []);

    private TCommand With<TCommand>(TCommand command, string what, DateTimeOffset at) where TCommand : Command =>
        command with { Id = IdOf(what), OccurredAt = at, Source = Source.Imported };

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
        return left.StartsWith("Machine", StringComparison.Ordinal) || MachineOf(right) is null ? right : left;
    }

    private static string OperationId(string activity) => Code(activity);

    private static string PartId(string part) => Code(part);

    /// <summary>Letters and digits, hyphens between words: what ids may hold everywhere.</summary>
    private static string Code(string name)
    {
        var code = new StringBuilder(name.Length);
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                code.Append(letter);
            else if (code.Length > 0 && code[^1] != '-')
                code.Append('-');
        }

        return code.ToString().TrimEnd('-');
    }

    private static string Spaced(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
