namespace Groundswell.Record;

/// <summary>What a record is of. It is fixed when the record is made and stands in the origin line of every checkpoint.</summary>
public enum RecordKind
{
    /// <summary>A plant's own record.</summary>
    Plant = 1,

    /// <summary>A demonstration: made-up people, its own clock.</summary>
    Demo = 2,

    /// <summary>A trial: a test, a benchmark, a rehearsal.</summary>
    Trial = 3,
}
