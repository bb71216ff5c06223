namespace Groundswell.Showing;

/// <summary>The product's languages as those who read them call them.</summary>
internal static class Languages
{
    public static string NameOf(string language) => language switch
    {
        "en" => "English",
        "de" => "Deutsch",
        "es" => "Español",
        "pt" => "Português",
        "zh" => "中文",
        _ => language,
    };
}
