namespace Groundswell.Demonstration.Days;

/// <summary>How people stand to what is new. They begin as open as they are, and come nearer to those whom they believe, shift by shift.</summary>
internal sealed class Stances
{
    private const double Own = 0.85;

    private readonly PlantCast _cast;
    private Dictionary<string, double> _of;

    public Stances(PlantCast cast) => (_cast, _of) = (cast, cast.People.ToDictionary(person => person.Id, person => person.Traits.Openness));

    /// <summary>From 0, against it, to 1.</summary>
    public double Of(string person) => _of[person];

    /// <summary>A shift of talk goes by. Those planted as skeptics do not give way.</summary>
    public void TalkOver() => _of = _cast.People.ToDictionary(
        person => person.Id,
        person => _cast.Network.PartOf(person.Id) == Cast.Part.Skeptic
            ? _of[person.Id]
            : Own * _of[person.Id] + (1 - Own) * _cast.Network.Believes(person.Id).Sum(tie => tie.Weight * _of[tie.Person]));
}
