// Preloaded into services that would listen on every interface: tests stay on this host.
const { Server } = require("node:net");

const listen = Server.prototype.listen;
Server.prototype.listen = function (...args) {
  if (typeof args[0] === "object" && args[0] !== null && "port" in args[0]) {
    args[0] = { ...args[0], host: "127.0.0.1" };
  } else if (typeof args[0] === "number") {
    args = [{ port: args[0], host: "127.0.0.1" }, ...args.filter((arg) => typeof arg === "function")];
  }
  return listen.apply(this, args);
};
