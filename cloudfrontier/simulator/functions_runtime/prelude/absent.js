// Deletes what this engine has and CloudFront's has not: `removals` is `owner:name,name` parted by `|`.
(function (load, tools) {
    "use strict";

    tools.given.removals.split("|").forEach(function (line) {
        var parts = line.split(":");
        var owner = tools.compile(parts[0]);
        parts[1].split(",").forEach(function (name) { delete owner[name]; });
    });
})
