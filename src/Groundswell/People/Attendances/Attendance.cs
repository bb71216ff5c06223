using System.Collections.Immutable;
using System.Globalization;
using Groundswell.Deciding;
using Groundswell.People.Persons;

namespace Groundswell.People.Attendances;

/// <summary>A stretch of time a person was at the site.</summary>
/// <param name="Entry">The position of the arrival's entry.</param>
/// <param name="ArrivedAt">Null: a correction says that they were not there.</param>
public readonly record struct Stay(long Entry, DateTimeOffset? ArrivedAt, DateTimeOffset? DepartedAt);

/// <summary>A person in one shift: they may go and come again. The next shift is another attendance, so no stream grows for ever.</summary>
public sealed record Attendance(Id<Attendance> Id, ImmutableArray<Stay> Stays) : IState<Attendance>
{
    public static string Kind => "attendance";

    public static Attendance Unknown { get; } = new(default, []);

    public bool IsPresent => Stays is [.., { ArrivedAt: not null, DepartedAt: null }];

    /// <summary>The longest code of a shift, in characters.</summary>
    public const int LongestShift = 20;

    /// <summary>Whether the shift can be part of the attendance's id.</summary>
    public static bool IsFit(Id<Person> person, DateOnly date, string shift) =>
        shift.Length <= LongestShift && Id<Attendance>.TryParse(Of(person, date, shift).Value, null, out _);

    public static Id<Attendance> Of(Id<Person> person, DateOnly date, string shift) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{person} {date:yyyy-MM-dd} {shift}"));

    public Attendance Evolve(Happened happened) => happened.Event switch
    {
        Arrived e => new Attendance(e.Attendance, Stays.Add(new Stay(happened.Position, happened.OccurredAt, null))),
        Departed when Stays.Length > 0 => this with { Stays = Stays.SetItem(Stays.Length - 1, Stays[^1] with { DepartedAt = happened.OccurredAt }) },
        AttendanceCorrected e when e.Stay <= Stays.Length => this with
        {
            Stays = Stays.SetItem(e.Stay - 1, Stays[e.Stay - 1] with { ArrivedAt = e.ArrivedAt, DepartedAt = e.DepartedAt }),
        },
        _ => this,
    };
}
