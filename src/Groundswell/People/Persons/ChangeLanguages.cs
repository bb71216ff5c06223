using System.Globalization;
using Groundswell.Deciding;

namespace Groundswell.People.Persons;

/// <summary>Say which languages a person reads, the best first.</summary>
/// <param name="Languages">BCP 47 tags.</param>
public sealed record ChangeLanguages(Id<Person> Person, IReadOnlyList<string> Languages) : SiteCommand
{
    public static Decision Decide(ChangeLanguages change, Person person)
    {
        if (person.Status != PersonStatus.Here)
            return new PersonNotHere(change.Person);
        if (Language.FirstUnfit(change.Languages) is { } unfit)
            return new LanguageUnfit(unfit);

        return new LanguagesChanged(change.Person, change.Languages);
    }
}

internal static class Language
{
    public static string? FirstUnfit(IEnumerable<string> tags) => tags.FirstOrDefault(tag => !IsTag(tag));

    private static bool IsTag(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}

/// <summary>Not a language this program knows.</summary>
public sealed record LanguageUnfit(string Language) : Refusal("person.language-unfit")
{
    public override string Field => "languages";
}
