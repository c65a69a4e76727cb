/* What Polidari's exercises share: a sheet that is filled in and checked, its result as a statement, its state.

   An exercise extends Task and says: drawSheet() (puts fields into this.form), answers() (what is filled in, as a list),
   fill(answers), firstMissing() (a field, or nothing), showFeedback(solved), showResult(section), getScore(),
   getMaxScore(), and for the statement interaction() and response(). */
window.Polidari = window.Polidari || {};

window.Polidari.Task = (function () {
  'use strict';

  const SIGNS = { right: '✓ ', wrong: '✗ ', solution: '→ ' };
  const BEHAVIOUR = { passPercentage: 100, solution: 'request', enableRetry: true };
  const decoder = document.createElement('textarea');

  class Task extends H5P.EventDispatcher {
    /* `extras` is as the core gives it: previousState is what getCurrentState returned in an earlier sitting. */
    constructor(style, params, contentId, extras) {
      super();
      this.style = style;
      this.params = params;
      this.texts = params.l10n;
      this.behaviour = Object.assign({}, BEHAVIOUR, params.behaviour);
      this.contentId = contentId;
      this.extras = extras || {};
      this.subContentId = this.extras.subContentId;
      this.parent = this.extras.parent;
      this.prefix = [style, contentId, this.subContentId || '', ''].join('-');
      this.verb = 'answered';
      this.checked = false;
      this.touched = false;
    }

    attach($container) {
      const state = this.form ? this.getCurrentState() : this.extras.previousState;
      this.container = $container[0];
      this.container.classList.add('polidari-task', this.style);
      this.begin();
      this.draw();
      if (state && Array.isArray(state.answers)) { this.resume(state); }
    }

    /* Of what is part of something larger, the whole tells that it was attempted. */
    begin() {
      if (this.parent) { this.activityStartTime = Date.now(); } else { this.setActivityStarted(); }
    }

    draw() {
      this.container.textContent = '';
      this.form = element('form');
      // There is no button to submit it by; Enter in a field must not try.
      this.form.addEventListener('submit', (event) => event.preventDefault());
      this.form.addEventListener('change', () => this.interacted());
      this.drawSheet();
      this.message = element('p', '', { className: 'polidari-task-message' });
      this.message.setAttribute('role', 'alert');
      this.result = element('section', '', { className: 'polidari-task-result', tabIndex: -1, hidden: true });
      this.container.append(this.form, this.message, this.result, this.drawButtons());
      this.updateButtons(false);
      this.trigger('resize');
    }

    drawButtons() {
      const bar = element('div', '', { className: 'polidari-task-buttons' });
      this.buttons = {
        check: button(this.texts.check, () => this.check()),
        solution: button(this.texts.showSolution, () => this.solve()),
        again: button(this.texts.again, () => this.startAgain())
      };
      bar.append(this.buttons.check, this.buttons.solution, this.buttons.again);
      return bar;
    }

    updateButtons(solved) {
      const open = this.checked && !solved && this.behaviour.solution === 'request';
      this.buttons.check.hidden = this.checked;
      this.buttons.solution.hidden = !(open && this.getScore() < this.getMaxScore());
      this.buttons.again.hidden = !(this.checked && this.behaviour.enableRetry);
    }

    interacted() {
      this.touched = true;
      this.triggerXAPI('interacted');
    }

    resume(state) {
      this.fill(state.answers);
      this.touched = true;
      if (state.checked && !this.firstMissing(true)) { this.show(); }
    }

    check() {
      const missing = this.firstMissing();
      this.message.textContent = missing ? plain(this.texts.missing) : '';
      if (missing) {
        missing.focus();
        this.trigger('resize');
        return;
      }
      this.touched = true;
      this.show();
      this.result.focus();
      this.trigger(this.statement(this.verb));
    }

    show() {
      this.checked = true;
      Array.from(this.form.elements).forEach((field) => { field.disabled = true; });
      this.showFeedback(this.behaviour.solution === 'atOnce');
      this.result.textContent = '';
      this.showResult(this.result);
      this.result.hidden = false;
      this.updateButtons(false);
      this.trigger('resize');
    }

    solve() {
      this.showFeedback(true);
      this.updateButtons(true);
      const first = this.form.querySelector('.polidari-task-feedback.solution, .polidari-task-feedback.wrong');
      if (first) { first.focus(); }
      this.trigger('resize');
    }

    startAgain() {
      this.resetTask();
      this.form.querySelector('input').focus();
    }

    /* A place for feedback, empty at first. */
    feedback() {
      return element('p', '', { className: 'polidari-task-feedback', tabIndex: -1 });
    }

    /* `kind` is right, wrong or solution; without one the place is emptied. */
    say(place, kind, texts) {
      place.textContent = '';
      place.className = 'polidari-task-feedback ' + (kind || '');
      if (!kind) { return; }
      const sign = element('span', SIGNS[kind]);
      sign.setAttribute('aria-hidden', 'true');
      place.append(sign, texts.filter(Boolean).map(plain).join(' '));
    }

    get passed() {
      return this.getScore() * 100 >= this.getMaxScore() * this.behaviour.passPercentage;
    }

    statement(verb) {
      const event = this.createXAPIEventTemplate(verb);
      event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.passed);
      event.data.statement.result.response = this.response();
      const type = 'http://adlnet.gov/expapi/activities/cmi.interaction';
      Object.assign(event.getVerifiedStatementValue(['object', 'definition']) || {}, { type: type }, this.interaction());
      return event;
    }

    /* A text of the exercise as xAPI writes one: by its language. */
    worded(text) {
      const metadata = this.extras.metadata || {};
      return { [metadata.defaultLanguage || document.documentElement.lang || 'en']: plain(text) };
    }

    /* What H5P asks of a question. */
    getAnswerGiven() { return this.touched; }
    getXAPIData() { return { statement: this.statement('answered').data.statement }; }
    getTitle() { return H5P.createTitle((this.extras.metadata || {}).title || ''); }
    getCurrentState() { return this.touched ? { answers: this.answers(), checked: this.checked } : undefined; }
    showSolutions() {
      this.show();
      this.showFeedback(true);
      this.updateButtons(true);
    }
    resetTask() {
      this.checked = false;
      this.activityStartTime = Date.now();
      this.draw();
    }
  }

  /* Parameters without markup arrive escaped from the filter, which a text node would show. */
  function plain(text) {
    decoder.innerHTML = text === undefined ? '' : String(text);
    return decoder.value;
  }

  function element(name, text, properties) {
    const made = document.createElement(name);
    if (text !== undefined && text !== '') { made.textContent = plain(text); }
    return Object.assign(made, properties);
  }

  function button(text, press) {
    const made = element('button', text, { type: 'button' });
    made.addEventListener('click', press);
    return made;
  }

  function filled(text, values) {
    return String(text).replace(/@(\w+)/g, (whole, name) => (name in values ? values[name] : whole));
  }

  return Object.assign(Task, { element: element, filled: filled, plain: plain });
})();
