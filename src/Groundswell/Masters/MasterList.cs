using System.Text;
using Groundswell.Deciding;
using Groundswell.Masters.Contents;
using Groundswell.Projecting;
using Microsoft.EntityFrameworkCore;

namespace Groundswell.Masters;

/// <summary>All work masters, and each version whole, as they are now.</summary>
public sealed class MasterList : IProjection
{
    public string Name => "masters";

    public int Version => 3;

    public void Shape(ModelBuilder tables)
    {
        tables.Entity<WorkMasterRow>(row =>
        {
            row.ToTable("work_master").HasKey(r => r.Id);
            row.HasIndex(r => r.Material);
        });
        tables.Entity<WorkMasterVersionRow>(row =>
        {
            row.ToTable("work_master_version").HasKey(r => r.Version);
            row.HasIndex(r => new { r.WorkMaster, r.Number, r.Status });
            row.HasIndex(r => new { r.Status, r.WorkMaster, r.Number });
            row.Property(r => r.ApprovedBy).NamesAPerson();
        });
    }

    public async ValueTask Apply(Fact fact, Tables tables)
    {
        switch (fact.Event)
        {
            case WorkMasterCreated e:
                tables.Of<WorkMasterRow>().Put(new WorkMasterRow
                {
                    Id = e.WorkMaster.Value,
                    Name = e.Name,
                    Class = e.Class,
                    Material = e.Material.Value,
                    Since = fact.At,
                });
                break;
            case WorkMasterChanged e:
                await Change(e.WorkMaster, row => (row.Name, row.Class) = (e.Name, e.Class));
                break;
            case WorkMasterVersionOpened e:
                await Change(e.WorkMaster, row => row.Versions = e.Number);
                break;
            case WorkMasterVersionTakenOver e:
                await Change(e.WorkMaster, row => row.Versions = e.Number);
                break;
            case VersionOpened e:
                var opened = Open(e.Version, e.WorkMaster, e.Number, e.Content, VersionStatus.Draft);
                (opened.BasedOn, opened.Site, opened.Core, opened.Why) = (e.BasedOn?.Value, e.Variant?.Site, e.Variant?.Core.Value, e.Variant?.Reason);
                break;
            case VersionTakenOver e:
                var taken = Open(e.Version, e.WorkMaster, e.Number, e.Content, VersionStatus.Approved);
                (taken.ContentHash, taken.Evidence) = (e.ContentHash, e.Evidence);
                break;
            case DraftEdited e:
                await ChangeVersion(e.Version, row =>
                    (row.Revision, row.Content) = (e.Revision, TextOf(ContentChanges.Apply(ContentText.Read(row.Content), e.Changes))));
                break;
            case VersionSentToReview e:
                await ChangeVersion(e.Version, row =>
                    (row.Status, row.Content, row.ContentHash, row.SentToReviewAt) = (VersionStatus.InReview, TextOf(e.Content), e.ContentHash, fact.At));
                break;
            case VersionReturnedToDraft e:
                await ChangeVersion(e.Version, row => (row.Status, row.ContentHash, row.SentToReviewAt) = (VersionStatus.Draft, null, null));
                break;
            case VersionApproved e:
                await ChangeVersion(e.Version, row => (row.Status, row.ApprovedAt, row.ApprovedBy) =
                    (VersionStatus.Approved, fact.At, string.Join(", ", e.Signatures.Select(signature => signature.PrintedName))));
                break;
            case DraftDiscarded e:
                await ChangeVersion(e.Version, row => row.Status = VersionStatus.Retired);
                break;
            case VersionRetired e:
                await ChangeVersion(e.Version, row => row.Status = VersionStatus.Retired);
                break;
        }

        WorkMasterVersionRow Open(Id<WorkMasterVersion> id, Id<WorkMaster> master, int number, WorkMasterContent content, VersionStatus status)
        {
            var row = new WorkMasterVersionRow
            {
                Version = id.Value,
                WorkMaster = master.Value,
                Number = number,
                Status = status,
                Revision = 1,
                OpenedAt = fact.At,
                Content = TextOf(content),
            };
            tables.Of<WorkMasterVersionRow>().Put(row);
            return row;
        }

        ValueTask Change(Id<WorkMaster> id, Action<WorkMasterRow> change) => tables.Of<WorkMasterRow>().Change(fact, change, id.Value);

        ValueTask ChangeVersion(Id<WorkMasterVersion> id, Action<WorkMasterVersionRow> change) => tables.Of<WorkMasterVersionRow>().Change(fact, change, id.Value);
    }

    private static string TextOf(WorkMasterContent content) =>
        Encoding.UTF8.GetString(ContentText.Write(content, MastersJson.Default.WorkMasterContent));
}

/// <summary>A work master, as lists show it.</summary>
public sealed class WorkMasterRow
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public string? Class { get; set; }

    /// <summary>The id of the material it makes.</summary>
    public required string Material { get; init; }

    /// <summary>How many versions it has, of whatever status.</summary>
    public int Versions { get; set; }

    public required DateTimeOffset Since { get; init; }
}

/// <summary>A version, whole.</summary>
public sealed class WorkMasterVersionRow
{
    /// <summary>The master's id and the number: <c>hand-rub@3</c>.</summary>
    public required string Version { get; init; }

    public required string WorkMaster { get; init; }
    public required int Number { get; init; }
    public required VersionStatus Status { get; set; }
    public string? BasedOn { get; set; }

    /// <summary>The code of the site whose variant it is; null: it is of the core.</summary>
    public string? Site { get; set; }

    /// <summary>The core version that the variant was last brought in line with.</summary>
    public string? Core { get; set; }

    /// <summary>Why the site has adapted the core.</summary>
    public string? Why { get; set; }

    /// <summary>Of the draft; raised by every edit.</summary>
    public required int Revision { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? SentToReviewAt { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>The printed names of those who signed the approval.</summary>
    public string? ApprovedBy { get; set; }

    /// <summary>For one that was taken over: what shows that it was in force.</summary>
    public string? Evidence { get; set; }

    /// <summary>SHA-256 of <see cref="Content"/>, lower-case hexadecimal; null for a draft.</summary>
    public string? ContentHash { get; set; }

    /// <summary>JSON: word for word what was signed, once it was.</summary>
    public required string Content { get; set; }
}
