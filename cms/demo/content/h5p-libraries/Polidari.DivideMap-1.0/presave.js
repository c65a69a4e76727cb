/* Before an editor saves a map: that each place is used once, and that each region gives a point. */
var H5PPresave = H5PPresave || {};

H5PPresave['Polidari.DivideMap'] = function (content, finished) {
  'use strict';
  var presave = H5PEditor.Presave;
  var regions = content && Array.isArray(content.regions) ? content.regions : [];
  var places = regions.map(function (region) { return region.place; });
  var twice = places.some(function (place, number) { return places.indexOf(place) !== number; });
  if (!regions.length || twice) {
    throw new presave.exceptions.InvalidContentSemanticsException('Polidari.DivideMap needs regions, each on a place of its own');
  }
  presave.validateScore(regions.length);
  finished({ maxScore: regions.length });
};
