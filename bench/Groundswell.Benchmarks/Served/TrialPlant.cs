using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Groundswell.Deciding;
using Groundswell.People.Accounts;
using Groundswell.Plant;

namespace Groundswell.Benchmarks.Served;

/// <summary>A plant set up through a server's API as anybody would: a site, what it makes and from what, a machine's key, people with passwords.</summary>
internal sealed class TrialPlant : IDisposable
{
    public const string Site = "S1";

    private const string Password = "correct horse battery";

    private readonly HttpClient _http;
    private string _credential = "";

    private TrialPlant(Uri server) =>
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(server, "/api/") };

    /// <summary>The headers by which people who are signed in say who they are.</summary>
    public List<string> People { get; } = [];

    /// <param name="people">How many people are to be signed in.</param>
    public static async Task<TrialPlant> Make(ServedPlant server, int people, CancellationToken stop)
    {
        var plant = new TrialPlant(server.Address);
        plant._credential = await plant.SignIn(
            "sign-in/first-administrator",
            new { code = await server.FirstCode(stop), person = "root", userName = "root", printedName = "Ruth Root", password = Password },
            stop);
        await plant.Do(new OpenSite(new Id<Site>(Site), "Site one", "Europe/Berlin", false), stop);
        var key = await plant.Machine("ERP", stop);
        for (var i = 0; i < people; i++)
            await plant.Person(string.Create(CultureInfo.InvariantCulture, $"P-{i:D3}"), stop);
        plant._credential = key;
        foreach (var command in TrialMasters.Plant(Enumerable.Range(0, people).Select(i => string.Create(CultureInfo.InvariantCulture, $"P-{i:D3}"))))
            await plant.Do(command, stop);
        return plant;
    }

    /// <summary>The header of somebody who leads the programme of a record that was filled before its server began.</summary>
    public static async Task<string> Leader(ServedPlant server, CancellationToken stop)
    {
        using var plant = new TrialPlant(server.Address);
        plant._credential = await plant.SignIn(
            "sign-in/first-administrator",
            new { code = await server.FirstCode(stop), person = "root", userName = "root", printedName = "Ruth Root", password = Password },
            stop);
        await plant.Person("LEAD", stop, Role.MesLeader);
        return plant.People[0];
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> Machine(string name, CancellationToken stop)
    {
        await Post("accounts", new { person = name, printedName = "The ERP", holder = nameof(AccountHolder.Machine) }, stop);
        await Do(new GrantRole(new Id<Account>(name), Role.Integration), stop);
        return $"Authorization: Bearer {(await Post($"accounts/{name}/keys", new { label = "benchmark" }, stop)).GetProperty("token").GetString()}";
    }

    /// <param name="role">Of the enterprise; null: a line lead of the site.</param>
    private async Task Person(string person, CancellationToken stop, Role? role = null)
    {
        var issued = await Post("accounts", new { person, printedName = $"Person {person}", userName = person }, stop);
        await Do(role is { } leads ? new GrantRole(new Id<Account>(person), leads) : new GrantRole(new Id<Account>(person), Role.LineLead, Function.Operations, Site), stop);
        People.Add(await SignIn("sign-in/code", new { userName = person, code = issued.GetProperty("code").GetString(), newPassword = Password }, stop));
    }

    private async Task<string> SignIn(string path, object asked, CancellationToken stop)
    {
        using var answer = await _http.PostAsJsonAsync(path, asked, stop);
        await Checked(answer, stop);
        return $"Cookie: {answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]}";
    }

    private Task<JsonElement> Do(Command command, CancellationToken stop)
    {
        var act = Client.Acts[command.GetType()];
        return Post($"commands/{act.Name}", JsonSerializer.SerializeToElement(command with { Id = Guid.CreateVersion7() }, act.Shape), stop);
    }

    private async Task<JsonElement> Post(string path, object asked, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(asked) };
        var header = _credential.Split(": ", 2);
        request.Headers.TryAddWithoutValidation(header[0], header[1]);
        using var answer = await _http.SendAsync(request, stop);
        return await Checked(answer, stop);
    }

    private static async Task<JsonElement> Checked(HttpResponseMessage answer, CancellationToken stop)
    {
        var text = await answer.Content.ReadAsStringAsync(stop);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri} was answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
