using Groundswell.Deciding;
using Groundswell.People.Accounts;
using Groundswell.People.Signatures;
using Groundswell.Plant;
using static Groundswell.Tests.Story;
using ReasonMissing = Groundswell.People.ReasonMissing;

namespace Groundswell.Tests.People;

public sealed class AccountTests
{
    private static readonly Id<Account> Ana = new("P-17");
    private static readonly Id<Account> Root = new("P-1");
    private static readonly AccountOpened Opened = new(Ana, AccountHolder.Person);
    private static readonly AccountOpened MachineOpened = new(Ana, AccountHolder.Machine);
    private static readonly RoleGranted Administers = new(Ana, Role.Administrator);
    private static readonly Administrators OnlyAna = StateAfter<Administrators>(new AdministratorJoined(Ana));
    private static readonly Administrators Both = StateAfter<Administrators>(new AdministratorJoined(Ana), new AdministratorJoined(Root));
    private const string Roster = "administrators-enterprise";

    [Fact]
    public void An_account_is_opened_once()
    {
        Given<Account>().When(none => OpenAccount.Decide(new(Ana), none)).Happens(Opened);
        Given<Account>(Opened).When(open => OpenAccount.Decide(new(Ana), open)).Refused(new AccountAlreadyOpened(Ana));
        Given<Account>().When(none => OpenAccount.Decide(new(new("system:x")), none)).Refused(new AccountIdReserved(new("system:x")));
    }

    [Fact]
    public void The_first_administrator_is_appointed_where_there_is_none()
    {
        Given<Account>().When(none => AppointFirstAdministrator.Decide(new(Ana), none, Administrators.Unknown))
            .HappensIn((null, Opened), (null, Administers), (Roster, new AdministratorJoined(Ana)));
        Given<Account>().When(none => AppointFirstAdministrator.Decide(new(Ana), none, StateAfter<Administrators>(new AdministratorJoined(Root))))
            .Refused(new AdministratorThere());
    }

    [Fact]
    public void A_role_is_granted_in_a_function_at_a_site()
    {
        var site = StateAfter<Site>(new SiteOpened(new("MUC"), "Munich", "Europe/Berlin", true));
        var grant = new GrantRole(Ana, Role.LineLead, Function.Operations, "muc");

        Granting(grant, [Opened], site: site).Happens(new RoleGranted(Ana, Role.LineLead, Function.Operations, "MUC"));
        Granting(grant, [Opened, new RoleGranted(Ana, Role.LineLead, Function.Operations, "MUC")], site: site)
            .Refused(new RoleHeldAlready(Ana, Role.LineLead));
        Granting(grant, [Opened], site: Site.Unknown).Refused(new GrantSiteUnknown("muc"));
        Granting(grant, []).Refused(new AccountNotOpen(Ana));
    }

    [Theory]
    [InlineData(Role.Administrator, Role.QualityApprover)]
    [InlineData(Role.Administrator, Role.QualityReviewer)]
    [InlineData(Role.QualityApprover, Role.Administrator)]
    [InlineData(Role.QualityReviewer, Role.Administrator)]
    public void Who_administers_is_not_Quality_and_the_other_way_round(Role held, Role asked) =>
        Granting(new(Ana, asked), [Opened, new RoleGranted(Ana, held, null, "MUC")]).Refused(new RolesNeverTogether(asked, held));

    [Fact]
    public void Integration_is_for_machines_and_machines_are_for_nothing_else()
    {
        Granting(new(Ana, Role.Integration), [MachineOpened]).Happens(new RoleGranted(Ana, Role.Integration));
        Granting(new(Ana, Role.Integration), [Opened]).Refused(new RoleOfMachines(Ana));
        Granting(new(Ana, Role.Operator), [MachineOpened]).Refused(new RoleOfMachines(Ana));
    }

    [Fact]
    public void Whoever_administers_all_sites_is_on_the_list_of_administrators()
    {
        Granting(new(Ana, Role.Administrator), [Opened]).HappensIn((null, Administers), (Roster, new AdministratorJoined(Ana)));
        Granting(new(Ana, Role.Administrator, null, "MUC"), [Opened]).HappensIn((null, new RoleGranted(Ana, Role.Administrator, null, "MUC")));
    }

    [Fact]
    public void A_grant_is_withdrawn_as_it_was_given()
    {
        Given<Account>(Opened, new RoleGranted(Ana, Role.Operator, null, "MUC"))
            .When(account => WithdrawRole.Decide(new(Ana, Role.Operator, null, "muc", "Moved"), account, OnlyAna))
            .Happens(new RoleWithdrawn(Ana, Role.Operator, null, "MUC", "Moved"));
        Given<Account>(Opened, new RoleGranted(Ana, Role.Operator, null, "MUC"))
            .When(account => WithdrawRole.Decide(new(Ana, Role.Operator), account, OnlyAna))
            .Refused(new RoleNotHeld(Ana, Role.Operator));
    }

    [Fact]
    public void The_last_administrator_stays()
    {
        var last = StateAfter<Account>(Opened, Administers);

        When(WithdrawRole.Decide(new(Ana, Role.Administrator), last, OnlyAna)).Refused(new LastAdministrator());
        When(LockAccount.Decide(new(Ana, "Left"), last, OnlyAna)).Refused(new LastAdministrator());
        When(DeactivateAccount.Decide(new(Ana, "Left"), last, OnlyAna)).Refused(new LastAdministrator());

        When(WithdrawRole.Decide(new(Ana, Role.Administrator), last, Both))
            .HappensIn((null, new RoleWithdrawn(Ana, Role.Administrator)), (Roster, new AdministratorParted(Ana)));
        When(LockAccount.Decide(new(Ana, "Left"), last, Both))
            .HappensIn((null, new AccountLocked(Ana, LockCause.Administrator, Reason: "Left")), (Roster, new AdministratorParted(Ana)));
        When(DeactivateAccount.Decide(new(Ana, "Left"), last, Both)).HappensIn(
            (null, new AccountDeactivated(Ana, "Left")), (null, new RoleWithdrawn(Ana, Role.Administrator)), (Roster, new AdministratorParted(Ana)));
    }

    [Fact]
    public void One_of_two_grants_to_administer_can_go()
    {
        var twice = StateAfter<Account>(Opened, Administers, new RoleGranted(Ana, Role.Administrator, Function.Operations));

        When(WithdrawRole.Decide(new(Ana, Role.Administrator), twice, OnlyAna)).HappensIn((null, new RoleWithdrawn(Ana, Role.Administrator)));
    }

    [Fact]
    public void An_administrator_who_is_unlocked_can_administer_again()
    {
        var locked = StateAfter<Account>(Opened, Administers, new AccountLocked(Ana, LockCause.Administrator, Reason: "Left"));
        var others = StateAfter<Administrators>(new AdministratorJoined(Root));

        When(UnlockAccount.Decide(new(Ana, "Back"), locked, others, Someone))
            .HappensIn((null, new AccountUnlocked(Ana, "Back")), (Roster, new AdministratorJoined(Ana)));
        When(UnlockAccount.Decide(new(Ana, "Back"), StateAfter<Account>(Opened), others, Someone)).Refused(new AccountNotLocked(Ana));
        When(UnlockAccount.Decide(new(Ana, ""), locked, others, Someone)).Refused(new ReasonMissing());
    }

    [Fact]
    public void Failed_proofs_lock_for_a_while_and_an_administrator_until_it_is_undone()
    {
        var until = Someone.Now.AddMinutes(15);
        var lockedOut = new AccountLocked(Ana, LockCause.FailedProofs, until);

        Given<Account>(Opened).When(open => LockOutAccount.Decide(new(Ana, until), open, Someone)).Happens(lockedOut);
        Given<Account>(Opened, lockedOut).When(locked => LockOutAccount.Decide(new(Ana, until), locked, Someone)).Refused(new AccountLockedAlready(Ana));
        Given<Account>().When(none => LockOutAccount.Decide(new(Ana, until), none, Someone)).Refused(new AccountNotOpen(Ana));

        var account = StateAfter<Account>(Opened, lockedOut);
        Assert.True(account.IsLocked(until.AddTicks(-1)));
        Assert.False(account.IsLocked(until));
        Assert.True(account.Admits(Begin));
        Assert.False(StateAfter<Account>(Opened, new AccountLocked(Ana, LockCause.Administrator)).Admits(Begin.AddYears(1)));
    }

    [Fact]
    public void Sessions_of_before_a_lock_do_not_come_back_with_the_unlocking()
    {
        var account = StateAfter<Account>(Opened, new AccountLocked(Ana, LockCause.Administrator), new AccountUnlocked(Ana, "Back"));

        Assert.False(account.Admits(Begin));
        Assert.True(account.Admits(Begin.AddMinutes(2)));
    }

    [Fact]
    public void A_deactivated_account_comes_back_without_its_grants()
    {
        var granted = new RoleGranted(Ana, Role.Operator, null, "MUC");
        var withdrawn = new RoleWithdrawn(Ana, Role.Operator, null, "MUC");
        Given<Account>(Opened, granted)
            .When(account => DeactivateAccount.Decide(new(Ana, "Left"), account, Administrators.Unknown))
            .Happens(new AccountDeactivated(Ana, "Left"), withdrawn);

        var deactivated = StateAfter<Account>(Opened, granted, new AccountDeactivated(Ana, "Left"), withdrawn);
        When(ReactivateAccount.Decide(new(Ana, "Back"), deactivated)).Happens(new AccountReactivated(Ana, "Back"));
        When(ReactivateAccount.Decide(new(Ana, "Back"), StateAfter<Account>(Opened))).Refused(new AccountNotDeactivated(Ana));
        Assert.Empty(deactivated.Grants);
        Assert.False(deactivated.Admits(Begin.AddYears(1)));
    }

    [Fact]
    public void Machines_have_keys_and_people_everything_else()
    {
        When(RecordCredential.Decide(new(Ana, CredentialKind.ApiKey, "k1"), StateAfter<Account>(MachineOpened)))
            .Happens(new CredentialSet(Ana, CredentialKind.ApiKey, "k1"));
        When(RecordCredential.Decide(new(Ana, CredentialKind.ApiKey, "k1"), StateAfter<Account>(Opened))).Refused(new CredentialUnfit(CredentialKind.ApiKey));
        When(RecordCredential.Decide(new(Ana, CredentialKind.Password), StateAfter<Account>(MachineOpened)))
            .Refused(new CredentialUnfit(CredentialKind.Password));
        When(RecordSignInCode.Decide(new(Ana, Begin), StateAfter<Account>(MachineOpened))).Refused(new CredentialUnfit(CredentialKind.Password));
    }

    [Fact]
    public void Only_a_credential_that_is_there_is_removed()
    {
        var account = StateAfter<Account>(Opened, new CredentialSet(Ana, CredentialKind.Badge, "b1"));

        When(RecordCredentialRemoval.Decide(new(Ana, CredentialKind.Badge, "b1"), account)).Happens(new CredentialRemoved(Ana, CredentialKind.Badge, "b1"));
        When(RecordCredentialRemoval.Decide(new(Ana, CredentialKind.Passkey, "b1"), account)).Refused(new CredentialNotThere(CredentialKind.Passkey));
    }

    [Fact]
    public void The_policy_that_holds_now_is_accepted_by_oneself_once()
    {
        var policy = StateAfter<SignaturePolicy>(new SignaturePolicyPublished("2", "It binds me."));
        var account = StateAfter<Account>(Opened);

        When(AcceptSignaturePolicy.Decide(new("2"), account, policy, Someone)).Happens(new SignaturePolicyAccepted(Ana, "2"));
        When(AcceptSignaturePolicy.Decide(new("1"), account, policy, Someone)).Refused(new PolicyOutdated("2"));
        When(AcceptSignaturePolicy.Decide(new("2"), StateAfter<Account>(Opened, new SignaturePolicyAccepted(Ana, "2")), policy, Someone))
            .Refused(new PolicyAcceptedAlready("2"));
        When(AcceptSignaturePolicy.Decide(new("2"), StateAfter<Account>(MachineOpened), policy, Someone)).Refused(new AccountNotOpen(Ana));
    }

    [Fact]
    public void A_policy_that_says_something_else_has_another_version()
    {
        When(PublishSignaturePolicy.Decide(new("2", "It binds me."), SignaturePolicy.Unknown)).Happens(new SignaturePolicyPublished("2", "It binds me."));
        When(PublishSignaturePolicy.Decide(new("1", "It binds me."), SignaturePolicy.Unknown)).Refused(new PolicyVersionUsed("1"));
        When(PublishSignaturePolicy.Decide(new("2", " "), SignaturePolicy.Unknown)).Refused(new PolicyTextMissing());
    }

    [Fact]
    public void A_site_says_which_meanings_need_a_passkey()
    {
        var set = new SetSigningRule("approved", true, "Quality asks for it");
        var ruled = StateAfter<SigningRules>(new SigningRuleSet("approved", true, "Quality asks for it"));

        When(SetSigningRule.Decide(set, SigningRules.Unknown)).Happens(new SigningRuleSet("approved", true, "Quality asks for it"));
        When(SetSigningRule.Decide(set, ruled)).Refused(new SigningRuleUnchanged("approved"));
        When(SetSigningRule.Decide(set with { Meaning = "admired" }, SigningRules.Unknown)).Refused(new MeaningUnknown("admired"));
        When(SetSharedSigningRule.Decide(new("approved", false, ""), ruled)).Refused(new ReasonMissing());
    }

    private static Then Granting(GrantRole grant, Groundswell.Record.Event[] before, Administrators? administrators = null, Site? site = null) =>
        When(GrantRole.Decide(grant, StateAfter<Account>(before), administrators ?? Administrators.Unknown, site));
}
