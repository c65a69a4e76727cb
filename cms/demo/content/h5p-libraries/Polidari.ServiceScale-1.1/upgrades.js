/* Brings the parameters of earlier versions up to this one. */
var H5PUpgrades = H5PUpgrades || {};

H5PUpgrades['Polidari.ServiceScale'] = (function () {
  'use strict';

  /* One feedback for every answer, now one for the right and one for the wrong. */
  function feedbacks(item) {
    if (typeof item.feedback === 'string') {
      item.feedback = { right: item.feedback, wrong: item.feedback };
    }
  }

  return {
    1: {
      1: {
        /* 1.0 showed the solution at once, always could be begun again and asked for all of the learner's services. */
        contentUpgrade: function (parameters, finished, extras) {
          var texts = parameters.l10n || {};
          ((parameters.practice || {}).items || []).forEach(feedbacks);
          if (parameters.own && parameters.own.required === undefined) {
            parameters.own.required = true;
          }
          parameters.behaviour = parameters.behaviour || { passPercentage: 100, solution: 'atOnce', enableRetry: true };
          // The button was called finish when it was the only one.
          if (texts.finish !== undefined) {
            texts.check = texts.finish;
            delete texts.finish;
          }
          finished(null, parameters, extras);
        }
      }
    }
  };
})();
