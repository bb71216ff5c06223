using Groundswell.Influence.Disclosures;
using Groundswell.Projecting;
using Groundswell.Showing;
using Microsoft.AspNetCore.Mvc;

namespace Groundswell.Influence.Signs;

/// <summary>What the page of signs needs to answer. A route's handler takes it by AsParameters.</summary>
public sealed record SignsAsked(
    [FromServices] Viewer Viewer, [FromServices] InfluenceReading Network, [FromServices] Looking Looking, [FromServices] ViewsDb Views, [FromServices] IPilotsToAsk Pilots,
    [FromServices] TimeProvider Time, HttpContext Http);
