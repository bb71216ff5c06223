using System.Text.Encodings.Web;
using System.Text.Unicode;
using Groundswell.Delivering;
using Groundswell.Demonstration;
using Groundswell.Exchange.Csv;
using Groundswell.Identifying;
using Groundswell.Identifying.SigningIn;
using Groundswell.Identifying.Storing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.WebEncoders;

namespace Groundswell.Showing;

/// <summary>Puts the pages into a server.</summary>
public static class ShowingServices
{
    public static IServiceCollection AddShowing(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "groundswell-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forms.FormFieldName = "token";
            forms.HeaderName = "Groundswell-Form-Token";
            // It says the same as the policy's frame-ancestors, to browsers that no longer matter.
            forms.SuppressXFrameOptionsHeader = true;
        });
        // Written as they are, not as numbers: a Chinese page would be five times as long.
        services.Configure<WebEncoderOptions>(encoding => encoding.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddDataProtection().SetApplicationName("groundswell");
        services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<DirectoryDb>>((keys, directory) => keys.XmlRepository = new FormKeys(directory));
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        return services
            .AddSingleton(Texts.Embedded())
            .AddSingleton<Navigation>()
            .AddSingleton<ReadingLanguages>()
            .AddScoped<Words>()
            .AddScoped<Viewer>()
            .AddScoped<FormDoor>();
    }

    /// <summary>Before the endpoints: an answer that would be empty says what it is, to a person as a page and to a program as problem details.</summary>
    public static void UseShowing(this IApplicationBuilder app) => app.UseStatusCodePages(async empty =>
    {
        var http = empty.HttpContext;
        if (http.Response.StatusCode == StatusCodes.Status404NotFound && IsForPerson(http.Request))
        {
            await http.RequestServices.GetRequiredService<Viewer>().Look(http);
            await Page.NothingHere().ExecuteAsync(http);
        }
        else
        {
            await Results.Problem(statusCode: http.Response.StatusCode).ExecuteAsync(http);
        }
    });

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        var pages = app.MapGroup("").GuardWrites().WithMetadata(AssetMap.From(((IEndpointRouteBuilder)app).DataSources.Last()), new IsPage()).ExcludeFromDescription();
        pages.AddEndpointFilter(async (call, next) =>
        {
            await call.HttpContext.RequestServices.GetRequiredService<Viewer>().Look(call.HttpContext);
            return await next(call);
        });
        pages.MapGet("/", HomePage.Show).ForWhoIsSignedIn();
        SignInPages.Map(pages);
        SetAsidePage.Map(pages);
        FilesPage.Map(pages);
        if (app.Services.GetService<DemoSignIns>() is not null)
            DemoPages.Map(pages);
        foreach (var room in Rooms.All)
            room.Pages(pages);
    }

    private static bool IsForPerson(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
