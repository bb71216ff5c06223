using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.Exchange.Csv;
using Groundswell.Identifying;
using Groundswell.Tests.Identifying;
using Microsoft.Extensions.DependencyInjection;

namespace Groundswell.Tests.Exchange;

/// <summary>Files of rows through the door, over real HTTP and a real record.</summary>
public sealed class CsvExchangeTests
{
    private const string Plant = """
        kind,id,name,parent,equipment-classes
        work-unit,V-201,Vessel 201,MIX,vessel|heated
        work-center,MIX,Mixing,H1,
        area,H1,Hall 1,,
        """;

    private const string People = """
        person,name,functions,team,shift,languages,reports-to
        P-30,"Silva, Ana",operations,A,early,pt|en,P-20
        P-20,Helena Brandt,operations|quality,A,early,de,
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_looked_at_then_recorded_and_the_second_time_changes_nothing()
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);

        var looked = await Send(machine, "plant", Plant);
        var before = await server.Recorded("area-H1", "site.muc");
        var recorded = await Send(machine, "plant?record=true&plan=" + looked.Answer.GetProperty("plan").GetString(), Plant);
        var again = await Send(machine, "plant?record=true", Plant);

        Assert.Equal((3, 0, 0), Counts(looked.Answer));
        Assert.Empty(before);
        Assert.Equal(3, recorded.Answer.GetProperty("recorded").GetInt32());
        Assert.Equal(["work-unit.added"], await server.Recorded("work-unit-V-201", "site.muc"));
        Assert.Equal((0, 0, 3), Counts(again.Answer));
        Assert.Equal(0, again.Answer.GetProperty("recorded").GetInt32());
        Assert.Equal(["work-unit.added"], await server.Recorded("work-unit-V-201", "site.muc"));
    }

    [Fact]
    public async Task A_row_that_says_something_else_changes_it_and_back_again()
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);
        await Send(machine, "plant?record=true", Plant);
        var renamed = Plant.Replace("Hall 1", "North hall", StringComparison.Ordinal);

        var looked = await Send(machine, "plant", renamed);
        await Send(machine, "plant?record=true", renamed);
        await Send(machine, "plant?record=true", Plant);
        await Send(machine, "plant?record=true", renamed);

        Assert.Equal((0, 1, 2), Counts(looked.Answer));
        // The same wish after a change is another command, not the first one sent again.
        Assert.Equal(["area.added", "area.renamed", "area.renamed", "area.renamed"], await server.Recorded("area-H1", "site.muc"));
    }

    [Fact]
    public async Task Of_a_faulty_file_every_fault_is_told_by_line_and_column_and_nothing_is_recorded()
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);
        var faulty = """
            kind;id;name;parent
            area;H1;Hall 1;
            area;H1;Hall 2;
            work-centre;MIX;Mixing;H1
            work-center;FILL;;H1
            area;H2;Hall 2;H1
            work-center;PACK;Packing
            """;

        var (status, answer) = await Send(machine, "plant?record=true", faulty);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(
            [Fault(3, "id", "csv.row-twice"), Fault(4, "kind", "csv.word-unknown"), Fault(5, "name", "csv.cell-empty"), Fault(6, "parent", "csv.cell-not-empty"), Fault(7, "", "csv.cells-miscounted")],
            Faults(answer));
        Assert.Empty(await server.Recorded("area-H1", "site.muc"));
    }

    [Fact]
    public async Task What_the_plant_would_refuse_is_told_by_line_and_column_before_anything_is_recorded()
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);

        var (_, plant) = await Send(machine, "plant?record=true", "kind,id,name,parent\narea,H1,Hall 1,\nwork-center,MIX,Mixing,H9\n");
        var (_, people) = await Send(machine, "people?record=true", People.Replace("P-20,Helena", "P-21,Helena", StringComparison.Ordinal));
        var (_, materials) = await Send(machine, "materials?record=true", "material,name,unit,tracking,shelf-life-days\nM-1,Ethanol,litre,lot,0\n");
        var (_, lots) = await Send(machine, "lots?record=true", "lot,material,quantity,unit\nL-1,M-9,5,L\n");
        var (_, orders) = await Send(machine, "orders?record=true", "order,work-master,quantity,unit\n1,NONE,5,L\n");

        Assert.Equal([Fault(3, "parent", "plant.not-in-use")], Faults(plant));
        Assert.Equal([Fault(2, "reports-to", "person.manager-not-here")], Faults(people));
        Assert.Equal([Fault(2, "unit", "material.unit-unknown")], Faults(materials));
        Assert.Equal([Fault(2, "material", "material-lot.material-not-in-use")], Faults(lots));
        Assert.Equal([Fault(2, "work-master", "order.work-master-unknown")], Faults(orders));
        Assert.Empty(await server.Recorded("area-H1", "site.muc"));
        Assert.Empty(await server.Recorded("person-P-30", "site.muc"));
    }

    [Fact]
    public async Task What_cannot_be_read_and_what_would_be_refused_are_told_together()
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);

        var (status, plant) = await Send(machine, "plant?record=true", """
            kind,id,name,parent
            area,H1,Hall 1,
            work-center,MIX,Mixing,H9
            work-centre,FILL,Filling,H1
            work-unit,F-1,Filler 1,FILL
            work-unit,V-1,Vessel 1,MIX
            work-unit,P-1,Packer 1,PACK
            work-center,LAB,Laboratory,H1,?
            work-unit,B-1,Bench 1,LAB
            """);
        var (_, orders) = await Send(machine, "orders?record=true", "order,work-master,quantity,unit\n1,NONE,5,L\n2,NONE,\"1,5\",L\n");
        var (_, people) = await Send(machine, "people?record=true", "person,functions,reports-to\nP-1,cooking,\nP-2,operations,P-1\nP-3,operations,P-9\n");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        // F-1, V-1 and B-1 need a row that is wrong itself: they may be right.
        Assert.Equal(
            [Fault(3, "parent", "plant.not-in-use"), Fault(4, "kind", "csv.word-unknown"), Fault(7, "parent", "plant.not-in-use"), Fault(8, "", "csv.cells-miscounted")],
            Faults(plant));
        Assert.Equal([Fault(2, "work-master", "order.work-master-unknown"), Fault(3, "quantity", "csv.decimal-comma")], Faults(orders));
        Assert.Equal([Fault(2, "functions", "csv.word-unknown"), Fault(4, "reports-to", "person.manager-not-here")], Faults(people));
        Assert.Empty(await server.Recorded("area-H1", "site.muc"));
    }

    [Fact]
    public async Task A_row_that_stands_there_twice_keeps_nothing_of_those_that_need_it_back()
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);

        var (_, answer) = await Send(machine, "people", "person,functions,languages,reports-to\nP-1,operations,,\nP-1,quality,,\nP-2,operations,?,P-1\n");

        Assert.Equal([Fault(3, "person", "csv.row-twice"), Fault(4, "languages", "person.language-unfit")], Faults(answer));
    }

    [Fact]
    public async Task People_come_with_their_managers_first_and_their_names_go_to_the_directory_alone()
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);

        var recorded = await Send(machine, "people?record=true", People);
        var again = await Send(machine, "people?record=true", People);
        var left = await Send(machine, "people", "person,functions\nP-77,operations\n");

        Assert.Empty(Faults(recorded.Answer));
        Assert.Equal(["person.registered", "person.report-gained"], await server.Recorded("person-P-20", "site.muc"));
        Assert.Equal("Silva, Ana", await server.Services.GetRequiredService<Names>().Of("P-30", Stop));
        Assert.Equal((0, 0, 2), Counts(again.Answer));
        Assert.Equal((1, 0, 0), Counts(left.Answer));
    }

    [Theory]
    [InlineData("quantity", "1,5", "csv.decimal-comma")]
    [InlineData("quantity", "1E+5", "csv.number-unfit")]
    [InlineData("due", "30.11.2026 14:00", "csv.time-unfit")]
    [InlineData("priority", "1.5", "csv.number-unfit")]
    public async Task What_a_spreadsheet_makes_of_numbers_and_times_is_refused_not_guessed(string column, string cell, string code)
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);
        Dictionary<string, string> row = new() { ["order"] = "1", ["work-master"] = "M", ["quantity"] = "1", ["unit"] = "L", ["due"] = "", ["priority"] = "" };
        row[column] = cell;

        var (_, answer) = await Send(machine, "orders", $"{string.Join(';', row.Keys)}\n{string.Join(';', row.Values)}\n");

        Assert.Equal([Fault(2, column, code)], Faults(answer));
    }

    [Theory]
    [InlineData("", "", "csv.empty")]
    [InlineData("kind,id,name,parent\n", "", "csv.empty")]
    [InlineData("kind,id,name\narea,H,Hall\n", "parent", "csv.column-missing")]
    [InlineData("kind,id,name,parent,colour\narea,H,Hall,,red\n", "colour", "csv.column-unknown")]
    [InlineData("kind,id,name,parent,Kind\narea,H,Hall,,area\n", "kind", "csv.column-twice")]
    public async Task A_header_that_can_t_be_read_is_told(string file, string column, string code)
    {
        await using var server = await Groundswelling.Start();

        Assert.Equal([Fault(1, column, code)], Faults((await Send(await MachineOf(server), "plant", file)).Answer));
    }

    [Fact]
    public async Task Whoever_may_not_do_an_act_may_not_do_it_by_a_file()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        var planner = await server.NewPerson(root, "P-40", "blue mixer at dawn", (Role.Planner, "MUC"));

        using var answer = await planner.SendText("/sites/MUC/csv/plant?record=true", "kind,id,name,parent\narea,H1,Hall,\narea,H2,Hall,\n", "text/csv");

        Assert.Equal([Fault(2, "id", "door.not-allowed")], Faults(JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop))));
        Assert.Empty(await server.Recorded("area-H1", "site.muc"));
    }

    [Fact]
    public async Task A_look_that_is_out_of_date_is_not_recorded()
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);
        var looked = await Send(machine, "plant", Plant);
        await Send(machine, "plant?record=true", "kind,id,name,parent\narea,H1,Another hall,\n");

        var (status, answer) = await Send(machine, "plant?record=true&plan=" + looked.Answer.GetProperty("plan").GetString(), Plant);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal([Fault(1, "", "csv.moved")], Faults(answer));
        Assert.Equal(["area.added"], await server.Recorded("area-H1", "site.muc"));
    }

    [Fact]
    public async Task What_is_given_out_can_be_taken_in_and_changes_nothing()
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);
        await Send(machine, "plant?record=true", Plant);
        await Send(machine, "people?record=true", People);
        await Send(machine, "materials?record=true", "material,name,unit,tracking,gmp,shelf-life-days\nM-1,=Ethanol,L,lot,yes,730\n");
        await Send(machine, "lots?record=true", "lot,material,quantity,unit,location,expires-on,supplier-lot\nL-1,M-1,200.5,L,Store 2,2027-11-30,BX\n");
        foreach (var sheet in new[] { "plant", "materials", "lots" })
        {
            using var given = await machine.GetAsync(new Uri($"/api/sites/MUC/csv/{sheet}", UriKind.Relative), Stop);
            var back = await Send(machine, $"{sheet}?record=true", Encoding.UTF8.GetString(await given.Content.ReadAsByteArrayAsync(Stop)));

            Assert.Empty(Faults(back.Answer));
            Assert.Equal((0, 0), (Counts(back.Answer).New, Counts(back.Answer).Changed));
        }
    }

    [Fact]
    public async Task A_file_of_people_states_its_purpose_and_is_an_entry()
    {
        await using var server = await Groundswelling.Start();
        var root = await server.WithAdministrator();
        await server.Take(new Groundswell.People.Persons.RegisterPerson(new("P-30"), [Function.Operations]) { Site = "MUC" });
        var id = Guid.CreateVersion7();

        using var asked = await root.Get("/sites/MUC/csv/people");
        var without = await root.Refused("/sites/MUC/csv/people/copies", new { id = Guid.CreateVersion7(), purpose = " " });
        using var given = await root.Post("/sites/MUC/csv/people/copies", new { id, purpose = "Badge printing" });

        Assert.Equal("record-copy.purpose-missing", await Browser.CodeOf(asked));
        Assert.Equal("record-copy.purpose-missing", without);
        Assert.Contains("P-30,,operations", await given.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(["record.copied"], await server.Recorded($"record-copy-{id:N}", "site.muc"));
    }

    [Fact]
    public async Task Recorded_facts_that_a_file_can_t_change_are_told()
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);
        await Send(machine, "materials?record=true", "material,name,unit,tracking\nM-1,Ethanol,L,lot\n");

        var (_, answer) = await Send(machine, "materials", "material,name,unit,tracking\nM-1,Ethanol,kg,lot\n");
        var (_, dated) = await Send(machine, "lots", "lot,material,quantity,unit,expires-on\n\"L\n1\",M-1,5,L,tomorrow\n");

        Assert.Equal([Fault(2, "unit", "csv.fixed")], Faults(answer));
        Assert.Equal([Fault(2, "lot", "csv.id-unfit"), Fault(2, "expires-on", "csv.date-unfit")], Faults(dated));
    }

    [Fact]
    public async Task Who_has_left_is_not_brought_back_by_a_file_and_too_much_is_not_taken_at_once()
    {
        await using var server = await Groundswelling.Start();
        var machine = await MachineOf(server);
        await Send(machine, "people?record=true", People);
        await server.Take(new Groundswell.People.Persons.RecordLeaving(new("P-30")) { Site = "MUC" });

        var (_, left) = await Send(machine, "people", People);
        var (_, large) = await Send(machine, "plant", "kind,id,name,parent\n" + string.Concat(Enumerable.Range(0, CsvExchange.MostRows + 1).Select(n => $"area,H{n},Hall,\n")));

        Assert.Equal([Fault(2, "person", "csv.person-left")], Faults(left));
        Assert.Equal([Fault(CsvExchange.MostRows + 1, "", "csv.too-large")], Faults(large));
    }

    private static (int New, int Changed, int Unchanged) Counts(JsonElement answer) =>
        (answer.GetProperty("new").GetInt32(), answer.GetProperty("changed").GetInt32(), answer.GetProperty("unchanged").GetInt32());

    private static string Fault(int line, string column, string code) => FormattableString.Invariant($"{line} {column} {code}");

    private static string[] Faults(JsonElement answer) =>
    [
        .. answer.GetProperty("faults").EnumerateArray().Select(fault =>
            $"{fault.GetProperty("line").GetInt32()} {(fault.TryGetProperty("column", out var column) ? column.GetString() : "")} {fault.GetProperty("code").GetString()}"),
    ];

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> Send(HttpClient machine, string path, string file)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(file));
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await machine.PostAsync(new Uri($"/api/sites/MUC/csv/{path}", UriKind.Relative), body, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, text);
        return (answer.StatusCode, JsonElement.Parse(text));
    }

    /// <summary>An ERP with a key.</summary>
    private static async Task<HttpClient> MachineOf(Groundswelling server)
    {
        var root = await server.WithAdministrator();
        await root.Done("/accounts", new { person = "ERP", printedName = "The ERP", holder = "Machine" });
        await root.Done("/commands/grant-role", new { id = Guid.CreateVersion7(), account = "ERP", role = "Integration" });
        var key = (await root.Done("/accounts/ERP/keys", new { label = "files" })).GetProperty("token").GetString();
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return server.Client;
    }
}
