using System.Globalization;
using Groundswell.Deciding;

namespace Groundswell.Masters.Versions;

/// <summary>Where the pages of masters are.</summary>
public static class MasterPaths
{
    public static string Of(string master) => $"/masters/{Uri.EscapeDataString(master)}";

    public static string Of(string master, int number) => $"{Of(master)}/versions/{number.ToString(CultureInfo.InvariantCulture)}";

    public static string Of(Id<WorkMasterVersion> version) => Of(VersionIds.MasterOf(version.Value), NumberOf(version.Value));

    public static string Edit(string master, int number) => $"{Of(master, number)}/edit";

    public static string Difference(string master, int from, int to) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(master)}/difference?from={from}&to={to}");

    /// <summary>The master as one site uses it.</summary>
    public static string AtSite(string site, string master) => $"/sites/{Uri.EscapeDataString(site)}{Of(master)}";

    /// <summary>The number in a version's id; of a revision that was frozen to be tried, its draft's.</summary>
    public static int NumberOf(string version) => int.Parse(Called(version).Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>What a version is called beside its master: 3; 3.2 for the second revision of draft 3 that was frozen to be tried.</summary>
    public static string Called(string version) => version[(version.LastIndexOf('@') + 1)..];
}
