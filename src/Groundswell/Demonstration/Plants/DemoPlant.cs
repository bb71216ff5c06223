using Groundswell.Masters.Contents;

namespace Groundswell.Demonstration.Plants;

/// <summary>A made-up plant: all that is the same whatever the seed.</summary>
/// <param name="PersonPrefix">What its people's ids begin with.</param>
/// <param name="BadgePrefix">What its badges' numbers begin with.</param>
/// <param name="Languages">What its people speak, the plant's own language first, with their shares.</param>
/// <param name="Readings">What instruments show at steps that ask for a number.</param>
internal sealed record DemoPlant(
    string Site, string Name, string TimeZone, bool UnderGmp, string PersonPrefix, string BadgePrefix,
    IReadOnlyList<(string Language, double Share)> Languages,
    IReadOnlyList<DemoArea> Areas, IReadOnlyList<DemoWorkCenter> WorkCenters, string LaboratoryQualification,
    IReadOnlyList<DemoMaterial> Materials, IReadOnlyList<DemoMaster> Masters, IReadOnlyDictionary<string, Reading> Readings,
    IReadOnlyList<string> HelpSubjects)
{
    public string QualificationFor(string workCenter) => WorkCenters.First(center => center.Id == workCenter).Qualification;

    /// <summary>The terminal that stands at a work unit.</summary>
    public static string StationOf(string workUnit) => $"{workUnit}-T";
}

internal sealed record DemoArea(string Id, string Name);

/// <param name="Qualification">The code of what one has to have learned to work there.</param>
/// <param name="Classes">What each of its units can stand in for.</param>
internal sealed record DemoWorkCenter(
    string Id, string Name, string Area, string Qualification, string QualificationName, IReadOnlyList<(string Id, string Name)> Units, IReadOnlyList<string>? Classes = null);

/// <param name="Delivery">How much comes with one delivery; 0 for what is made here.</param>
internal sealed record DemoMaterial(
    string Id, string Name, string Unit, Materials.Definitions.MaterialTracking Tracking, bool UnderGmp, decimal Delivery, int? ShelfLifeDays = null);

/// <param name="Sizes">The quantities that orders come in.</param>
/// <param name="Open">About so many of its orders are open at any time.</param>
/// <param name="First">The first version's content, with the drawings at hand.</param>
/// <param name="Second">What the next version changes in it; null where there is none.</param>
/// <param name="NewSteps">The steps that are new or harder in the next version.</param>
internal sealed record DemoMaster(
    string Id, string Class, decimal Quantity, IReadOnlyList<decimal> Sizes, int Open, string OrderPrefix,
    Func<Drawings, WorkMasterContent> First, Func<WorkMasterContent, WorkMasterContent>? Second, IReadOnlyList<string> NewSteps);

/// <summary>What an instrument shows.</summary>
/// <param name="OfOrder">Mean and deviation are shares of the order's quantity.</param>
internal sealed record Reading(double Mean, double Deviation, string Unit, int Decimals, bool OfOrder = false);
