using Groundswell.Deciding;
using Groundswell.People.Accounts;

namespace Groundswell.Identifying;

/// <summary>The printed name of a person who has no account.</summary>
internal static class NameOfPerson
{
    public static async Task<Refusal?> Set(string person, string printedName, Grants grants, Names names, CancellationToken stop)
    {
        if (AccountNames.Unfit(printedName) is { } unfit)
            return unfit;
        // An account's name is printed in signatures: it is changed with an entry, by an administrator.
        if ((await grants.Of(person, stop)).Status != AccountStatus.Unknown)
            return new NameOfAccount();
        await names.Set(person, printedName.Trim(), stop);
        return null;
    }
}

/// <summary>The person has an account: an administrator sets its names.</summary>
public sealed record NameOfAccount() : Refusal("name.of-account");
