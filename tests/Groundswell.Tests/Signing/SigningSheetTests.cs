using Groundswell.Signing;

namespace Groundswell.Tests.Signing;

public sealed class SigningSheetTests
{
    /// <summary>
    /// Made outside the program: python3 -c 'import json,hashlib; print(hashlib.sha256(json.dumps([...], ensure_ascii=False,
    /// separators=(",",":")).encode()).hexdigest())'.
    /// </summary>
    private const string HashMadeElsewhere = "83030d0546298f898bbcd86760f07d99642918b0e8f1ee155936e56be37ae1f6";

    private readonly SigningSheet _sheet = new SigningSheet("Grant a qualification")
        .With("Person", "P-17")
        .With("Qualification", "AUTOCLAVE (\"Gerät\" <3>)")
        .With("Level", 2)
        .With("Held until", new DateTimeOffset(2027, 3, 2, 8, 0, 0, TimeSpan.FromHours(1)));

    [Fact]
    public void Anybody_can_make_the_hash_of_a_sheet_again() => Assert.Equal(HashMadeElsewhere, _sheet.ContentHash);

    [Fact]
    public void A_line_without_a_value_is_no_line() => Assert.Equal(_sheet.ContentHash, _sheet.With("Evidence", (string?)null).ContentHash);

    [Fact]
    public void Every_word_of_it_counts()
    {
        Assert.NotEqual(_sheet.ContentHash, (_sheet with { Title = "Renew a qualification" }).ContentHash);
        Assert.NotEqual(_sheet.ContentHash, _sheet.With("Evidence", "Record 114").ContentHash);
    }

    [Fact]
    public void A_record_that_has_a_hash_of_its_own_is_signed_by_that() =>
        Assert.Equal("abc", (_sheet with { ContentHash = "abc" }).ContentHash);
}
