using Groundswell.Deciding;
using Microsoft.AspNetCore.Components;

namespace Groundswell.Masters.Versions;

/// <summary>A room that has something to show on a master's page implements it beside <see cref="IRoom"/>; Masters does not know which do.</summary>
public interface IShowsOnMaster
{
    /// <summary>The section, with a heading of the second level; null where there is nothing to show of this master to whoever looks.</summary>
    ValueTask<RenderFragment?> Section(Id<WorkMaster> master, HttpContext http);
}
