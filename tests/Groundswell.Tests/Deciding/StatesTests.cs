using Groundswell.Deciding;
using Groundswell.Masters;
using Groundswell.Plant;
using Groundswell.Record;
using Groundswell.Tests.Work;

namespace Groundswell.Tests.Deciding;

/// <summary>The states kept in memory: of two nodes on one record, each as far as it has read.</summary>
public sealed class StatesTests : IAsyncLifetime
{
    private static readonly Id<Site> Munich = new("MUC");
    private static readonly StreamName Stream = new(Logs.Enterprise, Munich.Stream);

    private readonly string _folder = Directory.CreateTempSubdirectory("groundswell-states-").FullName;
    private readonly Rooms _product = Rooms.Whole;
    private Journal _journal = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _journal = await Journal.OpenFolder(_folder, new JournalOptions { Kind = RecordKind.Trial }, Stop);
        await _journal.OpenLog(Logs.Enterprise, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_state_that_has_fallen_behind_goes_on_with_what_has_come_since()
    {
        var states = new States(_journal, _product.Codec);
        await Record(new SiteOpened(Munich, "Munich", "Europe/Berlin", true));
        Assert.Equal("Munich", (await states.Load<Site>(Stream, Stop)).State.Name);
        await Record(new SiteChanged(Munich, "Munich south", "Europe/Berlin", true, "named anew"));
        await Record(new SiteClosed(Munich, "moved"));

        states.Outdated(Stream, 1);

        Assert.Null(states.Cached<Site>(Stream));
        var (state, version) = await states.Load<Site>(Stream, Stop);
        Assert.Equal((3, "Munich south", SiteStatus.Closed), (version, state.Name, state.Status));
        Assert.Equal((state, version), states.Cached<Site>(Stream));
    }

    [Fact]
    public async Task Of_a_stream_read_twice_the_first_version_guards()
    {
        var states = new States(_journal, _product.Codec);
        await Record(new SiteOpened(Munich, "Munich", "Europe/Berlin", true));
        var reading = new Reading(states, Logs.Enterprise, Stop);
        await reading.Shared(Munich);
        await Record(new SiteClosed(Munich, "moved"));
        states.Outdated(Stream, 1);

        Assert.Equal(SiteStatus.Closed, (await reading.Shared(Munich)).Status); // Loaded.
        Assert.Equal(SiteStatus.Closed, (await reading.Shared(Munich)).Status); // Kept.

        Assert.Equal(1, reading.Seen[Stream]);
    }

    [Fact]
    public async Task What_was_kept_as_a_draft_is_read_again_once_another_node_has_settled_it()
    {
        var states = new States(_journal, _product.Codec);
        var draft = new VersionOpened(WorkStory.VersionId, WorkStory.Master, 1, WorkStory.Content);
        await Record(draft);
        Assert.Equal(VersionStatus.Draft, (await new Reading(states, Logs.Enterprise, Stop).Settled(WorkStory.VersionId)).Status);
        var final = WorkStory.Content with { Name = "Hand rub, strong" };
        await Record(new VersionSentToReview(WorkStory.VersionId, 2, "hash", final));

        Assert.Equal("Hand rub, strong", (await new Reading(states, Logs.Enterprise, Stop).Settled(WorkStory.VersionId)).Content.Name);
    }

    [Fact]
    public async Task What_is_kept_already_of_a_later_version_stays_when_an_earlier_one_is_found_outdated()
    {
        var states = new States(_journal, _product.Codec);
        await Record(new SiteOpened(Munich, "Munich", "Europe/Berlin", true));
        await Record(new SiteClosed(Munich, "moved"));
        var (state, _) = await states.Load<Site>(Stream, Stop);

        states.Outdated(Stream, 1);

        Assert.Same(state, states.Cached<Site>(Stream)!.Value.State);
    }

    [Fact]
    public async Task A_state_found_outdated_although_nothing_came_is_read_from_the_beginning()
    {
        var states = new States(_journal, _product.Codec);
        await Record(new SiteOpened(Munich, "Munich", "Europe/Berlin", true));
        var (before, _) = await states.Load<Site>(Stream, Stop);

        states.Outdated(Stream, 1);

        var (after, version) = await states.Load<Site>(Stream, Stop);
        Assert.NotSame(before, after);
        Assert.Equal((before, 1), (after, version));
    }

    [Fact]
    public async Task No_more_are_kept_than_there_is_room_for_and_what_was_let_go_is_read_again()
    {
        const int Room = 4;
        var states = new States(_journal, _product.Codec, Room);
        var sites = Enumerable.Range(0, 3 * Room).Select(i => new Id<Site>($"S{i}")).ToList();
        foreach (var site in sites)
        {
            await Record(new SiteOpened(site, $"Site {site}", "Europe/Berlin", false));
            await states.Load<Site>(new StreamName(Logs.Enterprise, site.Stream), Stop);
        }

        Assert.InRange(sites.Count(site => states.Cached<Site>(new StreamName(Logs.Enterprise, site.Stream)) is not null), 1, 2 * Room + 1);
        Assert.Equal("Site S0", (await states.Load<Site>(new StreamName(Logs.Enterprise, sites[0].Stream), Stop)).State.Name);
    }

    private async Task Record(Event happened)
    {
        var stream = happened switch
        {
            SiteOpened e => e.Site.Stream,
            SiteChanged e => e.Site.Stream,
            SiteClosed e => e.Site.Stream,
            VersionOpened e => e.Version.Stream,
            VersionSentToReview e => e.Version.Stream,
            _ => throw new ArgumentOutOfRangeException(nameof(happened)),
        };
        var answer = await _journal.Append(
            new Append
            {
                Log = Logs.Enterprise,
                Command = Guid.CreateVersion7(),
                Actor = "P-1",
                Source = Source.Typed,
                OccurredAt = Story.Begin,
                TimeZone = "Etc/UTC",
                Entries = [_product.Codec.Write(stream, happened)],
            },
            Stop);
        Assert.IsType<Receipt>(answer);
    }
}
