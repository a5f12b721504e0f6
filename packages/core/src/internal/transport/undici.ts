/** What is used of undici, by name: bundlers cannot see the names of a CommonJS module that is loaded when it is needed. */
export { Agent } from "undici"
