using Groundswell.Record;

namespace Groundswell.Benchmarks.Record;

/// <summary>A folder for a record to measure with: kept where it was given, removed where it was not.</summary>
internal sealed class TrialFolder(string? given) : TrialStore
{
    private readonly string _folder = given ?? Directory.CreateTempSubdirectory("groundswell-bench-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (given is null)
            Directory.Delete(_folder, recursive: true);
    }

    protected override Task<Journal> OpenJournal(CancellationToken stop) => Journal.OpenFolder(_folder, Options, stop);
}
