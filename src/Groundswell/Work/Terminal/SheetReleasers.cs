using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.Masters.Contents;
using Groundswell.People.Accounts;
using Groundswell.People.Attendances;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Work.Terminal;

/// <summary>Whom people at a job turn to when it has stopped for a release.</summary>
internal static class SheetReleasers
{
    private const int MostReleasers = 12;

    private static readonly Role[] Releasing =
        [Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead];

    /// <summary>Those whose word lets work go on after an exception; who is there first.</summary>
    public static async Task<List<SheetReleaser>> Of(string site, Operation operation, DateTimeOffset now, ViewsDb views, Names names, CancellationToken stop)
    {
        var asked = operation.Steps.SelectMany(step => step.Exceptions?.ReleasedBy ?? []).Concat([Role.LineLead, Role.Supervisor]).Intersect(Releasing)
            .Select(role => role.ToString()).ToHashSet(StringComparer.Ordinal);
        var rows = await views.Set<AccountGrantRow>().AsNoTracking()
            .Where(row => asked.Contains(row.Role) && (row.Site == site || row.Site == AccountGrantRow.All)).ToListAsync(stop);
        var since = now.AddHours(-24);
        var here = await views.Set<AttendanceRow>().AsNoTracking()
            .Where(row => row.Site == site && row.ArrivedAt != null && row.DepartedAt == null).ToListAsync(stop);
        var present = here.Where(row => row.ArrivedAt >= since).Select(row => row.Person).ToHashSet(StringComparer.Ordinal);
        var printed = await names.Of(rows.Select(row => row.Account), stop);
        return
        [
            .. rows.GroupBy(row => row.Account, StringComparer.Ordinal)
                .Select(account => new SheetReleaser(
                    account.Key, printed.GetValueOrDefault(account.Key), [.. account.Select(row => Enum.Parse<Role>(row.Role)).Distinct()],
                    present.Contains(account.Key)))
                .OrderByDescending(one => one.Here).ThenBy(one => one.Name, StringComparer.Ordinal).Take(MostReleasers),
        ];
    }
}
