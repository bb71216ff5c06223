using Groundswell.Identifying.Storing;
using Groundswell.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Tests.Identifying;

public sealed class DirectorySchemaTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EveryDirectory]
    public async Task Every_table_and_column_of_the_model_is_there(DirectoryChoice directory)
    {
        var folder = Directory.CreateTempSubdirectory("groundswell-").FullName;
        var place = await directory.Place(folder);
        await place.Open(Stop);
        await place.Open(Stop); // Again: nothing changes.
        var options = new DbContextOptionsBuilder<DirectoryDb>();
        place.Configure(options);
        await using (var db = new DirectoryDb(options.Options))
        {
            Assert.Empty(await db.Names.ToListAsync(Stop));
            Assert.Empty(await db.SignIns.ToListAsync(Stop));
            Assert.Empty(await db.Set<IdentityUserPasskey<string>>().ToListAsync(Stop));
            Assert.Empty(await db.FormerPasswords.ToListAsync(Stop));
            Assert.Empty(await db.SignInCodes.ToListAsync(Stop));
            Assert.Empty(await db.Badges.ToListAsync(Stop));
            Assert.Empty(await db.Sessions.ToListAsync(Stop));
            Assert.Empty(await db.Devices.ToListAsync(Stop));
            Assert.Empty(await db.Challenges.ToListAsync(Stop));
            Assert.Empty(await db.FormKeys.ToListAsync(Stop));
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_newer_programs_file_is_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("groundswell-").FullName;
        var place = DirectoryPlace.InFolder(folder);
        await place.Open(Stop);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "directory", "directory.db")}"))
        {
            await connection.OpenAsync(Stop);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync(Stop);
        }

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => place.Open(Stop));

        Assert.Contains("version 99", refused.Message);
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_database_nobody_prepared_says_so()
    {
        await using var database = await PostgresServer.NewDatabase();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => DirectoryPlace.InPostgres(database.Application).Open(Stop));

        Assert.Contains("Prepare it", refused.Message);
    }
}
