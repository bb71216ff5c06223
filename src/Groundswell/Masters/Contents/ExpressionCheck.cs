namespace Groundswell.Masters.Contents;

internal static class ExpressionCheck
{
    public static bool IsUnit(string unit) => !string.IsNullOrWhiteSpace(unit);

    public static void Check(WorkMasterContent content, ContentOrder order, FaultsAt at)
    {
    }
}
