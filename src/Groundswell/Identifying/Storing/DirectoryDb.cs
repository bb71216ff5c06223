using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Groundswell.Identifying.Storing;

/// <summary>The directory: names, credentials and sessions. Precious: it is backed up with the record.</summary>
/// <remarks>Its tables are made by <see cref="DirectorySchema"/>, not from this model; a test compares the two.</remarks>
public sealed class DirectoryDb(DbContextOptions<DirectoryDb> options) : DbContext(options)
{
    public DbSet<NameRow> Names => Set<NameRow>();

    public DbSet<SignInRow> SignIns => Set<SignInRow>();

    public DbSet<FormerPasswordRow> FormerPasswords => Set<FormerPasswordRow>();

    public DbSet<SignInCodeRow> SignInCodes => Set<SignInCodeRow>();

    public DbSet<BadgeRow> Badges => Set<BadgeRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<DeviceRow> Devices => Set<DeviceRow>();

    public DbSet<ChallengeRow> Challenges => Set<ChallengeRow>();

    public DbSet<FormKeyRow> FormKeys => Set<FormKeyRow>();

    /// <summary>Both databases keep instants as whole microseconds since 1970, which they compare and sort alike.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (Database.IsNpgsql())
            modelBuilder.HasDefaultSchema("directory");

        modelBuilder.Entity<NameRow>().ToTable("name").HasKey(row => row.Person);
        modelBuilder.Entity<SignInRow>(row =>
        {
            row.ToTable("sign_in").HasKey(r => r.Id);
            row.HasIndex(r => r.NormalizedUserName).IsUnique();
            row.Property(r => r.ConcurrencyStamp).IsConcurrencyToken();
            row.Ignore(r => r.Email).Ignore(r => r.NormalizedEmail).Ignore(r => r.EmailConfirmed);
            row.Ignore(r => r.PhoneNumber).Ignore(r => r.PhoneNumberConfirmed).Ignore(r => r.TwoFactorEnabled);
            row.Ignore(r => r.LockoutEnd).Ignore(r => r.LockoutEnabled);
        });
        modelBuilder.Entity<IdentityUserPasskey<string>>(row =>
        {
            row.ToTable("passkey").HasKey(r => r.CredentialId);
            row.HasIndex(r => r.UserId);
            row.OwnsOne(r => r.Data, data => data.ToJson("data"));
        });
        modelBuilder.Entity<FormerPasswordRow>().ToTable("former_password").HasKey(row => new { row.Person, row.SetAt });
        modelBuilder.Entity<SignInCodeRow>().ToTable("sign_in_code").HasKey(row => row.Person);
        modelBuilder.Entity<BadgeRow>().ToTable("badge").HasKey(row => row.Id);
        modelBuilder.Entity<SessionRow>(row =>
        {
            row.ToTable("session").HasKey(r => r.Id);
            row.Property(r => r.Kind).HasConversion<string>();
        });
        modelBuilder.Entity<DeviceRow>().ToTable("device").HasKey(row => row.Id);
        modelBuilder.Entity<ChallengeRow>().ToTable("challenge").HasKey(row => row.Id);
        modelBuilder.Entity<FormKeyRow>().ToTable("form_key").HasKey(row => row.Name);

        foreach (var property in modelBuilder.Model.GetEntityTypes().Where(row => !row.IsMappedToJson()).SelectMany(row => row.GetProperties()))
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
    }
}

internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
    instant => (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond,
    microseconds => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond));
