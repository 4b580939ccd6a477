// An organisation's own sign-in for the tests: oidc-provider as it is, strict about PKCE, with a few invented people.
// Its settings come as JSON in the first argument; it prints its address when it answers, and ends with its caller.

import http from "node:http";
import { Provider } from "oidc-provider";

const { client, people } = JSON.parse(process.argv[2]);
const server = http.createServer();

server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ ...client, token_endpoint_auth_method: "client_secret_basic" }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ["for tests only"] },
    findAccount: async (_, sub) => people[sub] && { accountId: sub, claims: async () => ({ sub, ...people[sub] }) },
  });
  server.on("request", provider.callback());
  console.log(issuer);
});

process.stdin.on("end", () => process.exit(0)).resume();
