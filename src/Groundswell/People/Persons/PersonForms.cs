using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Qualifications;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.People.Persons;

/// <summary>What is done with a person on their page.</summary>
internal static class PersonForms
{
    public static Task<IResult> Assign(
        string site, Id<Person> person, [FromForm] Guid id, [FromForm] string? team, [FromForm] string? shiftPattern, [AsParameters] PersonPageReading page) =>
        page.Do(site, person, new AssignPerson(person, PersonFields.FunctionsIn(page.Http.Request.Form), team, shiftPattern) { Id = id, Site = site });

    public static Task<IResult> SetLanguages(
        string site, Id<Person> person, [FromForm] Guid id, [FromForm] string? languages, [AsParameters] PersonPageReading page) =>
        page.Do(site, person, new ChangeLanguages(person, PersonFields.LanguagesIn(languages) ?? []) { Id = id, Site = site });

    public static Task<IResult> SetManager(
        string site, Id<Person> person, [FromForm] Guid id, [FromForm] string? reportsTo, [AsParameters] PersonPageReading page) =>
        page.Do(site, person, new ChangeReportingLine(person, PersonFields.PersonIn(reportsTo)) { Id = id, Site = site });

    public static Task<IResult> Leave(string site, Id<Person> person, [FromForm] Guid id, [AsParameters] PersonPageReading page) =>
        page.Do(site, person, new RecordLeaving(person) { Id = id, Site = site });

    public static Task<IResult> Return(string site, Id<Person> person, [FromForm] Guid id, [AsParameters] PersonPageReading page) =>
        page.Do(site, person, new RecordReturn(person) { Id = id, Site = site });

    public static Task<IResult> Grant(
        string site, Id<Person> person, [FromForm] Guid id, [FromForm] string qualification, [FromForm] string? level, [FromForm] string assessedBy,
        [FromForm] string? taughtBy, [FromForm] string? expiresAt, [FromForm] string? evidence, Words words, [AsParameters] PersonPageReading page) =>
        page.Do(site, person, new GrantQualification(
            person, new(qualification), new(assessedBy.Trim()), (int)(Words.NumberIn(level) ?? 1), PersonFields.PersonIn(taughtBy), words.Instant(expiresAt), Text.OrNull(evidence))
        { Id = id, Site = site });

    public static Task<IResult> Renew(
        string site, Id<Person> person, Id<Qualification> qualification, [FromForm] Guid id, [FromForm] string assessedBy, [FromForm] string? expiresAt,
        [FromForm] string? evidence, Words words, [AsParameters] PersonPageReading page) =>
        page.Do(site, person, new RenewQualification(person, qualification, new(assessedBy.Trim()), words.Instant(expiresAt), Text.OrNull(evidence)) { Id = id, Site = site });

    public static Task<IResult> Withdraw(
        string site, Id<Person> person, Id<Qualification> qualification, [FromForm] Guid id, [FromForm] string reason, [AsParameters] PersonPageReading page) =>
        page.Do(site, person, new WithdrawQualification(person, qualification, reason) { Id = id, Site = site });

    /// <summary>The name is the directory's alone: there is no command, and no entry.</summary>
    public static async Task<IResult> SetName(string site, Id<Person> person, [FromForm] string printedName, [AsParameters] PersonPageReading page)
    {
        if (await NameOfPerson.Set(person.Value, printedName, page.Grants, page.Names, page.Http.RequestAborted) is not { } refusal)
            return Page.GoTo($"/sites/{site}/people/{Uri.EscapeDataString(person.Value)}");
        page.Forms.Refuse(refusal, page.Http);
        return await page.Show(person);
    }
}
