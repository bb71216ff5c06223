using System.Text.Json.Serialization;

namespace Groundswell.Record.Moving;

/// <summary>What a backup says of itself, in <c>manifest.json</c>.</summary>
/// <param name="Form"><c>sqlite</c>: the logs are in <c>record/record.db</c>. <c>exports</c>: each is in <c>logs/</c>, as an export.</param>
internal sealed record BackupManifest(
    string Format, Guid Store, string Kind, string Form, DateTimeOffset TakenAt, IReadOnlyList<BackedUpLog> Logs)
{
    public const string FileName = "manifest.json";
    public const string Version1 = "groundswell backup 1";
    public const string Sqlite = "sqlite";
    public const string Exports = "exports";

    public const string RecordFolder = "record";
    public const string LogsFolder = "logs";
    public const string AttachmentsFolder = "attachments";
    public const string SealKeysFolder = "seal-keys";
    public const string DirectoryFolder = "directory";
}

/// <param name="Root">The root over all entries that are in the backup.</param>
internal sealed record BackedUpLog(string Log, string Origin, long Size, byte[] Root);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
