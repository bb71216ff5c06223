using System.Text.RegularExpressions;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Tests.Architecture;

/// <summary>What other programs read of the views names nobody: columns that do are declared, and left out there.</summary>
public sealed partial class PersonColumnTests
{
    [Fact]
    public void Every_column_that_names_a_person_says_so()
    {
        using var views = new ViewsDb(new DbContextOptionsBuilder<ViewsDb>().UseSqlite("Data Source=:memory:").Options, Product.Rooms.Views);
        var silent =
            from table in views.Model.GetEntityTypes()
            from column in table.GetProperties()
            where column.ClrType == typeof(string)
            where Naming().IsMatch(column.Name) || (column.Name == "Id" && OfPersons().IsMatch(table.ClrType.Name))
            where column.FindAnnotation(ViewsConventions.PersonAnnotation) is null
            select $"{table.ClrType.Name}.{column.Name}";

        Assert.Empty(silent);
    }

    [GeneratedRegex("^(Person|Account|Crew|ReportsTo|AskedFor|SentTo|Signer|Actor|Raiser|By|[A-Za-z]+By)$")]
    private static partial Regex Naming();

    [GeneratedRegex("^(Person|Account|Attendance|AttendanceHead)Row$")]
    private static partial Regex OfPersons();
}
