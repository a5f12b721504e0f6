/**
 * Common exports of other systems, as data: how each is recognised by its columns, and which of them fill a field.
 * Names of columns are facts of their makers' documentation, noted with each. Those that no page was found for are
 * marked as assumed.
 */

/** An export of another system. */
export interface Preset {
  readonly name: string
  /** Its name for the user. */
  readonly title: string
  /** Where the export is documented; of the columns, all that are not assumed. */
  readonly source: string
  /** Columns that no documentation was found for: they are known from sample files, or guessed. */
  readonly assumed?: ReadonlyArray<string>
  /** Columns that are all there. */
  readonly all: ReadonlyArray<string>
  /** Columns of which some are there, and how many at least. */
  readonly some?: { readonly columns: ReadonlyArray<string>; readonly least: number }
  /** Whether there is no other column than these. */
  readonly only?: ReadonlyArray<string>
  /** Whether the file has no header, so that columns are numbers. */
  readonly headerless?: true
  /** The columns that can fill a field, the preferred first. */
  readonly fields: Readonly<Record<string, ReadonlyArray<string>>>
  /** The column that holds whole names. It is asked about only if no other column holds a name. */
  readonly wholeName?: string
}

const seven = [
  "reference_id",
  "name_first",
  "name_middle",
  "name_last",
  "birthdate",
  "social_security_number",
  "tags"
]

export const presets: ReadonlyArray<Preset> = [
  {
    name: "auth0",
    title: "Auth0 user export",
    // The user who exports chooses the columns, under the names of the user profile; every text has an apostrophe in front.
    source: "https://auth0.com/docs/manage-users/user-migration/bulk-user-exports",
    all: ["user_id"],
    some: {
      columns: [
        "email_verified",
        "nickname",
        "picture",
        "logins_count",
        "last_login",
        "last_ip",
        "identities[0].connection",
        "identities[0].provider",
        "user_metadata",
        "blocked"
      ],
      least: 2
    },
    fields: {
      "reference-id": ["user_id"],
      "email-address": ["email"],
      "name-first": ["given_name", "user_metadata.given_name", "user_metadata.first_name"],
      "name-last": ["family_name", "user_metadata.family_name", "user_metadata.last_name"],
      "phone-number": ["phone_number", "user_metadata.phone_number", "user_metadata.phone"],
      "country-code": ["user_metadata.country"]
    },
    wholeName: "name"
  },
  {
    name: "auth0-extension",
    title: "Auth0 export by the Import/Export extension",
    // The page tells how to choose columns, and not what they are called by default.
    source: "https://auth0.com/docs/customize/extensions/user-import-export-extension",
    assumed: ["Id", "Email", "Email Verified", "Name", "Given Name", "Family Name", "Nickname", "Connection"],
    all: ["Id", "Email Verified"],
    some: { columns: ["Given Name", "Family Name", "Nickname", "Connection"], least: 2 },
    fields: {
      "reference-id": ["Id"],
      "email-address": ["Email"],
      "name-first": ["Given Name"],
      "name-last": ["Family Name"]
    },
    wholeName: "Name"
  },
  {
    name: "clerk",
    title: "Clerk user export",
    source: "https://clerk.com/docs/deployments/migrate-overview",
    all: ["id", "primary_email_address"],
    some: {
      columns: ["password_digest", "password_hasher", "totp_secret", "verified_email_addresses"],
      least: 2
    },
    fields: {
      "reference-id": ["id"],
      "name-first": ["first_name"],
      "name-last": ["last_name"],
      "email-address": ["primary_email_address"],
      "phone-number": ["primary_phone_number"]
    }
  },
  {
    name: "firebase",
    title: "Firebase Authentication export",
    // `firebase auth:export` writes no header; columns are documented by number.
    source: "https://firebase.google.com/docs/cli/auth",
    // Times and the phone number behind the sign-in providers.
    assumed: ["24", "25", "26"],
    all: ["1", "2", "3", "26"],
    headerless: true,
    fields: { "reference-id": ["1"], "email-address": ["2"], "phone-number": ["26"] },
    wholeName: "6"
  },
  {
    name: "okta",
    title: "Okta users",
    source: "https://help.okta.com/en-us/content/topics/users-groups-profiles/usgp-import-users-csv.htm",
    all: ["login", "firstName", "lastName", "email"],
    some: {
      columns: [
        "secondEmail",
        "mobilePhone",
        "primaryPhone",
        "displayName",
        "honorificPrefix",
        "zipCode",
        "userType",
        "employeeNumber",
        "department"
      ],
      least: 2
    },
    fields: {
      "reference-id": ["login"],
      "name-first": ["firstName"],
      "name-middle": ["middleName"],
      "name-last": ["lastName"],
      "email-address": ["email"],
      "phone-number": ["mobilePhone", "primaryPhone"],
      "address-street-1": ["streetAddress"],
      "address-city": ["city"],
      "address-subdivision": ["state"],
      "address-postal-code": ["zipCode"],
      "country-code": ["countryCode"]
    }
  },
  {
    name: "stripe",
    title: "Stripe customers",
    // The page lists id, name, email, default_source and card.*; the dashboard's own export has other names.
    source: "https://docs.stripe.com/get-started/data-migrations/export-file-formats",
    assumed: [
      "Phone",
      "Created (UTC)",
      "Delinquent",
      "Total Spend",
      "Payment Count",
      "Refunded Volume",
      "Dispute Losses",
      "Card ID",
      "Card Address Line1",
      "Card Address Line2",
      "Card Address City",
      "Card Address State",
      "Card Address Zip",
      "Card Address Country"
    ],
    all: ["id", "Email"],
    some: {
      columns: [
        "Created (UTC)",
        "Delinquent",
        "Total Spend",
        "Payment Count",
        "Refunded Volume",
        "Dispute Losses",
        "default_source",
        "card.address_line1",
        "Card ID"
      ],
      least: 2
    },
    fields: {
      "reference-id": ["id"],
      "email-address": ["Email"],
      "phone-number": ["Phone"],
      "address-street-1": ["card.address_line1", "Card Address Line1"],
      "address-street-2": ["card.address_line2", "Card Address Line2"],
      "address-city": ["card.address_city", "Card Address City"],
      "address-subdivision": ["card.address_state", "Card Address State"],
      "address-postal-code": ["card.address_zip", "Card Address Zip"],
      "country-code": ["card.address_country", "Card Address Country"]
    },
    wholeName: "Name"
  },
  {
    name: "persona-importer",
    title: "Persona's own account importer",
    source: "https://docs.withpersona.com/api-reference/importers/import-accounts",
    all: ["reference_id"],
    some: { columns: seven, least: 2 },
    only: seven,
    fields: Object.fromEntries(seven.map((name) => [name.replaceAll("_", "-"), [name]]))
  },
  {
    name: "persona-dashboard",
    title: "Persona dashboard export of accounts",
    // No page lists its columns. They are taken to be the API's names, beside the account's id and times.
    source: "https://help.withpersona.com/articles/2gE7mjjLCIGJPnK6mTyjU9/",
    assumed: [
      "Reference ID",
      "Account ID",
      "Account Type",
      "Account Status",
      "Status",
      "Tags",
      "Name",
      "Country Code",
      "Address Country Code",
      "Created At",
      "Updated At",
      "Redacted At"
    ],
    all: ["Reference ID"],
    some: { columns: ["Account ID", "Account Type", "Created At", "Updated At", "Redacted At"], least: 2 },
    fields: {
      "reference-id": ["Reference ID"],
      "account-status": ["Account Status", "Status"],
      tags: ["Tags"],
      "country-code": ["Country Code", "Address Country Code"]
    },
    wholeName: "Name"
  }
]
