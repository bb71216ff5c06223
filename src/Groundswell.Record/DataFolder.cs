namespace Groundswell.Record;

/// <summary>How an embedded plant's data folder is laid out, as far as the record goes.</summary>
public static class DataFolder
{
    /// <summary>The folder of the record: its file and its attachments.</summary>
    public static string Record(string folder) => Path.Combine(folder, "record");

    /// <summary>The folder of the seal keys, where they are kept as files.</summary>
    public static string SealKeys(string folder) => Path.Combine(folder, "directory", "seal-keys");
}
