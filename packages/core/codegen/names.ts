/** How things of the document are called in TypeScript. */
import { camelCase } from "../src/internal/wire/wireName.ts"
import { Refusal } from "./document.ts"

/** Operations whose name does not follow from method and path. */
const exceptions: Readonly<Record<string, string>> = {
  "import-inquiry-template-translations": "importTranslations",
  "create-authorization": "createAuthorization",
  "create-access-token": "createAccessToken",
  "download-a-file": "download"
}

/** Tags whose path names the kind of object alone, so that `create` needs other words. */
const phrases: Readonly<Record<string, (kind: ReadonlyArray<string>) => string>> = {
  Lists: (kind) => `create${pascalCase(kind.map(singular))}List`,
  Importers: (kind) => `import${pascalCase(kind.filter((word) => word !== "list" && word !== "item"))}`
}

const reserved = new Set([
  "default",
  "delete",
  "export",
  "function",
  "import",
  "in",
  "new",
  "return",
  "void",
  "with"
])

/** The type identifier of a schema component: `list-item-country` becomes `ListItemCountry`. */
export const typeName = (component: string): string => pascalCase(component.split("-"))

/** The module of a tag: `API Keys` becomes `ApiKeys`. */
export const moduleName = (tag: string): string => pascalCase(tag.split(" ").map(plainWord))

/** An all-capitals word is written like any other; `OAuth` keeps its form. */
const plainWord = (word: string): string => (/^[a-zA-Z][A-Z]+$/.test(word) ? word.toLowerCase() : word)

export const pascalCase = (words: ReadonlyArray<string>): string =>
  words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")

/**
 * The function of an operation, by method and path: `POST /accounts` is `create`, `POST /accounts/{id}/add-tag`
 * is `addTag`. What the path names beyond the tag is added: `POST /list-item/countries` is `createCountry`.
 */
export const functionName = (operation: {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly tag: string
}): string => {
  const name = exceptions[operation.id] ?? ruledName(operation)
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name) || reserved.has(name)) {
    throw new Refusal(`${operation.id} would be called ${name}; add it to the exceptions`)
  }
  return name
}

const ruledName = ({ id, method, path, tag }: Parameters<typeof functionName>[0]): string => {
  const { collection, action, single } = partsOf(path)
  const tagWords = wordsOf(moduleWords(tag))
  const rest = collection
    .flatMap((segment) => segment.split("-"))
    .filter((word) => !tagWords.has(singular(word)))
  const kind = pascalCase(rest.map(singular))
  if (action === undefined) {
    switch (method) {
      case "GET":
        return single ? `retrieve${kind}` : `list${pascalCase(rest)}`
      case "POST":
        return rest.length > 0 && phrases[tag] !== undefined ? phrases[tag](rest) : `create${kind}`
      case "PATCH":
        return `update${kind}`
      default:
        // DELETE redacts or archives: the vendor's own verb says which.
        return `${id.split("-")[0]}${kind}`
    }
  }
  if (method !== "GET") return camelCase(action) + kind
  const verb = id.split("-").find((word) => ["list", "retrieve", "print"].includes(word)) ?? "retrieve"
  return verb === action ? verb : verb + pascalCase(action.split("-"))
}

/** `/accounts/{account-id}/add-tag` has the collection `accounts` and the action `add-tag`. */
const partsOf = (path: string) => {
  const segments = path.split("/").slice(1)
  const parameter = segments.findIndex((segment) => segment.startsWith("{"))
  if (parameter >= 0) {
    return { collection: segments.slice(0, parameter), action: segments[parameter + 1], single: true }
  }
  const [first = "", second] = segments
  return first.endsWith("s") && second !== undefined
    ? { collection: [first], action: second, single: false }
    : { collection: segments, action: undefined, single: false }
}

const moduleWords = (tag: string): ReadonlyArray<string> => tag.toLowerCase().split(" ")

const wordsOf = (words: ReadonlyArray<string>): ReadonlySet<string> => new Set(words.map(singular))

/** The singular of the plurals that occur in paths. */
const singular = (word: string): string =>
  word.endsWith("ies") && word !== "selfies"
    ? `${word.slice(0, -3)}y`
    : word.endsWith("sses")
      ? word.slice(0, -2)
      : word.endsWith("s") && !word.endsWith("ss")
        ? word.slice(0, -1)
        : word

const spelling: Readonly<Record<string, string>> = {
  aamva: "AAMVA",
  api: "API",
  ecbsv: "eCBSV",
  id: "ID",
  ip: "IP",
  nfc: "NFC",
  pdf: "PDF",
  tin: "TIN"
}

/** Operations whose id says something else, or not enough. */
const titles: Readonly<Record<string, string>> = {
  "add-persona-objects": "Add objects to a case",
  "add-tag": "Add a tag to a case",
  "create-a-strings-list": "Create a string list",
  "import-an-account": "Import accounts",
  "remove-persona-objects": "Remove objects from a case",
  "remove-tag": "Remove a tag from a case",
  "report-action-pause-continuous-monitoring": "Pause the continuous monitoring of a report",
  "report-action-re-run-report": "Run a report again",
  "report-action-resume-continuous-monitoring": "Resume the continuous monitoring of a report",
  "retrieve-a-email-address-verification": "Retrieve an email address verification",
  "set-tags": "Set all tags of a case"
}

/** What an operation does, made of its id: `create-an-account` becomes `Create an account`. */
export const title = (id: string): string => {
  const known = titles[id]
  if (known !== undefined) return known
  const words = id
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split("-")
  const subject = ["accounts", "inquiries", "reports", "transactions"].includes(words[0] ?? "")
    ? words.shift()
    : undefined
  const sentence = [...words, ...(subject === undefined ? [] : [`(${subject})`])]
    .map((word) => spelling[word] ?? word)
    .join(" ")
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** Fails when two members of one object would have the same TypeScript name. */
export const checkMembers = (wires: ReadonlyArray<string>, where: string): void => {
  const seen = new Map<string, string>()
  for (const wire of wires) {
    const name = camelCase(wire)
    const other = seen.get(name)
    if (other !== undefined) throw new Refusal(`${where}: ${other} and ${wire} would both be called ${name}`)
    seen.set(name, wire)
  }
}
