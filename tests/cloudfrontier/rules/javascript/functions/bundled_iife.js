"use strict";
(() => {
  var __defProp = Object.defineProperty;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };

  // src/paths.ts
  var paths_exports = {};
  __export(paths_exports, {
    clean: () => clean
  });
  function clean(path) {
    return path.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
  }

  // src/index.ts
  function main(event) {
    var request = event.request;
    var cleaned = paths_exports.clean(request.uri);
    if (cleaned !== request.uri) {
      return { statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: cleaned } } };
    }
    return request;
  }
  global.handler = main;
})();
