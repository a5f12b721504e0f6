/**
 * The complete list of the sandbox's choices where the vendor's documents are silent or contradictory. A client that
 * relies on one of them relies on a guess: if a real environment behaves otherwise, the environment is right.
 */

export interface Assumption {
  /** The subject. */
  readonly topic: string
  /** What the sandbox does. */
  readonly choice: string
}

const about = (topic: string, ...choices: ReadonlyArray<string>): ReadonlyArray<Assumption> =>
  choices.map((choice) => ({ topic, choice }))

/** Every choice of the sandbox. */
export const assumptions: ReadonlyArray<Assumption> = [
  ...about(
    "versions",
    "A Persona-Version that is neither in the documents nor in a published file answers 400.",
    "All versions, older ones included, get the shape of 2025-10-27 and later.",
    "A Key-Inflection other than camel, kebab or snake answers 400; keys of error bodies are single words and stay."
  ),
  ...about(
    "permissions",
    "Reading needs <resource>.read, everything else <resource>.write; list items go by list, rate limits need none.",
    "A missing permission is found out behind the idempotency layer, so its 403 is stored."
  ),
  ...about(
    "idempotency",
    "Parameters are method, path, query and parsed body; headers and the order of keys in the body do not count.",
    "Of a multipart body every byte counts, the boundary included.",
    "Keys belong to the environment. An empty key is none. PATCH is not protected.",
    "Every answer but 401 and 429 is stored, 403, 404, 409, 422 and JSON 5xx included.",
    "While the first request with a key is under way another one answers 409, which is not stored.",
    "A replay repeats status and body; its Request-Id is new, and it counts against the rate limit."
  ),
  ...about(
    "rate limit",
    "The default limit of a sandbox environment is 300 requests per 60 seconds, GET /rate-limits included.",
    "Requests refused with 429 or 401 do not count. There is no Retry-After. A key has no limit of its own.",
    "There are no product quotas; a 429 for one can be had as a fault."
  ),
  ...about(
    "requests",
    "A missing attribute or one of the wrong JSON type answers 400, an ill-formed value 422, both with source.pointer.",
    "Unknown attributes and unknown query parameters are ignored; an unknown filter answers 400.",
    "An absent body and an empty object mean the same. A path that does not exist answers 404, whatever the method.",
    "An include that a resource does not offer answers 400; list calls offer none.",
    "A body over the server's limit answers 413."
  ),
  ...about(
    "pages",
    "A size outside 1 to 100, both cursors at once, and a cursor that does not exist answer 400.",
    "Links keep the other parameters of the query."
  ),
  ...about(
    "accounts",
    "Reference ids are compared in lower case within an account type, and must not be empty.",
    "filter[reference-id] takes up to 100 ids, looks in all account types, and compares in lower case.",
    'The default account type is "User", the default status "active"; an unknown type or status answers 422.',
    "upsert-by takes reference-id or reference_id, answers 201 when it creates and 200 when it updates, and changes only what was sent.",
    "Custom fields of any key are accepted. Their type is that of the account type's schema, or what the JSON type suggests.",
    "Personal data under fields is taken nested (name: {first}) and as flat snake_case keys (name_first); null clears a value.",
    "A social security number becomes the identification number of class ssn and country US; country-code becomes a part of the address.",
    "A redacted account keeps its id, reference id, tags and status, is still listed, can be updated, and answers 409 to another redaction.",
    "PATCH with tags replaces the whole set. A photo is kept as a file without its bytes."
  ),
  ...about(
    "tags",
    "A tag is created by its first use and stays active; the limit of 1000 is counted per environment, and 422 creates none."
  ),
  ...about(
    "lists",
    "Two lists may have the same name. A name is required.",
    "Archiving an archived list or item answers 409. Archiving a list leaves its items as they are.",
    "relationships.list-items is always empty."
  ),
  ...about(
    "list items",
    "A new item is pending in its answer and active at once, or after activationDelayMillis.",
    "Only active items of the same list refuse a duplicate; pending and archived ones do not.",
    "A missing or unknown list-id answers 404; a list of another kind and an archived list answer 422.",
    "Equality: strings, fingerprints and field values exactly; e-mail addresses and domains without regard to case within a match type.",
    "Equality: phone numbers by their digits; IP addresses by their text in lower case, so two spellings of an address differ.",
    "Equality: country codes in upper case; names and government-ID numbers (class and number) without regard to case.",
    "Equality: geolocations by latitude, longitude and the radius rounded to whole meters.",
    "match-type is email_address when left out. A name needs a first or a last name. IP addresses may be CIDR ranges.",
    "The creator is the API key, or the importer. Device-fingerprint items have the prefix lidf_, string items lin_ like names.",
    'The 409 of kinds other than names begins with "Value", "Country code" or "Location" in place of "Name".'
  ),
  ...about(
    "batch jobs",
    "Jobs go on side by side, in slices of 250 rows, at 1000 rows a second each. The first answer says pending, later ones do not.",
    "A row does what a single create or update would do, in the order of the rows; it changes only what was sent.",
    "More than 1000 rows, or none, answer 422, and so does an upsert that names no account type, here or in every row.",
    "An update by reference id that names no account type looks in all of them; a row that fits several accounts is refused.",
    "Keys of a row that are no attributes are custom fields. No value is an object; tags are an array, or names joined by commas.",
    "A row's error message can hold a value of the row: it names the id for which there is no record.",
    "emit-events is about the tags that updates add or remove; account.updated-fields is never sent. A killed job leaves no event.",
    "run-count is 1 once a job has started. The errors of an errored job have meta.errors with a title; otherwise meta is empty.",
    "An upsert writes the reference id as the row spells it, where that differs in casing from what is there.",
    "The permissions are batch_job.read and batch_job.write; no other one is asked for."
  ),
  ...about(
    "importers",
    "A file has at most 1000 rows (422) and 1,000,000 bytes (413), in UTF-8 with or without a byte order mark, after RFC 4180.",
    "A header row is needed, in any order; an unknown or repeated column, a broken quote and another encoding answer 422.",
    "Parts are named as in the cookbook; a part data with JSON beside any part with a file will do, and so will a JSON body.",
    "An empty cell is not sent, tags are names joined by commas. A row with too few or too many cells counts as an error.",
    "A duplicate is a row whose reference id or active item exists, or is in an earlier row of the file; nothing is updated.",
    "Accounts get the default account type. A row without a reference id makes an account every time.",
    "Rows are worked on as those of a batch job, the counts growing; ready says that all were, errored that the file was given up.",
    "A list-id is refused as for list items. Where the list is archived meanwhile, the rows that are left count as errors."
  ),
  ...about(
    "account actions",
    "Consolidation and the redaction of what belongs to an account happen after the answer, at the next look or after backgroundDelayMillis.",
    "A consolidated account takes no new inquiries and reports: 422. To consolidate it again, or into it, answers 409.",
    "account.consolidated and account.archived are about the source, account.consolidated-with is about the destination.",
    "Any key relates accounts; a related transaction is not looked for. The relations come on one page, the newest first."
  ),
  ...about(
    "inquiries",
    "Templates are not made through the API, so any id with the prefix itmpl_, itmplv_ or tmpl_ names one; without any the answer is 400.",
    "start leads from created; complete, fail and expire from created and pending; mark-for-review from what is not decided.",
    "approve and decline lead from everywhere, a decision included. A transition to the status that is there answers 409.",
    "resume changes the status only of expired inquiries. Simulated actions that a status forbids answer 422, and none of them is done.",
    "Everything but reading a redacted inquiry answers 409. Nothing expires unless an interval was given at creation.",
    "A session beyond the 25th of an inquiry answers 422. A session token and a one-time link lead nowhere."
  ),
  ...about(
    "verifications",
    "A simulated verification is of the kind that is named in the id of its template (selfie, database, document), otherwise of a government ID.",
    "Verifications of government IDs and documents have a document with one picture. What is read off it are the inquiry's fields."
  ),
  ...about(
    "reports",
    "A report is pending in the answer to its creation and ready at the next look, or after backgroundDelayMillis. It never fails.",
    'It has a match when a value of its query contains "match", in any casing. Results are not made up.'
  ),
  ...about(
    "cases",
    "Any id with the prefix ctmpl_ names a case template, any text is a status and any address an assignee.",
    'A new case is "Open"; the status "Resolved" resolves it. A case cannot be changed after its redaction (409).'
  ),
  ...about(
    "events",
    "Creations and updates of accounts, importers, and everything about lists leave no event, nor does a comment on a case.",
    "The payload is the object as it was then, without included objects. Events are kept for good."
  ),
  ...about(
    "search",
    "What was written is found at once. Fields need not be configured as searchable. The order is newest first."
  ),
  ...about(
    "webhooks",
    "A new webhook is disabled. The newest secret signs first; after a rotation the old one stays valid for a day unless the request says otherwise.",
    "Every attempt is signed anew, with its own time. A redirect is no acceptance. Allow-lists, filters and custom headers have no effect."
  )
]
