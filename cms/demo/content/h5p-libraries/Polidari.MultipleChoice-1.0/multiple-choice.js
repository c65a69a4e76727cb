/* A question with one or several right answers; an answer's id in statements and state is its place in the parameters. */
window.Polidari.MultipleChoice = (function (Task) {
  'use strict';

  class MultipleChoice extends Task {
    constructor(params, contentId, extras) {
      super('multiple-choice', params, contentId, extras);
      this.behaviour = Object.assign({ choice: 'auto', shuffle: true, singlePoint: false }, this.behaviour);
      this.right = params.answers.map((answer, place) => place).filter((place) => params.answers[place].correct);
      const choice = this.behaviour.choice;
      this.single = choice === 'single' || (choice === 'auto' && this.right.length === 1);
    }

    drawSheet() {
      const group = Task.element('div');
      const question = Task.element('div', '', { id: this.prefix + 'question', className: 'multiple-choice-question' });
      const hint = Task.element('p', this.single ? this.texts.choose : this.texts.chooseAll, { id: this.prefix + 'hint' });
      // The question may hold markup, which the filter has cleaned.
      question.innerHTML = this.params.question;
      group.setAttribute('role', this.single ? 'radiogroup' : 'group');
      group.setAttribute('aria-labelledby', question.id);
      group.setAttribute('aria-describedby', hint.id);
      this.places = [];
      this.order().forEach((place) => group.append(this.answer(place)));
      this.form.append(question, hint, group);
    }

    order() {
      const places = this.params.answers.map((answer, place) => place);
      if (this.behaviour.shuffle) { H5P.shuffleArray(places); }
      return places;
    }

    answer(place) {
      const box = Task.element('div', '', { className: 'multiple-choice-answer' });
      const label = Task.element('label');
      const kind = this.single ? 'radio' : 'checkbox';
      const input = Task.element('input', '', { type: kind, name: 'answer', value: String(place) });
      label.append(input, Task.element('span', this.params.answers[place].text));
      const feedback = this.feedback();
      feedback.id = this.prefix + 'feedback-' + place;
      input.setAttribute('aria-describedby', feedback.id);
      this.places[place] = { input: input, feedback: feedback };
      box.append(label, feedback);
      return box;
    }

    answers() {
      return this.params.answers.map((answer, place) => place).filter((place) => this.places[place].input.checked);
    }

    fill(answers) {
      this.places.forEach((one, place) => { one.input.checked = answers.includes(place); });
    }

    firstMissing() {
      return this.answers().length ? undefined : this.form.querySelector('input');
    }

    showFeedback(solved) {
      const texts = this.texts;
      this.params.answers.forEach((answer, place) => {
        const said = answer.feedback || {};
        const spot = this.places[place].feedback;
        if (this.places[place].input.checked) {
          this.say(spot, answer.correct ? 'right' : 'wrong', [answer.correct ? texts.right : texts.wrong, said.chosen]);
        } else if (solved && (answer.correct || said.notChosen)) {
          this.say(spot, 'solution', [answer.correct ? texts.solution : '', said.notChosen]);
        } else {
          this.say(spot);
        }
      });
    }

    showResult(section) {
      const values = { score: this.getScore(), most: this.getMaxScore() };
      section.append(Task.element('p', Task.filled(this.texts.score, values)));
    }

    getMaxScore() {
      return this.single || this.behaviour.singlePoint ? 1 : Math.max(1, this.right.length);
    }

    getScore() {
      const chosen = this.answers();
      const right = chosen.filter((place) => this.right.includes(place)).length;
      const wrong = chosen.length - right;
      if (this.single) { return right; }
      if (this.behaviour.singlePoint) { return right === this.right.length && !wrong ? 1 : 0; }
      return Math.max(0, right - wrong);
    }

    interaction() {
      return {
        interactionType: 'choice',
        description: this.worded(Task.element('div', '', { innerHTML: this.params.question }).textContent),
        choices: this.params.answers.map((answer, place) => ({ id: String(place), description: this.worded(answer.text) })),
        // Where one may be chosen, each right answer is right by itself.
        correctResponsesPattern: this.single ? this.right.map(String) : [this.right.join('[,]')]
      };
    }

    response() { return this.answers().join('[,]'); }
  }

  return MultipleChoice;
})(window.Polidari.Task);
