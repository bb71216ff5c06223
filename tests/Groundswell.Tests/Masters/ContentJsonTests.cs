using System.Text;
using System.Text.Json;
using Groundswell.Masters;
using Groundswell.Masters.Contents;

namespace Groundswell.Tests.Masters;

public sealed class ContentJsonTests
{
    [Fact]
    public void A_steps_kind_may_stand_anywhere_in_what_it_does() => Assert.Equal(
        new EnterNumber("Cel", Decimals: 1), Read("""{"id":"t","name":"T","does":{"unit":"Cel","decimals":1,"kind":"number"}}""").Does);

    [Theory]
    [InlineData("""{"id":"t","name":"T"}""")]
    [InlineData("""{"id":"t","name":"T","does":null}""")]
    [InlineData("""{"id":"t","name":"T","does":{"kind":"dance"}}""")]
    [InlineData("""{"id":"t","name":"T","does":{"kind":"number"}}""")]
    [InlineData("""{"id":"t","name":null,"does":{"kind":"confirm"}}""")]
    [InlineData("""{"name":"T","does":{"kind":"confirm"}}""")]
    [InlineData("""{"id":"t","name":"T","does":{"kind":"equipment","checks":["Shiny"]}}""")]
    public void What_is_no_step_is_not_read(string text) => Assert.Throws<JsonException>(() => Read(text));

    [Fact]
    public void What_does_not_say_its_kind_is_not_read() =>
        Assert.Throws<NotSupportedException>(() => Read("""{"id":"t","name":"T","does":{}}"""));

    [Fact]
    public void What_is_not_said_is_not_written() => Assert.Equal(
        """{"id":"t","name":"T","does":{"kind":"confirm"}}""",
        Encoding.UTF8.GetString(ContentText.Write(new Step("t", "T", new Confirm()), MastersJson.Default.Step)));

    [Fact]
    public void A_content_comes_back_as_it_was_written()
    {
        var text = Encoding.UTF8.GetString(ContentText.Write(HandRub.Content, MastersJson.Default.WorkMasterContent));

        Assert.Equal(HandRub.Hash, ContentText.HashOf(ContentText.Read(text)));
    }

    [Fact]
    public void What_is_hashed_stands_in_the_record_byte_for_byte()
    {
        var entry = Product.Codec.Write("x", new VersionSentToReview(HandRub.First, 1, HandRub.Hash, HandRub.Content));

        Assert.True(entry.Payload.Span.IndexOf(ContentText.Write(HandRub.Content, MastersJson.Default.WorkMasterContent)) > 0);
    }

    /// <summary>Contents that were signed are hashed again for ever: a field more may not change their text.</summary>
    [Fact]
    public void The_hash_of_a_content_never_changes()
    {
        using var shape = JsonDocument.Parse(File.ReadAllText(Path.Combine(Shapes.EventShapeTests.Folder, "version.sent-to-review.json")));
        var content = shape.RootElement.GetProperty("content").GetRawText();

        Assert.Equal(shape.RootElement.GetProperty("contentHash").GetString(), ContentText.HashOf(ContentText.Read(content)));
        Assert.Equal("0737f33cc1d19f71154aed53fa8ffb690351c3f77a1fdc6fadbc7a6bcfef5684", HandRub.Hash);
    }

    private static Step Read(string text) => JsonSerializer.Deserialize(text, MastersJson.Default.Step)!;
}
