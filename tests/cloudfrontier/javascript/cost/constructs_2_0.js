//// let and const
const a = []; for (let i = 0; i < 3; i++) { a.push(() => i); } { let a = 1; }
r.x = a.map((f) => f()); return r;

//// lexical cases
switch (r.uri) { case '/': { const x = 1; r.x = x; } default: let y = 2; r.y = y; } return r;

//// separators
r.x = 1_000 + 1; return r;

//// nullish
r.x = [null ?? 'a', undefined ?? r.uri + 'b', 0 ?? r.a.b]; return r;

//// replaceAll
r.x = 'a.b.c'.replaceAll('.', '-'); r.y = Array.from('ab'); r.z = Array.of(1); return r;

//// typed arrays
var u = new Uint8Array([3, 1, 2]); r.x = [u.length, u.indexOf(2), Array.from(u.map((x) => x + 1))];
return r;

//// base64
r.x = btoa('ab' + 'c') + atob('YWJj'); return r;

