using Groundswell.Record.Stores.Sqlite;

namespace Groundswell.Record.Tests.Stores.Sqlite;

public sealed class NewestCommandsTests
{
    [Fact]
    public void An_id_that_was_never_recorded_is_never_taken_for_certain_to_have_been_and_the_other_way_round()
    {
        var recorded = new HashSet<Guid>();
        var newest = new NewestCommands([]);
        for (var i = 0; i < 5 * NewestCommands.Kept; i++)
        {
            var id = Id(i * 7_919L % 100_003);
            recorded.Add(id);
            newest.Add(id);
        }

        Assert.All(recorded, id => Assert.True(newest.MayHave(id)));
        Assert.False(newest.MayHave(Id(200_000)));
    }

    [Fact]
    public void Of_few_all_are_known()
    {
        var newest = new NewestCommands([Id(30), Id(20)]);

        Assert.True(newest.MayHave(Id(20)));
        Assert.False(newest.MayHave(Id(1)));
        Assert.False(newest.MayHave(Id(25)));
    }

    [Fact]
    public void Of_many_the_older_are_looked_up()
    {
        var newest = new NewestCommands([.. Enumerable.Range(1, NewestCommands.Kept).Select(i => Id(100_000 - i))]);

        Assert.True(newest.MayHave(Id(5)));
        Assert.True(newest.MayHave(Id(100_000 - NewestCommands.Kept)));
        Assert.False(newest.MayHave(Id(100_000)));
    }

    [Fact]
    public async Task After_a_restart_old_and_new_commands_are_known()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var store = new FolderStore();
        var receipts = new List<Receipt>();
        await using (var journal = await store.Open())
        {
            var appends = Enumerable.Range(0, NewestCommands.Kept + 100).Select(i => journal.Recorded(Sample.To($"job-{i % 10}") with { Command = Id(i + 1) }));
            receipts.AddRange(await Task.WhenAll(appends));
        }

        await using (var journal = await store.Open())
        {
            foreach (var receipt in new[] { receipts[0], receipts[99], receipts[100], receipts[^1] })
            {
                var stream = $"job-{(receipt.First - 1) % 10}";
                Assert.Equal(receipt with { Repeated = true }, await journal.Append(Sample.To(stream) with { Command = receipt.Command }, stop));
            }
        }
    }

    private static Guid Id(long age)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, age);
        return new Guid(bytes, bigEndian: true);
    }
}
