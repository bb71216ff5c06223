using System.Globalization;
using Groundswell.Deciding;
using Groundswell.Demonstration.Acting;
using Groundswell.Demonstration.Plants;

namespace Groundswell.Demonstration.Cast;

/// <summary>Makes up the sixty people of a plant.</summary>
internal static class Casting
{
    public static readonly IReadOnlyList<string> Crews = ["A", "B", "C"];

    private static readonly (Duty Duty, Function Function, int Count)[] OfCrew =
    [
        (Duty.Supervisor, Function.Operations, 1),
        (Duty.LineLead, Function.Operations, 2),
        (Duty.QualityReviewer, Function.Quality, 2),
        (Duty.MaterialsHandler, Function.SupplyChain, 1),
        (Duty.Maintenance, Function.Maintenance, 1),
        (Duty.Operator, Function.Operations, 10),
    ];

    private static readonly (Duty Duty, Function Function, int Count)[] ByDay =
    [
        (Duty.SiteLead, Function.Operations, 1),
        (Duty.QualityApprover, Function.Quality, 2),
        (Duty.Engineer, Function.Engineering, 2),
        (Duty.Planner, Function.SupplyChain, 1),
        (Duty.MaterialsHandler, Function.SupplyChain, 1),
        (Duty.Facilitator, Function.Engineering, 1),
        (Duty.Maintenance, Function.Maintenance, 1),
    ];

    /// <param name="taken">The names that others have.</param>
    public static IReadOnlyList<CastPerson> Of(DemoPlant plant, ulong seed, HashSet<string> taken)
    {
        var chance = new Chance(seed, $"cast of {plant.Site}");
        var people = new List<CastPerson>();
        foreach (var (duty, function, count) in ByDay)
        {
            for (var i = 0; i < count; i++)
                people.Add(Person(duty, function, null, i));
        }

        foreach (var crew in Crews)
        {
            foreach (var (duty, function, count) in OfCrew)
            {
                for (var i = 0; i < count; i++)
                    people.Add(Person(duty, function, crew, i));
            }
        }

        return people;

        CastPerson Person(Duty duty, Function function, string? crew, int index)
        {
            var number = people.Count + 1;
            var language = chance.ByWeight(plant.Languages, one => one.Share)!.Language;
            var (given, family) = PeopleNames.Next(language, chance, taken);
            var centers = Centers(duty, crew, index);
            var id = string.Create(CultureInfo.InvariantCulture, $"{plant.PersonPrefix}{number:000}");
            return new CastPerson(
                id, number, plant.Site, given, family, language == plant.Languages[0].Language ? [language] : [language, plant.Languages[0].Language],
                duty, function, crew, centers, ManagerOf(duty, crew, index),
                duty is Duty.Operator or Duty.LineLead ? [.. centers.Select(plant.QualificationFor).Distinct()] : duty == Duty.QualityReviewer ? [plant.LaboratoryQualification] : [],
                PeopleNames.Plain($"{given}.{family}"), string.Create(CultureInfo.InvariantCulture, $"{plant.BadgePrefix}{number:000}"), TraitsOf(duty));
        }

        // Each has a work center of their own and can stand in at the next ones, so that a day off stops nothing.
        IReadOnlyList<string> Centers(Duty duty, string? crew, int index)
        {
            var all = plant.WorkCenters.Select(center => center.Id).ToList();
            if (duty != Duty.Operator)
                return duty == Duty.LineLead ? [.. all.Where((_, i) => i * 2 / all.Count == index)] : all;
            var own = (index + Crews.ToList().IndexOf(crew!)) % all.Count;
            return [all[own], all[(own + 1) % all.Count], all[(own + all.Count - 1) % all.Count]];
        }

        string ManagerOf(Duty duty, string? crew, int index)
        {
            var lead = people.Find(person => person.Duty == Duty.SiteLead)?.Id ?? "";
            if (crew is null)
                return lead;
            var supervisor = people.Find(person => person.Duty == Duty.Supervisor && person.Crew == crew)?.Id;
            return duty switch
            {
                Duty.Supervisor => lead,
                Duty.QualityReviewer => people.First(person => person.Duty == Duty.QualityApprover).Id,
                Duty.Operator => people.Where(person => person.Duty == Duty.LineLead && person.Crew == crew).ElementAt(index % 2).Id,
                _ => supervisor ?? lead,
            };
        }

        Traits TraitsOf(Duty duty)
        {
            var leads = duty is Duty.LineLead or Duty.Supervisor or Duty.Engineer ? 0.15 : 0;
            return new Traits(
                Share(0.62 + leads, 0.18), Share(0.55, 0.16), Share(0.68, 0.2), Share(0.5, 0.22), Share(0.55, 0.2), Share(0.6, 0.2));
        }

        double Share(double mean, double deviation) => Math.Round(Math.Clamp(chance.Around(mean, deviation), 0.05, 0.98), 2);
    }
}
