//// assignments
var a = 1, b; b = a += 2; a -= 1; a *= 3; a /= 2; a %= 5; a <<= 2; a >>= 1; a >>>= 0; a &= 7;
a |= 8; a ^= 3; r.x = [a, b]; return r;

//// appending
r.x = 'a'; r.x += 'b'; r['x'] += r.uri; var i = 0; var l = ['p']; l[i++] += 'q'; r.l = l; r.i = i;
return r;

//// sums of anything
r.x = [1 + 2, '1' + 2, 1 + '2', null + 1, undefined + 'a', [1] + [2], {} + '', +'3' + 1]; return r;

//// sums of objects
var log = []; var o = {valueOf: function () { log.push('v'); return 2; },
toString: function () { log.push('s'); return 't'; }}; r.x = [o + 1, o + 'a', `${o}`]; r.log = log;
return r;

//// sums in order
var log = []; function f(n) { log.push(n); return n; } r.x = f('a') + f('b') + (f('c') + f('d'));
r.log = log; return r;

//// comments between
r.x = 'a' /* + */ + // plus
 'b' + /* ( */ ('c' + 'd'); return r;

//// conditions
r.x = r.a ? 1 : r.uri ? 2 : 3; r.y = (r.a ? 'a' : 'b') + 'c'; return r;

//// short circuits
r.x = [r.a && r.a.b, r.a || 'none', r.a && 1 || r.uri && 2, 0 || (1, 2)]; return r;

//// else if
if (r.a) r.x = 1; else if (r.b) r.x = 2; else if (r.uri) r.x = 3; else r.x = 4; return r;

//// else if with sums
if (r.a + 'a' === 'b') { r.x = 1; } else if (r.uri + 'a' === '/a') { r.x = 2; } return r;

//// dangling else
if (r.uri) if (r.a) r.x = 1; else r.x = 2; return r;

//// loops
var n = 0; for (var i = 0; i < 5; i++) n += i; for (;;) { if (n > 20) break; n += 7; }
while (n < 40) n += 3; do n -= 1; while (n > 35); r.x = n; return r;

//// empty loops
var i = 0; for (; i < 3; i++); while (i++ < 6); do ; while (i++ < 9); r.x = i; return r;

//// for in
var names = []; for (var k in {a: 1, b: 2}) names.push(k); for (var k in 'ab') { names.push(k); }
r.x = names; return r;

//// labels
var n = 0; outer: for (var i = 0; i < 3; i++) { for (var j = 0; j < 3;
j++) { if (j === 1) continue outer; if (i === 2) break outer; n += 1; } } done: { if (n) break done;
n = 99; } r.x = n; return r;

//// switches
function f(v) { switch (v) { case 'a': case 'b': return 1; case 'c' + 'd': { v = 2; }
case 3: v += 1; break; default: v = 'none'; case 9: v += '!'; } return v; } r.x = ['a', 'b', 'cd',
3, 4, 9].map(f); return r;

//// switch without cases
switch (r.uri) { } r.x = 1; return r;

//// exceptions
var log = []; function f(v) { try { log.push('t'); if (v) throw new Error('no'); return 'r'; }
catch (e) { log.push(e.message); return 'c'; } finally { log.push('f'); } } r.x = [f(0), f(1)];
r.log = log; return r;

//// an error that is caught
try { r.a.b = 1; } catch (e) { r.x = e instanceof TypeError; } return r;

//// functions
var f = function g(n) { return n < 1 ? 0 : n + g(n - 1); }; r.x = f(4); r.name = f.name; return r;

//// names of functions
var f = function () {}; var o = {m: function () {}, n: () => 1}; var h = (() => 2); r.x = [f.name,
o.m.name, o.n.name, h.name, f.length]; return r;

//// arrows
var f = (x) => x + 'a', g = x => ({y: x}), h = () => { return [1]; }, k = (x) => (1, x);
r.x = [f('b'), g(1), h(), k(4)]; return r;

//// arrows of arrows
var f = a => b => c => a + b + c; r.x = f('1')('2')('3'); return r;

//// rest parameters
function f(a, ...rest) { return a + rest.length + rest.join(); } r.x = f('a', 1, 2); return r;

//// arguments
function f() { return arguments.length + arguments[0]; } r.x = f('a', 'b'); return r;

//// methods
var o = {n: 2, m() { return this.n; }, get g() { return this.n + 1; }, set g(v) { this.n = v; },
['k' + 1]: 3}; o.g = 5; r.x = [o.m(), o.g, o.k1]; return r;

//// shorthand
var a = 1; r.x = {a}; return r;

//// new
function P(a) { this.a = a; } P.prototype.b = function () { return this.a + 1; }; var p = new P(2);
r.x = [p.b(), p instanceof P, new Date(0).getTime(), new Array(3).length, new P]; return r;

//// templates
r.x = `a${r.uri}b${1 + 1}${`c${'d' + 'e'}`}`; r.y = ``; r.z = `line
line`; return r;

//// tagged templates
function tag(parts, a) { return parts.join('|') + a; } r.x = tag`a${'b' + 'c'}d`; return r;

//// regular expressions
var p = /(\d+)-(\w)/g; r.x = '1-a 22-b'.replace(p, '$2$1'); r.y = p.exec('x 3-c');
r.z = [p.lastIndex, /a/.test('b'), 'a1b2'.split(/\d/), 'aXbX'.match(/X/g), 'abc'.search(/c/)];
return r;

//// new patterns
var p = new RegExp('^a+', 'i'), q = RegExp('b'); r.x = [p.test('AAB'), q.source,
p instanceof RegExp, p.constructor === RegExp]; return r;

//// replacing by functions
r.x = 'a-b'.replace(/[ab]/g, function (m, at, all) { return m + at + all.length; });
r.y = 'aa'.replace('a', (m) => m + '!'); return r;

//// builtins of texts
var s = ' Abc,dEf '; r.x = [s.trim(), s.toLowerCase(), s.slice(1, -1), s.substr(2, 2),
s.indexOf('d'), s.lastIndexOf(','), s.includes('z'), s.startsWith(' A'), s.padEnd(12, '.'),
s.repeat(2), s.charCodeAt(1), s.concat(1, 'a'), s.split(','), s.split('', 2), s.charAt(1),
s.replace(',', '$&$&')]; return r;

//// builtins of lists
var l = [3, 1, 2]; r.x = [l.slice().sort(), l.concat([4], 5), l.map((x) => x * 2),
l.filter((x) => x > 1), l.find((x) => x > 1), l.findIndex((x) => x > 9), l.some((x) => x > 2),
l.every((x) => x), l.reduce((a, x) => a + x, ''), l.indexOf(2), l.includes(7), l.join('-'),
l.reverse(), l.push(9), l.pop(), l.shift(), l.unshift(0), l.splice(1, 1), l.fill(1), String(l),
l.sort(function (a, b) { return b - a; })]; return r;

//// callbacks
var seen = []; [1, 2].forEach(function (x, at, all) { seen.push([x, at, all.length, this.k]); },
{k: 7}); r.x = seen; r.y = ['1', '2', '3'].map(parseInt); return r;

//// builtins of objects
var o = {b: 1, a: 'x'}; r.x = [Object.keys(o), Object.entries(o), Object.values(o),
Object.assign({c: 1}, o, null), JSON.parse(JSON.stringify({o: o, u: undefined})),
o.hasOwnProperty('a'), Object.getOwnPropertyNames(o), Object.freeze(o) === o]; return r;

//// coding
r.x = [encodeURIComponent('a b&ü'), decodeURIComponent('%C3%BC'), parseInt('12', 8),
parseFloat('1.5'), isNaN('a'), Number('3'), String(4), (5).toString(2), (1.256).toFixed(2),
Math.max(1, 2), Math.random()]; return r;

//// caught coding errors
try { decodeURIComponent('%zz'); } catch (e) { r.x = e.name + e.message; } return r;

//// shapes of builtins
r.x = [''.replace.name, ''.replace.length, [].map.length, Math.max.name, [].find.name,
[].find.length, JSON.parse.name, RegExp('a').exec.name]; for (var k in []) { r.enumerable = k; }
return r;

//// dates
r.x = [Date.now(), new Date().toISOString(), new Date(2020, 1, 2).getTime(), typeof Date()];
return r;

//// operators
r.x = [typeof nothing, typeof r, void 0, delete r.gone, 'uri' in r, !r, -1, ~1, 2 ** 3, 7 & 3,
1 < 2]; return r;

//// sequences
var a = (1, 2, 'x' + 'y'); for (var i = 0, j = 9; i < j; i++, j--) ; r.x = [a, i, j]; return r;

//// no semicolons
var a = 'b'
var f = function () { return a + 'c' }
r.x = f()
if (a) r.y = a + 'd'
else r.z = 1
return r

//// crypto
var c = require('crypto');
r.x = c.createHash('sha256').update('a').update('b').digest('hex') + c.createHmac('md5',
'key').update(r.uri).digest('base64'); return r;

//// a query
var q = require('querystring'); r.x = q.parse('a=1&b=2&a=3'); r.y = q.stringify({c: [1, 'ü']});
return r;

//// logs
console.log('a' + 1); console.log({a: 1}); console.log(); return r;

//// nothing


//// a number
return 1 + 2;

//// a throw
throw new Error('no' + 1);

//// deep
return ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((r))))))))))))))))))))))))))))))))))))))))))))))))))))))))))));

