/* Before an editor saves a question: what it must hold, and the most points it can give. */
var H5PPresave = H5PPresave || {};

H5PPresave['Polidari.MultipleChoice'] = function (content, finished) {
  'use strict';
  var presave = H5PEditor.Presave;
  var answers = content && Array.isArray(content.answers) ? content.answers : [];
  var right = answers.filter(function (answer) { return answer.correct; }).length;
  if (!right) {
    throw new presave.exceptions.InvalidContentSemanticsException('Polidari.MultipleChoice needs a right answer');
  }
  var behaviour = content.behaviour || {};
  var single = behaviour.choice === 'single' || (behaviour.choice !== 'multiple' && right === 1);
  var most = single || behaviour.singlePoint ? 1 : right;
  presave.validateScore(most);
  finished({ maxScore: most });
};
