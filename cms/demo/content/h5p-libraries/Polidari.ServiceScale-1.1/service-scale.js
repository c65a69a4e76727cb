/* Places services on the scale from 0 to 3: some with a known answer, then the learner's own. */
var Polidari = window.Polidari || {};

Polidari.ServiceScale = (function () {
  'use strict';

  function ServiceScale(params, contentId) {
    H5P.EventDispatcher.call(this);
    this.params = params;
    this.prefix = 'service-scale-' + contentId + '-';
    this.finished = false;
  }

  ServiceScale.prototype = Object.create(H5P.EventDispatcher.prototype);
  ServiceScale.prototype.constructor = ServiceScale;

  ServiceScale.prototype.attach = function ($container) {
    this.container = $container[0];
    this.container.classList.add('service-scale');
    this.draw();
  };

  ServiceScale.prototype.draw = function () {
    var self = this;
    this.container.textContent = '';
    this.container.appendChild(element('p', this.params.intro));
    this.container.appendChild(this.scale());
    this.form = element('form');
    this.form.appendChild(this.practice());
    this.form.appendChild(this.own());
    this.message = element('p', '', { className: 'service-scale-message', tabIndex: -1 });
    this.message.setAttribute('role', 'alert');
    this.form.appendChild(this.message);
    // Not a submit button: a sandbox without forms lets no form be submitted.
    var finish = element('button', this.params.l10n.finish, { type: 'button' });
    finish.addEventListener('click', function () { self.finish(); });
    this.form.appendChild(finish);
    this.container.appendChild(this.form);
    this.trigger('resize');
  };

  ServiceScale.prototype.scale = function () {
    var details = element('details', '', { open: true });
    details.appendChild(element('summary', this.params.l10n.scale));
    this.params.steps.forEach(function (step, number) {
      var line = element('p');
      line.appendChild(element('strong', number + ' ' + step.name + ': '));
      line.appendChild(document.createTextNode(step.text));
      details.appendChild(line);
    });
    details.addEventListener('toggle', this.trigger.bind(this, 'resize'));
    return details;
  };

  ServiceScale.prototype.practice = function () {
    var self = this;
    var section = this.section(this.params.practice);
    this.params.practice.items.forEach(function (item, place) {
      var group = element('fieldset');
      group.appendChild(element('legend', item.text));
      self.params.steps.forEach(function (step, number) {
        group.appendChild(self.choice('practice-' + place, number, step.name));
      });
      group.appendChild(element('p', '', { className: 'service-scale-feedback' }));
      section.appendChild(group);
    });
    return section;
  };

  ServiceScale.prototype.own = function () {
    var section = this.section(this.params.own);
    for (var number = 1; number <= this.params.own.rows; number++) {
      section.appendChild(this.row(number));
    }
    return section;
  };

  ServiceScale.prototype.row = function (number) {
    var texts = this.params.l10n;
    var row = element('div', '', { className: 'service-scale-row' });
    var name = element('input', '', { id: this.prefix + 'name-' + number, name: 'name-' + number, maxLength: 120, autocomplete: 'off' });
    var step = element('select', '', { id: this.prefix + 'step-' + number, name: 'step-' + number });
    step.appendChild(element('option', texts.choose, { value: '' }));
    this.params.steps.forEach(function (one, value) {
      step.appendChild(element('option', value + ' ' + one.name, { value: String(value) }));
    });
    row.appendChild(labelled(filled(texts.service, { number: number }), name));
    row.appendChild(labelled(filled(texts.step, { number: number }), step));
    return row;
  };

  ServiceScale.prototype.section = function (texts) {
    var section = element('section');
    section.appendChild(element('h2', texts.heading));
    section.appendChild(element('p', texts.instruction));
    return section;
  };

  ServiceScale.prototype.choice = function (name, value, text) {
    var label = element('label');
    label.appendChild(element('input', '', { type: 'radio', name: name, value: String(value) }));
    label.appendChild(document.createTextNode(' ' + value + ' ' + text));
    return label;
  };

  /* What was answered: practice as numbers or null, own as {name, step}. */
  ServiceScale.prototype.answers = function () {
    var form = this.form;
    var own = [];
    for (var number = 1; number <= this.params.own.rows; number++) {
      own.push({ name: form.elements['name-' + number].value.trim(), step: form.elements['step-' + number].value });
    }
    return {
      practice: this.params.practice.items.map(function (item, place) {
        return form.elements['practice-' + place].value;
      }),
      own: own
    };
  };

  ServiceScale.prototype.firstMissing = function () {
    var answers = this.answers();
    var form = this.form;
    var missing = [];
    answers.practice.forEach(function (value, place) {
      if (value === '') { missing.push(form.elements['practice-' + place][0]); }
    });
    answers.own.forEach(function (row, place) {
      if (!row.name) { missing.push(form.elements['name-' + (place + 1)]); }
      if (!row.step) { missing.push(form.elements['step-' + (place + 1)]); }
    });
    return missing[0];
  };

  ServiceScale.prototype.finish = function () {
    var missing = this.firstMissing();
    this.message.textContent = missing ? this.params.l10n.missing : '';
    if (missing) {
      missing.focus();
      this.trigger('resize');
      return;
    }
    this.finished = true;
    this.showFeedback();
    this.showResult();
    this.report();
    this.trigger('resize');
  };

  ServiceScale.prototype.showFeedback = function () {
    var texts = this.params.l10n;
    var given = this.answers().practice;
    var places = this.form.querySelectorAll('.service-scale-feedback');
    this.params.practice.items.forEach(function (item, place) {
      var right = given[place] === item.step;
      places[place].classList.add(right ? 'right' : 'not-right');
      places[place].textContent = (right ? '✓ ' + texts.right : '✗ ' + filled(texts.notRight, { step: item.step })) + ' ' + (item.feedback || '');
    });
    Array.prototype.forEach.call(this.form.elements, function (input) { input.disabled = true; });
    this.form.querySelector('button').hidden = true;
  };

  ServiceScale.prototype.showResult = function () {
    var self = this;
    var texts = this.params.l10n;
    var steps = this.answers().own.map(function (row) { return Number(row.step); });
    var sum = steps.reduce(function (total, step) { return total + step; }, 0);
    var result = element('section', '', { className: 'service-scale-result', tabIndex: -1 });
    result.appendChild(element('p', filled(texts.score, { score: this.getScore(), most: this.getMaxScore() })));
    result.appendChild(element('p', filled(texts.sum, { sum: sum, most: 3 * steps.length })));
    result.appendChild(element('p', texts.counts));
    result.appendChild(this.counts(steps));
    var again = element('button', texts.again, { type: 'button' });
    again.addEventListener('click', function () { self.resetTask(); });
    result.appendChild(again);
    this.container.appendChild(result);
    result.focus();
  };

  ServiceScale.prototype.counts = function (steps) {
    var list = element('ul');
    this.params.steps.forEach(function (step, number) {
      var count = steps.filter(function (one) { return one === number; }).length;
      list.appendChild(element('li', number + ' ' + step.name + ': ' + count));
    });
    return list;
  };

  ServiceScale.prototype.report = function () {
    var event = this.createXAPIEventTemplate('completed');
    event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.getScore() === this.getMaxScore());
    this.trigger(event);
  };

  /* What H5P asks of a question. */
  ServiceScale.prototype.getAnswerGiven = function () { return this.finished; };
  ServiceScale.prototype.getMaxScore = function () { return this.params.practice.items.length; };
  ServiceScale.prototype.getScore = function () {
    var given = this.answers().practice;
    return this.params.practice.items.filter(function (item, place) { return given[place] === item.step; }).length;
  };
  ServiceScale.prototype.showSolutions = function () { this.showFeedback(); };
  ServiceScale.prototype.resetTask = function () {
    this.finished = false;
    this.draw();
    this.form.elements[0].focus();
  };

  function element(name, text, properties) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    return Object.assign(made, properties);
  }

  function labelled(text, input) {
    var label = element('label', text);
    label.htmlFor = input.id;
    var field = element('div');
    field.appendChild(label);
    field.appendChild(input);
    return field;
  }

  function filled(text, values) {
    return text.replace(/@(\w+)/g, function (whole, name) { return name in values ? values[name] : whole; });
  }

  return ServiceScale;
})();
