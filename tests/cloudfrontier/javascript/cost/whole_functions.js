//// var handler
var handler = function (e) { return e.request; };

//// const handler
const handler = (e) => e.request;

//// let handler
let n = 0; let handler = (e) => { n += 1; e.request.x = n; return e.request; };

//// global.handler
global.handler = (e) => e.request;

//// this.handler
this.handler = function (e) { return e.request; };

//// an import
import crypto from 'crypto';
function handler(e) { e.request.x = typeof crypto.createHash; return e.request; }

//// two imports
import q from 'querystring'; import c from 'crypto';
function handler(e) {
    e.request.x = q.escape('a b');
    e.request.y = c.createHash('md5').update('a').digest('hex');
    return e.request;
}

//// a hashbang
#!/usr/bin/njs
function handler(e) { return e.request; } // the end

//// directives
'use strict';
var table = {a: 'b' + 'c'};
function handler(e) { 'use strict'; e.request.x = table; return e.request; }

//// an import after a throw
if (true) { var x = 1; } else { throw 1; }
import c from 'crypto';
function handler(e) { return e.request; }

//// a handler that calls itself
var n = 0;
function handler(e) { n += 1; if (n < 3) { return handler(e); } e.request.n = n; return e.request; }

//// a handler that looks for itself
function handler(e) { e.request.x = globalThis.handler === handler; return e.request; }

//// a cache
var cache;
function handler(e) { cache = cache || e.request.uri; e.request.x = cache; return e.request; }

//// a builtin of its own
String.prototype.shout = function () { return this + '!'; };
function handler(e) { e.request.x = 'a'.shout(); return e.request; }

//// chance
function handler(e) { e.request.x = Math.random() + Math.random(); return e.request; }

//// two handlers
function handler(e) { return e.request; }
function handler(e) { e.request.x = 2; return e.request; }

