/** The used exports of undici, by name: bundlers cannot see the names of a CommonJS module that is loaded on demand. */
export { Agent } from "undici"
