using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Identifying.Storing;

/// <summary>Keeps the keys of forms' tokens in the directory: they are the same on every node, and go with its backup.</summary>
internal sealed class FormKeys(IDbContextFactory<DirectoryDb> directory) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = directory.CreateDbContext();
        return [.. db.FormKeys.AsNoTracking().Select(row => row.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = directory.CreateDbContext();
        db.FormKeys.Add(new FormKeyRow { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
