//// async
const a = await one(); r.x = a + (await one()); return r;

//// await in conditions
if (await one()) { r.x = (await one()) ? `${await one()}` : 0; } return r;

//// await in loops
let n = 0; for (let i = 0; i < 3; i++) { n += await i; } while ((await n) < 9) n++; r.x = n;
return r;

//// rejections
try { await Promise.reject(new Error('no')); } catch (e) { r.x = e.message; } finally { r.y = 1; }
return r;

//// a rejection
throw new Error('no');

//// combinators
r.x = await Promise.all([one(), 2]); r.y = await one().then((v) => v + 1); return r;

//// returned promises
return one().then(() => r);

