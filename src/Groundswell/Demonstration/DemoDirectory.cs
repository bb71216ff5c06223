using Groundswell.Demonstration.Cast;
using Groundswell.Identifying;
using Groundswell.Identifying.Storing;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Demonstration;

/// <summary>Writes the names, passwords and badges of the made-up people. The record says that they were set; one slow hash serves all, since all have the same.</summary>
internal sealed class DemoDirectory(IDbContextFactory<DirectoryDb> directory, SlowHash hash)
{
    /// <summary>The directory's number of a person's badge, as the record names it.</summary>
    public static string BadgeIdOf(CastPerson person) => $"demo-{person.Badge}";

    public async Task Write(Company company, DateTimeOffset at, CancellationToken stop)
    {
        var password = await hash.Of(DemoSignIns.Password, stop);
        var pin = await hash.Of(DemoSignIns.Pin, stop);
        await using var db = await directory.CreateDbContextAsync(stop);
        foreach (var (person, name, userName) in Company.Central)
            Add(person, name, userName);
        foreach (var person in company.Plants.SelectMany(cast => cast.People))
        {
            Add(person.Id, person.Name, person.UserName);
            db.Badges.Add(new BadgeRow
            {
                Id = BadgeIdOf(person),
                NumberHash = Badges.HashOf(person.Badge),
                Person = person.Id,
                PinHash = pin,
                IssuedAt = at,
            });
        }

        await db.SaveChangesAsync(stop);

        void Add(string person, string name, string userName)
        {
            db.Names.Add(new NameRow { Person = person, PrintedName = name });
            db.SignIns.Add(new SignInRow
            {
                Id = person,
                UserName = userName,
                NormalizedUserName = Passwords.Normalized(userName),
                PasswordHash = password,
                PasswordSetAt = at,
            });
        }
    }
}
