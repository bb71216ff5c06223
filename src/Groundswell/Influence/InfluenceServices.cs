using Groundswell.Influence.Choosing;
using Groundswell.Influence.Disclosures;
using Groundswell.Influence.Nominations;
using Groundswell.Influence.Owning;
using Groundswell.Influence.Spread;

namespace Groundswell.Influence;

/// <summary>What reads the network in a server.</summary>
public static class InfluenceServices
{
    public static IServiceCollection AddInfluence(this IServiceCollection services) => services
        .AddSingleton<Looking>()
        .AddSingleton<NominationReading>()
        .AddScoped<InfluenceReading>()
        .AddScoped<OwnReading>()
        .AddScoped<Candidates>()
        .AddScoped<PeerEffects>();
}
