// Draws a site's groups, how close they are in each layer, the layers over each other, and the formal line. The tables beside it say the same: where nothing can be drawn nothing is missing.

const place = document.querySelector('.site-map');

function color(name) {
    const probe = document.createElement('span');
    probe.className = 'unseen';
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
}

function options(map) {
    const [ink, quiet, edge] = ['--ink', '--ink-3', '--edge'].map(color);
    const layers = [1, 2, 3, 4, 5, 6, 7, 8].map(number => color(`--layer-${number}`));
    const nodes = map.groups.map((group, at) => ({
        id: String(at), name: group.name, symbolSize: 14 + 4 * Math.sqrt(group.people), itemStyle: { color: quiet },
        label: { show: true, position: 'bottom', color: ink, fontSize: 12, lineHeight: 16, width: 130, overflow: 'break', formatter: `${group.name}\n${group.people}` },
    }));
    // Each layer bends by its own, so that none hides another.
    const informal = map.ties.map(tie => ({
        source: String(tie.from), target: String(tie.to),
        lineStyle: { color: layers[tie.layer - 1], width: 1 + 10 * tie.share, curveness: 0.06 + 0.05 * tie.layer, opacity: 0.8 },
        symbol: ['none', 'arrow'], symbolSize: 9,
    }));
    const formal = map.formal.map(tie => ({
        source: String(tie.from), target: String(tie.to), lineStyle: { color: edge, width: 1, type: 'dashed', curveness: -0.1 }, symbol: ['none', 'none'],
    }));
    return {
        aria: { enabled: false },
        animation: false,
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
        series: [{ type: 'graph', layout: 'circular', circular: { rotateLabel: false }, data: nodes, links: [...formal, ...informal], top: 40, bottom: 64, silent: true }],
    };
}

if (place) {
    await import(place.dataset.charts);
    place.dataset.drawn = '';
    const chart = globalThis.echarts.init(place, null, { renderer: 'canvas' });
    const draw = () => chart.setOption(options(JSON.parse(place.dataset.map)), true);
    draw();
    new ResizeObserver(() => chart.resize()).observe(place);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
}
