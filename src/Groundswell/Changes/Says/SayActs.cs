using Groundswell.Changes.Policies;
using Groundswell.Deciding;
using Groundswell.People.Persons;

namespace Groundswell.Changes.Says;

/// <summary>Says: what can be done, by whom, and what each decision reads.</summary>
internal static class SayActs
{
    public static IEnumerable<Type> Events => [typeof(SayGiven), typeof(SayAnswered), typeof(AnswerObjected), typeof(SayForgotten)];

    public static void List(Acts acts)
    {
        var json = VoicesJson.Default;
        acts.Add(() => json.SayOfChange, "Say what one thinks of a change.", Rights.Everyone, async (say, read, circumstances) =>
            SayOfChange.Decide(
                say, await read.Of(ChangeSays.IdOf(say.Change)), await read.Shared(say.Change),
                await read.In(Logs.OfSite(say.Site), new Id<Person>(circumstances.Person)), await read.Shared(ChangePolicy.OfEnterprise), circumstances)
                .On(ChangeSays.IdOf(say.Change)));
        acts.Add(() => json.ObjectToAnswer, "Object to the answer one was given.", Rights.Everyone, async (objection, read, circumstances) =>
            ObjectToAnswer.Decide(
                objection, await read.Of(ChangeSays.IdOf(objection.Change)), await read.Shared(ChangePolicy.OfEnterprise), circumstances)
                .On(ChangeSays.IdOf(objection.Change)));
        acts.Add(() => json.ForgetSay, "Have what one said forgotten.", Rights.Everyone, forget => ChangeSays.IdOf(forget.Change), ForgetSay.Decide);
        acts.Add(() => json.AnswerSay, "Answer what somebody said of a change.", Rights.Of(Role.Facilitator), async (answer, read, circumstances) =>
        {
            var says = await read.Of(ChangeSays.IdOf(answer.Change));
            var author = says.Numbered(answer.Number) is { } said ? await read.In(Logs.OfSite(answer.Site), new Id<Person>(said.Person)) : Person.Unknown;
            return AnswerSay.Decide(answer, says, author, circumstances).On(ChangeSays.IdOf(answer.Change));
        });
    }
}
