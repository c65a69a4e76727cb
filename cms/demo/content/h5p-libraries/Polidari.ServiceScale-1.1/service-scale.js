/* Places services on the scale from 0 to 3: some with a known answer, then the learner's own. */
window.Polidari.ServiceScale = (function (Task) {
  'use strict';

  class ServiceScale extends Task {
    constructor(params, contentId, extras) {
      super('service-scale', params, contentId, extras);
      this.items = params.practice.items;
      // Practice with an answer and the learner's own go together into one result.
      this.verb = 'completed';
    }

    drawSheet() {
      this.form.append(Task.element('p', this.params.intro), this.scale(), this.practice());
      if (this.params.own.rows) { this.form.append(this.own()); }
    }

    scale() {
      const details = Task.element('details', '', { open: true });
      details.append(Task.element('summary', this.texts.scale));
      this.params.steps.forEach((step, number) => {
        const line = Task.element('p');
        line.append(Task.element('strong', number + ' ' + step.name + ': '), Task.element('span', step.text));
        details.append(line);
      });
      details.addEventListener('toggle', () => this.trigger('resize'));
      return details;
    }

    practice() {
      const section = this.section(this.params.practice);
      this.places = this.items.map((item, place) => {
        const group = Task.element('fieldset');
        const steps = Task.element('div', '', { className: 'service-scale-steps' });
        const feedback = this.feedback();
        this.params.steps.forEach((step, number) => steps.append(this.choice('practice-' + place, number, step.name)));
        feedback.id = this.prefix + 'feedback-' + place;
        group.setAttribute('aria-describedby', feedback.id);
        group.append(Task.element('legend', item.text), steps, feedback);
        section.append(group);
        return feedback;
      });
      return section;
    }

    own() {
      const section = this.section(this.params.own);
      for (let number = 1; number <= this.params.own.rows; number++) { section.append(this.row(number)); }
      return section;
    }

    row(number) {
      const row = Task.element('div', '', { className: 'service-scale-row' });
      const name = Task.element('input', '', { id: this.prefix + 'name-' + number, name: 'name-' + number, maxLength: 120, autocomplete: 'off' });
      const step = Task.element('select', '', { id: this.prefix + 'step-' + number, name: 'step-' + number });
      step.append(Task.element('option', this.texts.choose, { value: '' }));
      this.params.steps.forEach((one, value) => step.append(Task.element('option', value + ' ' + one.name, { value: String(value) })));
      row.append(labelled(Task.filled(this.texts.service, { number: number }), name));
      row.append(labelled(Task.filled(this.texts.step, { number: number }), step));
      return row;
    }

    section(texts) {
      const section = Task.element('section');
      if (texts.heading) { section.append(Task.element('h2', texts.heading)); }
      if (texts.instruction) { section.append(Task.element('p', texts.instruction)); }
      return section;
    }

    choice(name, value, text) {
      const label = Task.element('label');
      const input = Task.element('input', '', { type: 'radio', name: name, value: String(value) });
      label.append(input, Task.element('span', value + ' ' + text));
      return label;
    }

    /* The practice's steps, '' where none is chosen. The learner's own services are kept nowhere. */
    answers() { return this.items.map((item, place) => this.form.elements['practice-' + place].value); }

    fill(answers) {
      this.items.forEach((item, place) => { this.form.elements['practice-' + place].value = answers[place]; });
    }

    rows() {
      const fields = this.form.elements;
      return Array.from({ length: this.params.own.rows }, (none, place) => ({
        name: fields['name-' + (place + 1)], step: fields['step-' + (place + 1)]
      }));
    }

    /* `kept`: only of the practice, which is all that a state holds. */
    firstMissing(kept) {
      const given = this.answers();
      const place = given.indexOf('');
      if (place >= 0) { return this.form.elements['practice-' + place][0]; }
      if (kept || !this.params.own.required) { return undefined; }
      const fields = this.rows().reduce((all, row) => all.concat(row.name, row.step), []);
      return fields.find((field) => !field.value.trim());
    }

    showFeedback(solved) {
      const texts = this.texts;
      const given = this.answers();
      this.items.forEach((item, place) => {
        const right = given[place] === item.step;
        const said = (item.feedback || {})[right ? 'right' : 'wrong'];
        const wrong = solved ? Task.filled(texts.notRight, { step: item.step }) : texts.wrong;
        this.say(this.places[place], right ? 'right' : 'wrong', [right ? texts.right : wrong, said]);
      });
    }

    showResult(section) {
      const texts = this.texts;
      const steps = this.rows().filter((row) => row.step.value).map((row) => Number(row.step.value));
      const sum = steps.reduce((total, step) => total + step, 0);
      section.append(Task.element('p', Task.filled(texts.score, { score: this.getScore(), most: this.getMaxScore() })));
      if (!steps.length) { return; }
      section.append(Task.element('p', Task.filled(texts.sum, { sum: sum, most: 3 * steps.length })));
      section.append(Task.element('p', texts.counts), this.counts(steps));
    }

    counts(steps) {
      const list = Task.element('ul');
      this.params.steps.forEach((step, number) => {
        const count = steps.filter((one) => one === number).length;
        list.append(Task.element('li', number + ' ' + step.name + ': ' + count));
      });
      return list;
    }

    getMaxScore() { return this.items.length; }

    getScore() {
      const given = this.answers();
      return this.items.filter((item, place) => given[place] === item.step).length;
    }

    interaction() {
      const named = (text, id) => ({ id: String(id), description: this.worded(text) });
      return {
        interactionType: 'matching',
        description: this.worded(this.params.practice.instruction || this.params.intro),
        source: this.items.map((item, place) => named(item.text, place)),
        target: this.params.steps.map((step, number) => named(step.name, number)),
        correctResponsesPattern: [pairs(this.items.map((item) => item.step))]
      };
    }

    response() { return pairs(this.answers()); }
  }

  function pairs(steps) { return steps.map((step, place) => place + '[.]' + step).join('[,]'); }

  function labelled(text, input) {
    const field = Task.element('div');
    field.append(Task.element('label', text, { htmlFor: input.id }), input);
    return field;
  }

  return ServiceScale;
})(window.Polidari.Task);
