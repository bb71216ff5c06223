using Groundswell.Identifying.Storing;
using Groundswell.Signing;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Groundswell.Identifying;

/// <summary>Puts the directory, sessions and signing into a server.</summary>
public static class IdentifyingServices
{
    public static IServiceCollection AddIdentifying(this IServiceCollection services, DirectoryPlace place, IConfiguration configuration)
    {
        // What is missing or null where it may not be is the request's fault, and is told as such.
        services.ConfigureHttpJsonOptions(json =>
            (json.SerializerOptions.RespectNullableAnnotations, json.SerializerOptions.RespectRequiredConstructorParameters) = (true, true));
        services.Configure<IdentifyingOptions>(configuration.GetSection(IdentifyingOptions.Section));
        services.AddDbContextFactory<DirectoryDb>((_, options) => place.Configure(options));
        services.AddIdentityCore<SignInRow>(identity => identity.User.AllowedUserNameCharacters = "");
        services.AddScoped<IUserStore<SignInRow>, SignInStore>();
        services.AddScoped<IPasskeyHandler<SignInRow>, PasskeyHandler<SignInRow>>();
        services.AddSingleton<IPasswordHasher<SignInRow>, PasswordHasher<SignInRow>>();
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<IdentifyingOptions>>((hasher, ours) => hasher.IterationCount = ours.Value.HashIterations);
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<IdentifyingOptions>>((passkey, ours) =>
        {
            passkey.ServerDomain = ours.Value.ServerDomain;
            passkey.UserVerificationRequirement = "required";
            passkey.ResidentKeyRequirement = "required";
            passkey.ValidateOrigin = PasskeyOrigin.IsOurs(ours.Value.ServerDomain);
        });

        services.AddSingleton(place)
            .AddSingleton<SlowHash>()
            .AddSingleton<PasswordPolicy>()
            .AddSingleton<Names>()
            .AddSingleton<Grants>()
            .AddSingleton<Sessions>()
            .AddSingleton<StationDevices>()
            .AddSingleton<StillSignedIn>()
            .AddSingleton<DeviceClocks>()
            .AddSingleton<Challenges>()
            .AddSingleton<Failures>()
            .AddSingleton<Passwords>()
            .AddSingleton<Badges>()
            .AddSingleton<SignInCodes>()
            .AddSingleton<AccountNames>()
            .AddSingleton<AccountOpening>()
            .AddSingleton<StationCodes>()
            .AddSingleton<ApiKeys>()
            .AddSingleton<FirstAdministrator>()
            .AddScoped<Passkeys>()
            .AddScoped<SignatureProof>()
            .AddSingleton<SignedCommand>();
        return services.AddRateLimits();
    }

    /// <summary>Before the endpoints: finds out whom each request is from, and whether they may call what they call.</summary>
    public static IApplicationBuilder UseIdentifying(this IApplicationBuilder app) =>
        app.UseMiddleware<SignedIn>().UseRateLimiter().UseMiddleware<EndpointRights>();

    /// <summary>Has the directory's tables known before anybody asks for them, which takes a while.</summary>
    internal static void KnowDirectory(this IServiceProvider services)
    {
        using var directory = services.GetRequiredService<IDbContextFactory<DirectoryDb>>().CreateDbContext();
        _ = directory.Model;
    }

    /// <summary>Below /api.</summary>
    public static void MapIdentifying(this IEndpointRouteBuilder api)
    {
        SignInApi.Map(api);
        SessionApi.Map(api);
        StationApi.Map(api);
        AccountApi.Map(api);
        SigningApi.Map(api);
    }
}

/// <summary>What ASP.NET Core Identity needs to know of who signs in: it verifies passkeys.</summary>
public sealed class SignInStore(DirectoryDb directory)
    : UserOnlyStore<SignInRow, DirectoryDb, string, IdentityUserClaim<string>, IdentityUserLogin<string>, IdentityUserToken<string>, IdentityUserPasskey<string>>(directory);
