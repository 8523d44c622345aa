// Says at once whether the port of the sample server is taken, and what the wait is for.
const port = Number(process.argv[2]);
const server = require("net").createServer();
server.once("error", () => {
  console.error(`port ${port} is taken; choose another one: mvn -q -Prun verify -Dport=${port + 1}`);
  process.exit(1);
});
server.listen(port, "127.0.0.1", () =>
  server.close(() => console.log("Building the pack and its page; the first time this takes about two minutes ...")),
);
