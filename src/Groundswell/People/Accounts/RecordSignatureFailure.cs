using Groundswell.Deciding;

namespace Groundswell.People.Accounts;

/// <summary>Someone tried to sign and did not prove who they are. Only the program asks for it.</summary>
/// <param name="Act">The act that was to be signed.</param>
/// <param name="Why">The refusal's code.</param>
public sealed record RecordSignatureFailure(Id<Account> Account, string Act, string Meaning, string Why) : EnterpriseCommand
{
    public static Decision Decide(RecordSignatureFailure failure, Account account) => account.Status == AccountStatus.Unknown
        ? new AccountNotOpen(failure.Account)
        : new SignatureFailed(failure.Account, failure.Act, failure.Meaning, failure.Why);
}
