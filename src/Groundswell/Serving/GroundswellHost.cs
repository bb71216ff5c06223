using Groundswell.Changes.Adoption;
using Groundswell.Changes.Due;
using Groundswell.Changes.Inviting;
using Groundswell.Changes.Launches;
using Groundswell.Changes.Pilots;
using Groundswell.Changes.Programme;
using Groundswell.Changes.Proposals;
using Groundswell.Changes.Questions;
using Groundswell.Changes.Stories;
using Groundswell.Deciding;
using Groundswell.Delivering;
using Groundswell.Demonstration;
using Groundswell.Exchange.Csv;
using Groundswell.Identifying;
using Groundswell.Identifying.Storing;
using Groundswell.Influence;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Signs;
using Groundswell.Influence.Spread;
using Groundswell.Masters.Versions;
using Groundswell.People.Qualifications;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Record;
using Groundswell.Record.Sealing;
using Groundswell.Sealing;
using Groundswell.Serving.Describing;
using Groundswell.Showing;
using Groundswell.Work.Boards;
using Groundswell.Work.Jobs;
using Groundswell.Work.Terminal;
using Microsoft.Extensions.Configuration.Memory;

namespace Groundswell.Serving;

/// <summary>Where a server keeps its data and how it is reached.</summary>
/// <param name="DataFolder">The folder of an embedded plant; the record is in its folder <c>record</c>.</param>
public sealed record HostSettings(string DataFolder)
{
    /// <summary>Addresses to listen on, as Kestrel takes them.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:5080"];

    /// <summary>How the record is opened.</summary>
    public JournalOptions Journal { get; init; } = new();

    /// <summary>Opens the record, where that is not simply the data folder's: with its signing key, or in a database.</summary>
    public Func<CancellationToken, Task<Journal>>? OpenRecord { get; init; }

    /// <summary>Where the views are, where that is not the data folder.</summary>
    public ViewsPlace? Views { get; init; }

    /// <summary>Where the directory is, where that is not the data folder.</summary>
    public DirectoryPlace? Directory { get; init; }

    /// <summary>What https addresses show.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>The folder of the record.</summary>
    public string RecordFolder => Path.Combine(DataFolder, "record");

    /// <summary>The folder of the views. It may be thrown away at any time.</summary>
    public string ViewsFolder => Path.Combine(DataFolder, "views");
}

/// <summary>Puts the server together: stores, door, rooms, HTTP surface.</summary>
public static class GroundswellHost
{
    /// <summary>What holds where no setting says otherwise. A line or two in the log for each request would cost more than the request.</summary>
    private static readonly KeyValuePair<string, string?>[] Usual =
    [
        new("Logging:LogLevel:Microsoft.AspNetCore", nameof(LogLevel.Warning)),
        new("Logging:LogLevel:Microsoft.EntityFrameworkCore", nameof(LogLevel.Warning)),
    ];

    /// <summary>Opens the record and builds the server, which is not started yet.</summary>
    /// <param name="with">What a test or a command adds or replaces.</param>
    /// <exception cref="FolderInUseException">Another process writes the folder.</exception>
    public static async Task<WebApplication> Build(HostSettings settings, Action<WebApplicationBuilder>? with, CancellationToken stop)
    {
        // What takes longest to get ready does so beside the rest, so that a server starts as fast as the machine has processors for.
        var place = settings.Views ?? ViewsPlace.Folder(settings.ViewsFolder);
        var listing = Task.Run(() => Rooms.Whole, stop);
        // Nobody waits for it here: the projector does, and comes to the same fault where there is one.
        _ = Task.Run(async () => place.Know((await listing).Views), stop);
        // The content root is where the program is, not where it was started: static files would be empty otherwise.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            // Whoever runs it, a test say: the list of static files goes by this name.
            ApplicationName = typeof(GroundswellHost).Assembly.GetName().Name,
        });
        builder.WebHost.UseStaticWebAssets();
        // Served from the sources as from a published program: what serves changed files would answer for every address that is none.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Usual });
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (settings.Certificate is { } shown)
                kestrel.ConfigureHttpsDefaults(https => (https.ServerCertificate, https.ServerCertificateChain) = (shown.Own, shown.Above));
        });

        var journal = settings.OpenRecord is { } open
            ? await open(stop)
            : await Journal.OpenFolder(settings.RecordFolder, settings.Journal, stop);
        await journal.OpenLog(Logs.Enterprise, stop);
        var directory = settings.Directory ?? DirectoryPlace.InFolder(settings.DataFolder);
        await directory.Open(stop);
        var sealKeys = directory.SealKeys();
        await SealServices.CompleteDestructions(journal, sealKeys, settings.Journal.Time, stop);

        var rooms = await listing;
        builder.Services
            .AddSingleton(settings.Journal.Time)
            .AddSingleton(_ => journal) // by a factory, so that it is closed with the server
            .AddSingleton(rooms)
            .AddSingleton(rooms.Acts)
            .AddSingleton(rooms.Views)
            .AddSingleton(rooms.Queries)
            .AddSingleton(rooms.Codec)
            .AddSingleton<States>(services => new States(services.GetRequiredService<Journal>(), rooms.Codec, sealer: services.GetRequiredService<Sealer>()))
            .AddSingleton<ISites, SitesInRecord>()
            .AddSingleton<Door>()
            .AddSingleton<LateActs>()
            .AddSingleton<LineBoards>()
            .AddScoped<IBoardNotices, ComingChanges>()
            .AddScoped<IBoardNotices, ProposalNotices>()
            .AddScoped<IBoardNotices, ChangeNotices>()
            .AddScoped<CandidateQuestions>()
            .AddScoped<PilotCandidateReading>()
            .AddScoped<ChampionCandidateReading>()
            .AddScoped<IPastRollouts, PastRolloutReading>()
            .AddSingleton<SharedSheets>()
            .AddSingleton<SharedProgramme>()
            .AddSingleton<SheetPeople>()
            .AddScoped<ISiteReadiness, SiteReadinessReading>()
            .AddScoped<PilotQuestionReading>()
            .AddScoped<IPilotsToAsk>(services => services.GetRequiredService<PilotQuestionReading>())
            .AddScoped<IPlannedNeeds, PlannedNeeds>()
            .AddScoped<CsvExchange>()
            .AddInfluence()
            .AddSingleton(RefusalTexts.Embedded("en"))
            .AddSingleton<RefusalNames>()
            .AddSingleton<IThingNames, ChangeTitles>()
            .AddSingleton<IThingNames, PilotTitles>()
            .AddSingleton<IThingNames, MasterTitles>()
            .AddSingleton<Problems>()
            .AddSingleton<MeterReadings>()
            .AddSealing(sealKeys)
            .AddIdentifying(directory, builder.Configuration)
            .AddShowing()
            // A terminal's whole job is much of the same; others' answers are short, and not worth the time.
            .AddResponseCompression(compress =>
            {
                compress.EnableForHttps = true;
                compress.MimeTypes = ["application/json", "text/javascript", "text/html", "text/css"];
            })
            .AddProblemDetails()
            .AddApiDescription();
        builder.Services.AddExceptionHandler<UnavailableHandler>();
        builder.Services.AddSingleton<IReadOnlyList<IFallsDue>>([
            new OverdueProposals(), new PilotsDue(), new LaunchesDue(), new AffectedDue(), new LaunchGuardsDue(), new AffectingDue(), new UseDue(), new NominationsToErase(),
        ]).AddSingleton<ChangesClock>().AddHostedService(services => services.GetRequiredService<ChangesClock>());
        builder.Services.AddViews(place);
        if (journal.Kind == RecordKind.Demo)
            builder.AddDemonstration(settings);
        with?.Invoke(builder);

        var app = builder.Build();
        var knowingDirectory = Task.Run(() => app.Services.KnowDirectory(), stop);
        app.Services.GetRequiredService<MeterReadings>(); // it listens from now on
        app.UseSecurityHeaders();
        app.UseWhen(IsForTerminal, terminal => terminal.UseResponseCompression());
        app.UseExceptionHandler();
        if (journal.Kind == RecordKind.Demo)
            app.UseDemonstration();
        app.UseShowing();
        app.UseIdentifying();
        app.UseWriteGuard();
        var api = app.MapGroup("/api");
        CommandApi.Map(api, rooms.Acts);
        QueryApi.Map(api, rooms.Queries);
        AttachmentApi.Map(api);
        api.MapIdentifying();
        api.MapDelivering();
        api.MapExchange();
        app.MapOpenApi();
        app.MapHealthChecks("/health");
        MetricsApi.Map(app);
        app.MapPages();
        await knowingDirectory;
        return app;
    }

    /// <summary>What is asked for the floor terminal, and holds no secret that whoever asks could be made to mix with their own text.</summary>
    private static bool IsForTerminal(HttpContext http) => HttpMethods.IsGet(http.Request.Method)
        && (http.Request.Path.StartsWithSegments("/floor") || http.Request.Path.Value?.EndsWith("/sheet", StringComparison.Ordinal) == true);
}
