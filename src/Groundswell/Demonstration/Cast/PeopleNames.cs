using Groundswell.Demonstration.Acting;

namespace Groundswell.Demonstration.Cast;

/// <summary>Names to make people up with. None of them is anybody's in particular.</summary>
internal static class PeopleNames
{
    private static readonly Dictionary<string, (string[] Given, string[] Family)> ByLanguage = new()
    {
        ["de"] = (
            ["Anna", "Lukas", "Katrin", "Jonas", "Petra", "Stefan", "Miriam", "Felix", "Heike", "Markus", "Silke", "Tobias", "Ute", "Jan", "Birgit", "Kai", "Nadine", "Ralf"],
            ["Weber", "Krämer", "Vogt", "Seidel", "Brandt", "Lorenz", "Hoffmann", "Engel", "Pohl", "Arnold", "Kuhn", "Winter", "Roth", "Simon", "Beck", "Haas", "Franke", "Busch"]),
        ["en"] = (
            ["Grace", "Tom", "Ruth", "Daniel", "Nora", "Sean", "Amy", "Kevin", "Laura", "Marcus", "Joan", "Peter", "Erin", "Victor", "Helen", "Samir", "Paula", "Ian"],
            ["Hughes", "Carter", "Doyle", "Bennett", "Okafor", "Reid", "Palmer", "Nolan", "Chambers", "Frost", "Hale", "Barlow", "Quinn", "Mercer", "Adeyemi", "Whitaker", "Sutton", "Lowe"]),
        ["es"] = (
            ["Lucía", "Mateo", "Carmen", "Diego", "Elena", "Javier", "Rosa", "Andrés", "Pilar", "Hugo", "Marta", "Raúl", "Inés", "Óscar", "Sofía", "Iván"],
            ["Garza", "Navarro", "Ibarra", "Molina", "Cantú", "Serrano", "Rivas", "Peña", "Campos", "Salinas", "Ortega", "Treviño", "Vega", "Luna", "Cruz", "Nieto"]),
        ["pt"] = (
            ["Beatriz", "Rui", "Joana", "Tiago", "Helena", "Caio", "Larissa", "Duarte", "Teresa", "Vítor", "Mariana", "Nuno"],
            ["Almeida", "Teixeira", "Barros", "Moreira", "Fonseca", "Pinto", "Ramos", "Carvalho", "Antunes", "Rocha", "Lopes", "Duarte"]),
        ["zh"] = (
            ["Wei", "Jing", "Hao", "Yan", "Lin", "Min", "Chen", "Xin", "Tao", "Ying", "Bo", "Lan"],
            ["Zhao", "Liu", "Sun", "Guo", "Xu", "Huang", "Deng", "Shen", "Lu", "Tang", "Fang", "Qian"]),
    };

    /// <summary>A name that nobody has yet.</summary>
    public static (string Given, string Family) Next(string language, Chance chance, HashSet<string> taken)
    {
        var (given, family) = ByLanguage[language];
        while (true)
        {
            var (first, last) = (chance.Of(given), chance.Of(family));
            if (taken.Add(Plain($"{first}.{last}")))
                return (first, last);
        }
    }

    /// <summary>As one signs in: small letters without marks.</summary>
    public static string Plain(string name) => new([.. name
        .Normalize(System.Text.NormalizationForm.FormD).ToLowerInvariant()
        .Where(letter => char.IsAsciiLetterLower(letter) || letter == '.')]);
}
