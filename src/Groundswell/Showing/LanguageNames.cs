using System.Globalization;

namespace Groundswell.Showing;

/// <summary>Any language as those who read it call it.</summary>
public static class LanguageNames
{
    public static string Of(string tag)
    {
        if (Texts.Languages.Contains(tag))
            return Languages.NameOf(tag);
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).NativeName;
        }
        catch (CultureNotFoundException)
        {
            // A tag that no culture has is still the author's word for the language.
            return tag;
        }
    }
}
