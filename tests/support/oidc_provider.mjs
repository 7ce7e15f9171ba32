// The certified OpenID Connect provider of npm (`oidc-provider`) on the loopback, for tests of signing in.
//
// `node oidc_provider.mjs FOLDER`: FOLDER holds node_modules. Each line of stdin is what the provider is to
// be from now on, as JSON, and is answered by one line; the first is answered when the port is open.
//   clients, jwks   of the configuration of oidc-provider
//   mode            "up"; "down": connections are cut; "slow": nothing is answered;
//                   "drip": headers come byte by byte and do not end
// What it has stored (sessions, codes, refresh tokens) outlives such a change, but not the process.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [folder] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(`${folder}/node_modules/oidc-provider/lib/index.js`));

const people = {
  mira: { email: 'mira@shop.example', email_verified: true, groups: ['staff', 'others'] },
  noa: { email: 'noa@shop.example', email_verified: false, groups: [] },
};

let mode = 'up';
let answer;

function drip(socket) {
  socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
  const timer = setInterval(() => socket.write('x'), 200);
  socket.on('close', () => clearInterval(timer));
  socket.on('error', () => {});
}

const server = createServer((request, response) => {
  if (mode === 'down') request.socket.destroy();
  else if (mode === 'drip') drip(request.socket);
  else if (mode === 'up') answer(request, response);
});

function become({ clients, jwks, mode: wanted }) {
  const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
    clients,
    jwks,
    ttl: { Interaction: 600, Session: 3600, Grant: 3600 },
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    // what the edge keeps of a visitor comes from the ID token alone
    conformIdTokenClaims: false,
    clientBasedCORS: () => false,
    cookies: { keys: ['a key of tests'] },
    features: { rpInitiatedLogout: { enabled: true } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
  });
  answer = provider.callback();
  mode = wanted;
  return { issuer: provider.issuer };
}

server.listen(0, '127.0.0.1', () => {
  createInterface({ input: process.stdin })
    .on('line', (line) => console.log(`> ${JSON.stringify(become(JSON.parse(line)))}`))
    .on('close', () => process.exit(0));
});
