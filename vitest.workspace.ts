import { defineConfig } from "vitest/config"

/** Workspace packages are tested from their sources: the condition picks `src` over `dist` in their `exports`. */
const conditions = ["@effect-persona/source", "node", "import", "module", "default"]

const project = (name: string, root: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    name,
    root,
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    // Importing Effect and the sources for each file took a third of the time. No test changes what another one sees.
    isolate: false,
    testTimeout: 30_000
  }
})

export default defineConfig({
  test: {
    // Tests of the command mostly wait for the processes that they start.
    maxWorkers: 2,
    projects: [
      project("core", "packages/core"),
      project("sandbox", "packages/sandbox"),
      project("importer", "packages/importer"),
      project("cli", "packages/cli"),
      project("test", "test")
    ]
  }
})
