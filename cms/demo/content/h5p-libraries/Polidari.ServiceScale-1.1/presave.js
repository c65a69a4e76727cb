/* Before an editor saves an exercise: that it has practice services, each of which gives a point. */
var H5PPresave = H5PPresave || {};

H5PPresave['Polidari.ServiceScale'] = function (content, finished) {
  'use strict';
  var presave = H5PEditor.Presave;
  var items = content && content.practice && content.practice.items;
  if (!Array.isArray(items) || !items.length) {
    throw new presave.exceptions.InvalidContentSemanticsException('Polidari.ServiceScale needs a practice service');
  }
  presave.validateScore(items.length);
  finished({ maxScore: items.length });
};
