using System.Runtime.CompilerServices;
using Groundswell.Work.Terminal;

namespace Groundswell.Tests.Work.Terminal;

public sealed class LinkedScriptTests
{
    [Fact]
    public void Modules_stand_before_those_that_need_them_each_once_and_each_in_its_own_function()
    {
        var files = new Dictionary<string, string>
        {
            ["/js/start.js"] = "import * as clock from \"./parts/clock.js\";\nimport { t as text, later } from \"./words.js\";\nclock.start(text, later);",
            ["/js/words.js"] = "import en from \"./words/en.js\";\nimport { now } from \"./parts/clock.js\";\nexport const t = () => en[now()];\nexport async function later() {\n  return import(`./words/${t()}.js`);\n}",
            ["/js/words/en.js"] = "export default { 1: \"one\" };",
            ["/js/parts/clock.js"] = "export { now } from \"./now.js\";\nexport function start() {\n}",
            ["/js/parts/now.js"] = "export const now = () => 1;",
        };

        Assert.Equal("""
            // /js/parts/now.js
            const module0 = (() => {
            const now = () => 1;
            return { now };
            })();
            // /js/parts/clock.js
            const module1 = (() => {

            function start() {
            }
            return { now: module0.now, start };
            })();
            // /js/words/en.js
            const module2 = (() => {
            const exported = { 1: "one" };
            return { default: exported };
            })();
            // /js/words.js
            const module3 = (() => {
            const en = module2.default;
            const { now } = module1;
            const t = () => en[now()];
            async function later() {
              return import(`/js/words/${t()}.js`);
            }
            return { t, later };
            })();
            const clock = module1;
            const { t: text, later } = module3;
            clock.start(text, later);

            """.ReplaceLineEndings("\n"), LinkedScript.Of("/js/start.js", path => files[path]));
    }

    [Theory]
    [InlineData("export let count = 0;")]
    [InlineData("import \"./other.js\";")]
    [InlineData("export * from \"./other.js\";")]
    public void A_form_that_cannot_be_linked_is_refused(string line)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => LinkedScript.Of("/start.js", _ => line));

        Assert.Contains(line, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_is_refused() => Assert.Contains(
        "circle", Assert.Throws<InvalidOperationException>(() => LinkedScript.Of("/a.js", path => path == "/a.js" ? "import { b } from \"./b.js\";" : "import { b } from \"./b.js\";\nexport const b = 1;")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_terminal_is_linked_whole()
    {
        var linked = LinkedScript.Of("/js/floor/start.js", path => File.ReadAllText(Path.Combine(Here(), "../../../../src/Groundswell/wwwroot" + path)));

        Assert.DoesNotContain(linked.Split('\n'), line => line.StartsWith("import ", StringComparison.Ordinal) || line.StartsWith("export ", StringComparison.Ordinal));
        Assert.Contains("new Terminal()", linked, StringComparison.Ordinal);
        Assert.Contains("import(`/js/floor/words/${known}.js`)", linked, StringComparison.Ordinal);
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
