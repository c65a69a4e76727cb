/* A figure for each region of the world: estimated first, then compared with what was measured. */
window.Polidari.DivideMap = (function (Task) {
  'use strict';

  /* A simplified world of our own drawing: each region's outline, and the point on which its bars stand. */
  const PLACES = {
    americas: { outline: '12,40 60,18 128,24 134,58 104,92 96,122 122,146 138,182 120,226 88,300 74,268 66,206 42,168 48,128 20,96', at: [84, 208] },
    europe: { outline: '176,52 214,20 262,24 270,74 250,112 204,118 178,98', at: [222, 84] },
    cis: { outline: '280,26 342,12 440,18 466,44 450,82 404,100 344,110 300,102 276,74', at: [370, 84] },
    arab: { outline: '168,140 214,130 270,132 312,138 330,176 304,202 272,180 222,186 172,182', at: [248, 184] },
    africa: { outline: '176,194 224,196 268,190 300,214 288,240 268,270 250,310 226,312 214,272 206,242 172,226', at: [238, 284] },
    asia: { outline: '338,124 392,112 452,100 470,130 446,178 458,214 470,262 446,292 408,282 412,236 386,214 362,232 340,190', at: [408, 206] }
  };
  const HEIGHT = 46;
  const SVG = 'http://www.w3.org/2000/svg';

  class DivideMap extends Task {
    constructor(params, contentId, extras) {
      super('divide-map', params, contentId, extras);
      this.behaviour = Object.assign({ tolerance: 10 }, this.behaviour, { solution: 'never' });
      this.regions = params.regions;
      this.highest = params.measure.highest || 100;
    }

    drawSheet() {
      const measure = this.params.measure;
      this.form.append(Task.element('p', this.params.intro), Task.element('h2', measure.name));
      if (measure.average !== undefined) {
        this.form.append(Task.element('p', Task.filled(this.texts.world, { value: this.figure(measure.average) })));
      }
      this.estimates = this.regions.map(() => null);
      this.map = Task.element('div', '', { className: 'divide-map-map' });
      this.form.append(this.map, this.legend(), this.sliders(), this.source());
      this.drawMap();
    }

    sliders() {
      const group = Task.element('fieldset');
      group.append(Task.element('legend', this.texts.estimate));
      this.fields = this.regions.map((region, place) => {
        const row = Task.element('div', '', { className: 'divide-map-row' });
        const input = Task.element('input', '', { type: 'range', id: this.prefix + place, min: 0, max: this.highest });
        const output = Task.element('output', '–', { htmlFor: input.id });
        const label = Task.element('label', '', { htmlFor: input.id });
        label.append(Task.element('span', String(place + 1), { className: 'divide-map-number' }), Task.element('span', region.name));
        input.value = this.highest / 2;
        input.setAttribute('aria-valuetext', Task.plain(this.texts.none));
        // A press where the slider stands already is an estimate too, though nothing moves.
        ['input', 'click'].forEach((name) => input.addEventListener(name, () => this.estimate(place, input.value)));
        input.addEventListener('keydown', (event) => {
          if (event.key === ' ' || event.key === 'Enter') { this.estimate(place, input.value); }
        });
        row.append(label, input, output);
        group.append(row);
        return { input: input, output: output };
      });
      return group;
    }

    estimate(place, value) {
      const field = this.fields[place];
      if (field.input.disabled) { return; }
      this.estimates[place] = Number(value);
      field.input.value = value;
      field.output.textContent = this.figure(value);
      field.input.setAttribute('aria-valuetext', field.output.textContent);
      this.drawMap();
    }

    legend() {
      const list = Task.element('ul', '', { className: 'divide-map-legend' });
      [['estimate', this.texts.yours], ['figure', this.texts.figure]].forEach((one) => {
        const line = Task.element('li', one[1]);
        line.prepend(Task.element('span', '', { className: 'divide-map-' + one[0] }));
        list.append(line);
      });
      return list;
    }

    source() {
      const source = this.params.source;
      const line = Task.element('p', '', { className: 'divide-map-source' });
      line.append(Task.plain(Task.filled(this.texts.source, { name: source.name, year: source.year })));
      // An address to be read: the frame around leads nowhere else.
      if (source.address) { line.append(Task.element('br'), Task.element('span', source.address, { dir: 'ltr' })); }
      return line;
    }

    drawMap() {
      const map = shape('svg', { viewBox: '0 0 480 324', role: 'img', 'aria-label': Task.plain(this.texts.map), direction: 'ltr' });
      this.regions.forEach((region, place) => {
        const drawn = PLACES[region.place];
        if (drawn) { map.append(shape('polygon', { points: drawn.outline }), ...this.bars(region, place, drawn.at)); }
      });
      this.map.replaceChildren(map);
    }

    bars(region, place, at) {
      const number = [shape('circle', { cx: at[0], cy: at[1] + 12, r: 11 }), word(place + 1, at[0], at[1] + 17, 'number')];
      const estimate = this.estimates[place];
      const bars = estimate === null ? [] : this.bar(estimate, at[0] - (this.checked ? 24 : 0), at[1], 'estimate');
      return number.concat(bars, this.checked ? this.bar(region.value, at[0] + 24, at[1], 'figure') : []);
    }

    bar(value, x, y, kind) {
      const height = Math.max(2, HEIGHT * Math.min(1, value / this.highest));
      const box = { x: x - 9, y: y - height, width: 18, height: height, class: 'divide-map-' + kind };
      return [shape('rect', box), word(this.figure(value), x, y - height - 5, 'value')];
    }

    /* A list of numbers, null where nothing was estimated yet. */
    answers() { return this.estimates.slice(); }

    fill(answers) {
      this.regions.forEach((region, place) => {
        const value = answers[place];
        if (typeof value === 'number' && value >= 0 && value <= this.highest) { this.estimate(place, value); }
      });
    }

    firstMissing() {
      const place = this.estimates.indexOf(null);
      return place < 0 ? undefined : this.fields[place].input;
    }

    showFeedback() { this.drawMap(); }

    showResult(section) {
      const values = { score: this.getScore(), most: this.getMaxScore(), tolerance: this.behaviour.tolerance };
      section.append(Task.element('p', Task.filled(this.texts.score, values)), this.table());
    }

    /* What the map shows, for who cannot see it. */
    table() {
      const texts = this.texts;
      const table = Task.element('table');
      const head = Task.element('tr');
      [texts.region, texts.yours, texts.figure].forEach((text) => head.append(Task.element('th', text, { scope: 'col' })));
      const body = Task.element('tbody');
      this.regions.forEach((region, place) => body.append(this.line(region, place)));
      table.append(Task.element('caption', texts.table), Task.element('thead'), body);
      table.tHead.append(head);
      return table;
    }

    line(region, place) {
      const line = Task.element('tr');
      const name = Task.element('th', region.name, { scope: 'row' });
      const verdict = Task.element('small', Task.filled(this.texts.difference, { value: this.difference(region, place) }));
      if (this.close(region, place)) {
        verdict.append(' ', Task.element('span', '✓ ' + this.texts.close, { className: 'divide-map-close' }));
      }
      name.append(verdict);
      if (region.note) { name.append(Task.element('small', region.note)); }
      line.append(name, Task.element('td', this.figure(this.estimates[place])), Task.element('td', this.figure(region.value)));
      return line;
    }

    /* With its sign, which stays before the number where text runs from the right. */
    difference(region, place) {
      const off = Math.round(100 * (this.estimates[place] - region.value)) / 100;
      return '\u2066' + (off > 0 ? '+' : '') + String(off).replace('-', '\u2212') + '\u2069';
    }

    figure(value) { return Task.filled(this.params.measure.value, { value: value }); }

    close(region, place) {
      const given = this.estimates[place];
      return given !== null && Math.abs(given - region.value) <= this.behaviour.tolerance;
    }

    getMaxScore() { return this.regions.length; }
    getScore() { return this.regions.filter((region, place) => this.close(region, place)).length; }

    interaction() {
      const off = this.behaviour.tolerance;
      return {
        interactionType: 'performance',
        description: this.worded(this.params.measure.name),
        steps: this.regions.map((region) => ({ id: region.place, description: this.worded(region.name) })),
        correctResponsesPattern: [this.steps((region) => (region.value - off) + ':' + (region.value + off))]
      };
    }

    response() { return this.steps((region, place) => (this.estimates[place] === null ? '' : this.estimates[place])); }

    steps(answer) { return this.regions.map((region, place) => region.place + '[.]' + answer(region, place)).join('[,]'); }
  }

  function shape(name, attributes) {
    const made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach((key) => made.setAttribute(key, attributes[key]));
    return made;
  }

  function word(text, x, y, kind) {
    const made = shape('text', { x: x, y: y, 'text-anchor': 'middle', class: 'divide-map-' + kind });
    made.textContent = Task.plain(text);
    return made;
  }

  return DivideMap;
})(window.Polidari.Task);
