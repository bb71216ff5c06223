using System.Text.Json.Serialization;
using Groundswell.Deciding;
using Groundswell.Identifying;
using Groundswell.People.Accounts;
using Groundswell.People.Attendances;
using Groundswell.People.Persons;
using Groundswell.People.Qualifications;
using Groundswell.People.Signatures;
using Groundswell.Plant;
using Groundswell.Projecting;
using Groundswell.Serving;
using Groundswell.Showing;

namespace Groundswell.People;

/// <summary>People: who works where, what they have learned, who is here, and what they may do and sign in the software.</summary>
public sealed class PeopleRoom : IRoom
{
    private static readonly Rights Staffing = Rights.Of(Role.Supervisor, Role.SiteLead, Role.MesLeader, Role.Administrator, Role.Integration);
    private static readonly Rights Teaching = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead);
    private static readonly Rights Skills = Rights.Of(Role.Engineer, Role.QualityApprover, Role.MesLeader, Role.Administrator);
    internal static readonly Rights Presence = Rights.Of(Role.LineLead, Role.Supervisor, Role.SiteLead, Role.Integration);
    private static readonly Rights Administration = Rights.Of(Role.Administrator);
    private static readonly Rights Seeing = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Planner, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead, Role.MesLeader, Role.Administrator);
    private static readonly Rights Signing = Rights.Of(Role.QualityApprover, Role.Administrator);

    /// <summary>Who sees what somebody has learned.</summary>
    internal static readonly Rights Qualified = Rights.Of(
        Role.LineLead, Role.Supervisor, Role.Engineer, Role.QualityReviewer, Role.QualityApprover, Role.SiteLead, Role.MesLeader, Role.Administrator);

    public string Name => "People";

    public JsonSerializerContext Json => PeopleJson.Default;

    public IEnumerable<Type> Events =>
    [
        typeof(PersonRegistered), typeof(PersonAssigned), typeof(LanguagesChanged), typeof(ReportingLineChanged),
        typeof(ReportGained), typeof(ReportLost), typeof(PersonLeft), typeof(PersonReturned),
        typeof(QualificationDefined), typeof(QualificationChanged), typeof(QualificationRetired),
        typeof(QualificationGranted), typeof(QualificationRenewed), typeof(QualificationWithdrawn), typeof(CoverageSet),
        typeof(Arrived), typeof(Departed), typeof(AttendanceCorrected),
        typeof(AccountOpened), typeof(AccountNamed), typeof(RoleGranted), typeof(RoleWithdrawn), typeof(SignInCodeIssued),
        typeof(CredentialSet), typeof(CredentialRemoved), typeof(SignaturePolicyAccepted), typeof(SignatureFailed),
        typeof(AccountLocked), typeof(AccountUnlocked), typeof(AccountDeactivated), typeof(AccountReactivated),
        typeof(AdministratorJoined), typeof(AdministratorParted),
        typeof(SignaturePolicyPublished), typeof(SigningRuleSet),
    ];

    public void Acts(Acts acts)
    {
        ActsOnPersons(acts);
        ActsOnQualifications(acts);
        ActsOnAttendance(acts);
        ActsOnAccounts(acts);
        ActsOfTheDirectory(acts);
        ActsOnSigning(acts);
    }

    public void Views(Projections views)
    {
        views.Add(new PersonList());
        views.Add(new QualificationMatrix());
        views.Add(new AttendanceList());
        views.Add(new AccountList());
        views.Add(new SecurityAlerts());
    }

    public void Queries(Queries queries)
    {
        queries.Add("/sites/{site}/persons", "The people of a site.", Rights.Everyone, PersonList.Here);
        queries.Add("/sites/{site}/reporting-lines", "Who reported to whom, from when to when.", Staffing, PersonList.Lines);
        queries.Add("/qualifications", "What qualifications there are.", Rights.Everyone, QualificationQueries.Defined);
        queries.Add("/sites/{site}/qualifications", "Who holds what until when, and what is missing.", Teaching, QualificationQueries.OfSite);
        queries.Add("/sites/{site}/attendance", "Who was there in a day's shifts.", Presence, AttendanceList.On);
        queries.Add("/accounts", "All accounts with their grants.", Administration, AccountList.All);
        queries.Add("/security-alerts", "Accounts locked out and signatures not proved, newest first.", Administration, SecurityAlerts.Newest);
        queries.Add("/signature-policy", "The signature policy that holds now.", Rights.Everyone, AccountList.Policy);
    }

    public void Pages(IEndpointRouteBuilder pages)
    {
        const string group = "nav.people";
        pages.MapGet("/sites/{site}/people", PeoplePage.Show).OpenTo(Seeing).WithMetadata(new InNavigation(group, 60, group));
        pages.MapGet("/sites/{site}/people/new", NewPersonPage.Show).OpenTo(Staffing);
        pages.MapPost("/sites/{site}/people/new", NewPersonPage.Submit).OpenTo(Staffing);
        pages.MapGet("/sites/{site}/people/{person}", PersonPage.Show).OpenTo(Seeing);
        pages.MapGet("/sites/{site}/qualifications", MatrixPage.Show).OpenTo(Qualified).WithMetadata(new InNavigation("nav.qualifications", 61, group));
        pages.MapGet("/sites/{site}/attendance", AttendancePage.Show).OpenTo(Presence).WithMetadata(new InNavigation("nav.attendance", 62, group));

        // Who may do it the door says, which knows each act's rights.
        var person = pages.MapGroup("/sites/{site}/people/{person}");
        person.MapPost("/assign", PersonForms.Assign).OpenTo(Seeing);
        person.MapPost("/languages", PersonForms.SetLanguages).OpenTo(Seeing);
        person.MapPost("/manager", PersonForms.SetManager).OpenTo(Seeing);
        person.MapPost("/leave", PersonForms.Leave).OpenTo(Seeing);
        person.MapPost("/return", PersonForms.Return).OpenTo(Seeing);
        person.MapPost("/qualifications", PersonForms.Grant).OpenTo(Seeing);
        person.MapPost("/qualifications/{qualification}/renew", PersonForms.Renew).OpenTo(Seeing);
        person.MapPost("/qualifications/{qualification}/withdraw", PersonForms.Withdraw).OpenTo(Seeing);
        // The name is no act, so its right is here.
        person.MapPost("/name", PersonForms.SetName).OpenTo(Staffing);
        var qualifications = pages.MapGroup("/sites/{site}/qualifications");
        qualifications.MapPost("/define", MatrixPage.Define).OpenTo(Qualified);
        qualifications.MapPost("/coverage", MatrixPage.Cover).OpenTo(Qualified);
        qualifications.MapPost("/retire", MatrixPage.Retire).OpenTo(Qualified);
        pages.MapPost("/sites/{site}/attendance/arrival", AttendancePage.Arrival).OpenTo(Presence);
        pages.MapPost("/sites/{site}/attendance/departure", AttendancePage.Departure).OpenTo(Presence);
        pages.MapPost("/sites/{site}/attendance/correct", AttendancePage.Correct).OpenTo(Presence);
        AccountForms.Map(pages, Administration);
        pages.MapGet("/signing", SigningPage.Show).For(Signing).WithMetadata(new InNavigation("nav.signing", 81, "nav.accounts"));
        pages.MapPost("/signing/policy", SigningPage.Publish).For(Signing);
        pages.MapPost("/signing/rule", SigningPage.SetRule).For(Signing);
    }

    private static void ActsOnPersons(Acts acts)
    {
        var json = PeopleJson.Default;
        acts.Add(() => json.RegisterPerson, "Make a person known to a site.", Staffing, async (register, read, _) =>
            RegisterPerson.Decide(
                register, await read.Of(register.Person), register.ReportsTo is { } manager ? await read.Of(manager) : null).On(register.Person));
        acts.Add(() => json.AssignPerson, "Say what a person does and with whom.", Staffing, assign => assign.Person, AssignPerson.Decide);
        acts.Add(() => json.ChangeLanguages, "Say which languages a person reads.", Staffing, change => change.Person, ChangeLanguages.Decide);
        acts.Add(() => json.ChangeReportingLine, "Say to whom a person reports.", Staffing, (change, read, _) => ChangeReportingLine.Gather(change, read));
        acts.Add(() => json.RecordLeaving, "Record that a person has left the site.", Staffing, (leaving, read, _) => RecordLeaving.Gather(leaving, read));
        acts.Add(() => json.RecordReturn, "Record that a person has come back.", Staffing, back => back.Person, RecordReturn.Decide);
    }

    private static void ActsOnQualifications(Acts acts)
    {
        var json = PeopleJson.Default;
        acts.Add(() => json.DefineQualification, "Say what a qualification is.", Skills, define => define.Qualification, DefineQualification.Decide);
        acts.Add(() => json.ChangeQualification, "Say anew what a qualification is.", Skills, change => change.Qualification, ChangeQualification.Decide);
        acts.Add(() => json.RetireQualification, "Grant a qualification to nobody any more.", Skills, retire => retire.Qualification, RetireQualification.Decide);
        acts.Add(() => json.GrantQualification, "Record that a person has been assessed and holds a qualification.", Teaching,
            async (grant, read, circumstances) => GrantQualification.Decide(
                grant, await read.Of(grant.Person), await read.Shared(grant.Qualification), await read.Of(grant.AssessedBy),
                grant.TaughtBy is { } teacher ? await read.Of(teacher) : null, circumstances).On(grant.Person));
        acts.Add(() => json.RenewQualification, "Record that a person has been assessed again.", Teaching, async (renew, read, circumstances) =>
            RenewQualification.Decide(
                renew, await read.Of(renew.Person), await read.Shared(renew.Qualification), await read.Of(renew.AssessedBy), circumstances)
                .On(renew.Person));
        acts.Add(() => json.WithdrawQualification, "Take a qualification from a person.", Teaching, withdraw => withdraw.Person, WithdrawQualification.Decide);
        acts.Add(() => json.SetCoverage, "Say how many should hold a qualification.", Teaching, async (set, read, _) =>
            SetCoverage.Decide(set, await read.Of(set.Coverage), await read.Shared(set.Qualification)).On(set.Coverage));
    }

    private static void ActsOnAttendance(Acts acts)
    {
        var json = PeopleJson.Default;
        acts.Add(() => json.Arrive, "I am here for this shift.", Rights.Everyone, async (arrive, read, circumstances) =>
        {
            var person = new Id<Person>(circumstances.Person);
            var attendance = Attendance.Of(person, arrive.Date, arrive.Shift);
            return Attendances.Arrive.Decide(arrive, await read.Of(attendance), await read.Of(person), await read.Of(ShiftCalendar.OfSite), circumstances).On(attendance);
        });
        acts.Add(() => json.Depart, "I leave for this shift.", Rights.Everyone, async (depart, read, circumstances) =>
        {
            var attendance = Attendance.Of(new Id<Person>(circumstances.Person), depart.Date, depart.Shift);
            return Attendances.Depart.Decide(depart, await read.Of(attendance), circumstances).On(attendance);
        });
        acts.Add(() => json.RecordArrival, "Record that someone came for a shift.", Presence, async (record, read, _) =>
        {
            var attendance = Attendance.Of(record.Person, record.Date, record.Shift);
            return RecordArrival.Decide(record, await read.Of(attendance), await read.Of(record.Person), await read.Of(ShiftCalendar.OfSite)).On(attendance);
        });
        acts.Add(() => json.RecordDeparture, "Record that someone left.", Presence,
            record => Attendance.Of(record.Person, record.Date, record.Shift), RecordDeparture.Decide);
        acts.Add(() => json.CorrectAttendance, "Say how a stay really was.", Presence,
            correct => Attendance.Of(correct.Person, correct.Date, correct.Shift), CorrectAttendance.Decide);
    }

    private static void ActsOnAccounts(Acts acts)
    {
        var json = PeopleJson.Default;
        acts.Add(() => json.OpenAccount, "Open an account.", Administration, open => open.Account, OpenAccount.Decide);
        acts.Add(() => json.GrantRole, "Grant a role.", Administration, async (grant, read, _) =>
            GrantRole.Decide(
                grant, await read.Of(grant.Account), await read.Of(Administrators.OfEnterprise),
                GrantRole.SiteOf(grant.AtSite) is { } site ? await read.Of(new Id<Site>(site)) : null).On(grant.Account));
        acts.Add(() => json.WithdrawRole, "Withdraw a grant.", Administration, async (withdraw, read, _) =>
            WithdrawRole.Decide(withdraw, await read.Of(withdraw.Account), await read.Of(Administrators.OfEnterprise)).On(withdraw.Account));
        acts.Add(() => json.LockAccount, "Lock an account.", Administration, async (locking, read, _) =>
            LockAccount.Decide(locking, await read.Of(locking.Account), await read.Of(Administrators.OfEnterprise)).On(locking.Account));
        acts.Add(() => json.UnlockAccount, "Unlock an account.", Administration, async (unlock, read, circumstances) =>
            UnlockAccount.Decide(unlock, await read.Of(unlock.Account), await read.Of(Administrators.OfEnterprise), circumstances).On(unlock.Account));
        acts.Add(() => json.DeactivateAccount, "Deactivate an account.", Administration, async (deactivate, read, _) =>
            DeactivateAccount.Decide(deactivate, await read.Of(deactivate.Account), await read.Of(Administrators.OfEnterprise)).On(deactivate.Account));
        acts.Add(() => json.ReactivateAccount, "Open a deactivated account again.", Administration, reactivate => reactivate.Account, ReactivateAccount.Decide);
    }

    private static void ActsOfTheDirectory(Acts acts)
    {
        var json = PeopleJson.Default;
        acts.Add(() => json.AppointFirstAdministrator, "Appoint the first administrator.", Rights.OfProgram, async (appoint, read, _) =>
            AppointFirstAdministrator.Decide(appoint, await read.Of(appoint.Account), await read.Of(Administrators.OfEnterprise)).On(appoint.Account));
        acts.Add(() => json.LockOutAccount, "Lock out whoever fails to prove who they are.", Rights.OfProgram, lockOut => lockOut.Account, LockOutAccount.Decide);
        acts.Add(() => json.RecordNaming, "Record that names were set.", Rights.OfProgram, naming => naming.Account, RecordNaming.Decide);
        acts.Add(() => json.RecordSignInCode, "Record that a sign-in code was given out.", Rights.OfProgram, code => code.Account, RecordSignInCode.Decide);
        acts.Add(() => json.RecordCredential, "Record that a credential was set.", Rights.OfProgram, credential => credential.Account, RecordCredential.Decide);
        acts.Add(() => json.RecordCredentialRemoval, "Record that a credential was removed.", Rights.OfProgram,
            removal => removal.Account, RecordCredentialRemoval.Decide);
        acts.Add(() => json.RecordSignatureFailure, "Record that a signature was not proved.", Rights.OfProgram,
            failure => failure.Account, RecordSignatureFailure.Decide);
    }

    private static void ActsOnSigning(Acts acts)
    {
        var json = PeopleJson.Default;
        acts.Add(() => json.PublishSignaturePolicy, "Publish the signature policy.", Rights.Of(Role.Administrator, Role.QualityApprover),
            _ => SignaturePolicy.OfEnterprise, PublishSignaturePolicy.Decide);
        acts.Add(() => json.AcceptSignaturePolicy, "Accept the signature policy.", Rights.OfProgram, async (accept, read, circumstances) =>
        {
            var account = new Id<Account>(circumstances.Person);
            return Signatures.AcceptSignaturePolicy.Decide(
                accept, await read.Of(account), await read.Of(SignaturePolicy.OfEnterprise), circumstances).On(account);
        });
        acts.Add(() => json.SetSigningRule, "Say whether a meaning needs a passkey at a site.", Rights.Of(Role.QualityApprover, Role.Administrator),
            _ => SigningRules.Here, SetSigningRule.Decide);
        acts.Add(() => json.SetSharedSigningRule, "Say whether a meaning needs a passkey in what sites share.", Rights.Of(Role.QualityApprover, Role.Administrator),
            _ => SigningRules.Here, SetSharedSigningRule.Decide);
    }
}
