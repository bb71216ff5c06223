using System.CommandLine;
using Groundswell.Identifying.Storing;
using Groundswell.Record;

namespace Groundswell.CommandLine;

/// <summary><c>groundswell prepare</c>: makes the tables in a PostgreSQL database, or brings older ones up to date. The owner's work, at installing and upgrading.</summary>
internal static class PrepareCommand
{
    public static Command Make()
    {
        var command = new Command("prepare", "Make the tables in a PostgreSQL database, or bring older ones up to date, and give the application's role its rights.");
        var store = PlaceOptions.Store("The database, by the connection of the role that owns the tables or shall own them");
        store.Required = true;
        var role = new Option<string>("--application-role")
        {
            Description = "The role that the application connects as. Without it the application has to connect as the owner, which protects the record less.",
            HelpName = "ROLE",
        };
        var kind = new Option<RecordKind>("--kind")
        {
            Description = "What a new record is of; it stays so for ever: plant, demo or trial.",
            HelpName = "KIND",
            DefaultValueFactory = _ => RecordKind.Plant,
        };
        foreach (var option in (Option[])[store, role, kind])
            command.Add(option);
        return command.Does(async (parsed, stop) =>
        {
            var connection = PlaceOptions.Checked(parsed.GetValue(store)!);
            var application = parsed.GetValue(role);
            await Journal.PreparePostgres(connection, application, new JournalOptions { Kind = parsed.GetValue(kind) }, stop);
            await DirectoryPlace.PreparePostgres(connection, application, stop);
            await parsed.Error().WriteLineAsync(application is null ? "Prepared for its owner." : $"Prepared for {application}.");
            return ExitCode.Good;
        });
    }
}
