using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Groundswell.Record.Attachments;

namespace Groundswell.Record.Tests.Attachments;

public sealed class AttachmentReferenceTests
{
    private const string Hash = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";

    [Fact]
    public void A_reference_is_written_into_payloads_as_it_is_documented()
    {
        var picture = new AttachmentReference("sha256:" + Hash, 11, "image/jpeg");
        var named = picture with { Name = "Etikett.jpg" };

        Assert.Equal(
            $$"""{"$attachment":"sha256:{{Hash}}","length":11,"mediaType":"image/jpeg"}""",
            JsonSerializer.Serialize(picture, ReferenceContext.Default.AttachmentReference));
        Assert.Equal(named, JsonSerializer.Deserialize(
            JsonSerializer.Serialize(named, ReferenceContext.Default.AttachmentReference), ReferenceContext.Default.AttachmentReference));
        Assert.Equal(Hash, named.Hash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("sha256:../../../../etc/passwd")]
    [InlineData("sha256:B94D27B9934D3E08A52E52D7DA7DABFAC484EFE37A5380EE9088F7ACE2EFCDE9")]
    [InlineData("md5:b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9")]
    public void An_address_that_is_none_is_refused(string address) =>
        Assert.Throws<FormatException>(() => new AttachmentReference(address, 1, "text/plain").Hash);

    [Theory]
    [InlineData($$$"""{"picture":{"$attachment":"sha256:{{{Hash}}}","length":11}}""", 1)]
    [InlineData($$$"""{"pictures":[{"$attachment":"sha256:{{{Hash}}}"},{ "$attachment" : "sha256:{{{Hash}}}" }]}""", 2)]
    [InlineData($$$"""{"remark":"\"$attachment\":\"sha256:{{{Hash}}}\""}""", 0)]
    [InlineData($$$"""{"remark":"$attachment","other":"sha256:{{{Hash}}}"}""", 0)]
    [InlineData("""{"$attachment":"sha256:1234"}""", 0)]
    [InlineData("""{"$attachment":7}""", 0)]
    [InlineData($$$"""{"$attachment":"sha256:{{{Hash}}}" and no more""", 0)]
    [InlineData("", 0)]
    public void References_are_found_wherever_they_stand_in_a_payload(string payload, int found) =>
        Assert.Equal(Enumerable.Repeat(Hash, found), AttachmentReferences.In(Encoding.UTF8.GetBytes(payload)));
}

[JsonSerializable(typeof(AttachmentReference))]
internal sealed partial class ReferenceContext : JsonSerializerContext;
